"""Goods that counted as handed over no longer do."""

from ..entry_type import Entry, EntryType, entry_types, pieces


@entry_types.register
class OrderFulfillmentCanceled(EntryType):
    code = "order.fulfillment_canceled"
    label = "Fulfillment canceled"

    def summary(self, entry: Entry) -> str:
        return f"Handing over {pieces(entry.payload)} of order {entry.payload['number']} was canceled."
