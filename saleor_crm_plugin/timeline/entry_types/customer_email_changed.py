"""An account has another e-mail."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class CustomerEmailChanged(EntryType):
    code = "customer.email_changed"
    label = "E-mail changed"

    def summary(self, entry: Entry) -> str:
        return "Changed the e-mail address."
