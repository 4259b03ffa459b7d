"""Money that counted as received is not there."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class OrderPaymentReduced(EntryType):
    code = "order.payment_reduced"
    label = "Payment reduced"

    def summary(self, entry: Entry) -> str:
        return f"Payment for order {entry.payload['number']} was reduced by {money(entry.payload)}."
