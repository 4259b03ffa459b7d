"""An order was canceled or expired."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class OrderCanceled(EntryType):
    code = "order.canceled"
    label = "Order canceled"

    def summary(self, entry: Entry) -> str:
        return f"Order {entry.payload['number']} was canceled."
