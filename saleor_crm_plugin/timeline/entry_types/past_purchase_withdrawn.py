"""A purchase elsewhere was told by mistake."""

from ..entry_type import Entry, EntryType, entry_types, in_cart


@entry_types.register
class PastPurchaseWithdrawn(EntryType):
    code = "timeline.past_purchase_withdrawn"
    label = "Past purchase withdrawn"

    def summary(self, entry: Entry) -> str:
        return f"A purchase elsewhere was told by mistake: {in_cart(entry.payload)}."
