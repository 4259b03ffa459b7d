"""Unused points ended."""

from ..entry_type import Entry, EntryType, entry_types, points


@entry_types.register
class PointsExpired(EntryType):
    code = "loyalty.points_expired"
    label = "Points expired"

    def summary(self, entry: Entry) -> str:
        return f"{points(entry.payload['points'])} expired."
