"""An order belongs to another profile now."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class OrderReassigned(EntryType):
    code = "order.reassigned"
    label = "Order reassigned"

    def summary(self, entry: Entry) -> str:
        return f"Order {entry.payload['number']} was assigned to this profile."
