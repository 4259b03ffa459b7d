"""Pending points can be spent now."""

from ..entry_type import Entry, EntryType, entry_types, for_order, points


@entry_types.register
class PointsReleased(EntryType):
    code = "loyalty.points_released"
    label = "Points released"

    def summary(self, entry: Entry) -> str:
        return f"{points(entry.payload['points'])}{for_order(entry.payload)} can be spent now."
