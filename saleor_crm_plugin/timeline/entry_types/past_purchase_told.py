"""Somebody had bought elsewhere, as an imported file says."""

from ..entry_type import Entry, EntryType, entry_types, in_cart


@entry_types.register
class PastPurchaseTold(EntryType):
    code = "timeline.past_purchase_told"
    label = "Past purchase"

    def summary(self, entry: Entry) -> str:
        return f"Bought elsewhere: {in_cart(entry.payload)}."
