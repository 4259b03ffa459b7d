"""An order turned out to be its owner's first."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class FirstOrderFound(EntryType):
    code = "loyalty.first_order_found"
    label = "First order found"

    def summary(self, entry: Entry) -> str:
        return "An order turned out to be the first, and gets the points for one."
