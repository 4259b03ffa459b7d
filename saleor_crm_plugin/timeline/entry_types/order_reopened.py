"""A canceled order is open again."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class OrderReopened(EntryType):
    code = "order.reopened"
    label = "Order reopened"

    def summary(self, entry: Entry) -> str:
        return f"Order {entry.payload['number']} was opened again."
