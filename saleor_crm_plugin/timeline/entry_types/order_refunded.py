"""Money was given back."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class OrderRefunded(EntryType):
    code = "order.refunded"
    label = "Order refunded"

    def summary(self, entry: Entry) -> str:
        return f"Got {money(entry.payload)} back for order {entry.payload['number']}."
