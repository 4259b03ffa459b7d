"""Goods that counted as returned no longer do."""

from ..entry_type import Entry, EntryType, entry_types, pieces


@entry_types.register
class OrderReturnReversed(EntryType):
    code = "order.return_reversed"
    label = "Return reversed"

    def summary(self, entry: Entry) -> str:
        return f"The return of {pieces(entry.payload)} of order {entry.payload['number']} was reversed."
