"""Goods were handed over."""

from ..entry_type import Entry, EntryType, entry_types, pieces


@entry_types.register
class OrderFulfilled(EntryType):
    code = "order.fulfilled"
    label = "Order fulfilled"

    def summary(self, entry: Entry) -> str:
        return f"Received {pieces(entry.payload)} of order {entry.payload['number']}."
