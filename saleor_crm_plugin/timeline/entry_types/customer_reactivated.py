"""A deactivated account can sign in again."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class CustomerReactivated(EntryType):
    code = "customer.reactivated"
    label = "Account reactivated"

    def summary(self, entry: Entry) -> str:
        return "The account was reactivated."
