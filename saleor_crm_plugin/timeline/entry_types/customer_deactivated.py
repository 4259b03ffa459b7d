"""An account can no longer sign in."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class CustomerDeactivated(EntryType):
    code = "customer.deactivated"
    label = "Account deactivated"

    def summary(self, entry: Entry) -> str:
        return "The account was deactivated."
