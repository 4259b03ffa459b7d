"""Money came in for an order."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class OrderPaid(EntryType):
    code = "order.paid"
    label = "Order paid"

    def summary(self, entry: Entry) -> str:
        return f"Paid {money(entry.payload)} for order {entry.payload['number']}."
