"""Points that had been taken back were given again."""

from ..entry_type import Entry, EntryType, entry_types, for_order, points


@entry_types.register
class PointsReinstated(EntryType):
    code = "loyalty.points_reinstated"
    label = "Points reinstated"

    def summary(self, entry: Entry) -> str:
        return f"Got {points(entry.payload['points'])} back{for_order(entry.payload)}."
