"""An account was made."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class CustomerRegistered(EntryType):
    code = "customer.registered"
    label = "Account created"

    def summary(self, entry: Entry) -> str:
        return "Created an account."
