"""Lines, prices or totals of an order were changed."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class OrderAmended(EntryType):
    code = "order.amended"
    label = "Order amended"

    def summary(self, entry: Entry) -> str:
        return f"Order {entry.payload['number']} was amended and amounts to {money(entry.payload)}."
