"""The bank took money back."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class OrderChargedBack(EntryType):
    code = "order.charged_back"
    label = "Order charged back"

    def summary(self, entry: Entry) -> str:
        return f"The bank charged back {money(entry.payload)} of order {entry.payload['number']}."
