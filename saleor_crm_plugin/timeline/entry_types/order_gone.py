"""An order has vanished from the shop."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class OrderGone(EntryType):
    code = "order.gone"
    label = "Order gone"

    def summary(self, entry: Entry) -> str:
        return f"Order {entry.payload['number']} is no longer in the shop."
