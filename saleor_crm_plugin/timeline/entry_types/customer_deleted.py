"""An account has vanished from the shop."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class CustomerDeleted(EntryType):
    code = "customer.deleted"
    label = "Account deleted"

    def summary(self, entry: Entry) -> str:
        return "The account was deleted."
