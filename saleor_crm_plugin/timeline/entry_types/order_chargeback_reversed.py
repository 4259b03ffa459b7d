"""A chargeback was won."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class OrderChargebackReversed(EntryType):
    code = "order.chargeback_reversed"
    label = "Chargeback reversed"

    def summary(self, entry: Entry) -> str:
        return f"A chargeback of {money(entry.payload)} on order {entry.payload['number']} was reversed."
