"""An order was made of a cart."""

from ..entry_type import Entry, EntryType, entry_types, in_cart


@entry_types.register
class CheckoutCompleted(EntryType):
    code = "checkout.completed"
    label = "Cart ordered"

    def summary(self, entry: Entry) -> str:
        return f"Ordered a cart of {in_cart(entry.payload)}."
