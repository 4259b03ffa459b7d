"""A cart has vanished without an order."""

from ..entry_type import Entry, EntryType, entry_types, in_cart


@entry_types.register
class CheckoutGone(EntryType):
    code = "checkout.gone"
    label = "Cart gone"

    def summary(self, entry: Entry) -> str:
        return f"A cart of {in_cart(entry.payload)} is no longer in the shop."
