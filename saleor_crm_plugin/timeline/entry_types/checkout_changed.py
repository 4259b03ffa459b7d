"""Goods, total or owner of a cart changed."""

from ..entry_type import Entry, EntryType, entry_types, in_cart


@entry_types.register
class CheckoutChanged(EntryType):
    code = "checkout.changed"
    label = "Cart changed"

    def summary(self, entry: Entry) -> str:
        return f"A cart holds {in_cart(entry.payload)} now."
