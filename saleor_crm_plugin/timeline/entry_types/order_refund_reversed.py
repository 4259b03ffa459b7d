"""A refund failed or was taken back."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class OrderRefundReversed(EntryType):
    code = "order.refund_reversed"
    label = "Refund reversed"

    def summary(self, entry: Entry) -> str:
        return f"A refund of {money(entry.payload)} for order {entry.payload['number']} was reversed."
