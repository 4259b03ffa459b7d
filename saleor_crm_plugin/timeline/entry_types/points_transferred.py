"""Points came over with the order that earned them."""

from ..entry_type import Entry, EntryType, entry_types, for_order, points


@entry_types.register
class PointsTransferred(EntryType):
    code = "loyalty.points_transferred"
    label = "Points transferred"

    def summary(self, entry: Entry) -> str:
        return f"{points(entry.payload['points'])}{for_order(entry.payload)} came over from another profile."
