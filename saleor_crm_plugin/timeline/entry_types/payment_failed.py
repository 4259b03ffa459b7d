"""A payment was refused."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class PaymentFailed(EntryType):
    code = "payment.failed"
    label = "Payment refused"

    def summary(self, entry: Entry) -> str:
        number = entry.payload["number"]
        what = f"order {number}" if number else "a cart"
        return f"Tried to pay {money(entry.payload)} for {what}, which was refused."
