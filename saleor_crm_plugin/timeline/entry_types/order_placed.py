"""An order was placed."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class OrderPlaced(EntryType):
    code = "order.placed"
    label = "Order placed"

    def summary(self, entry: Entry) -> str:
        return f"Placed order {entry.payload['number']} for {money(entry.payload)}{_as_guest(entry)}."


def _as_guest(entry: Entry) -> str:
    return " as a guest" if entry.payload["is_guest"] else ""
