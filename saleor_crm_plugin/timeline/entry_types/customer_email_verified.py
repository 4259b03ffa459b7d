"""An account's e-mail was proven."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class CustomerEmailVerified(EntryType):
    code = "customer.email_verified"
    label = "E-mail verified"

    def summary(self, entry: Entry) -> str:
        return "Verified the e-mail address."
