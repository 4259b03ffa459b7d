"""Goods came back."""

from ..entry_type import Entry, EntryType, entry_types, money, pieces


@entry_types.register
class OrderReturned(EntryType):
    code = "order.returned"
    label = "Order returned"

    def summary(self, entry: Entry) -> str:
        return f"Returned {pieces(entry.payload)} of order {entry.payload['number']}, worth {money(entry.payload)}."
