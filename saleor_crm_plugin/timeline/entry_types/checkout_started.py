"""A cart was filled."""

from ..entry_type import Entry, EntryType, entry_types, in_cart


@entry_types.register
class CheckoutStarted(EntryType):
    code = "checkout.started"
    label = "Cart started"

    def summary(self, entry: Entry) -> str:
        return f"Put {in_cart(entry.payload)} in a cart."
