"""Points were taken back."""

from ..entry_type import Entry, EntryType, entry_types, for_order, points


@entry_types.register
class PointsClawedBack(EntryType):
    code = "loyalty.points_clawed_back"
    label = "Points clawed back"

    def summary(self, entry: Entry) -> str:
        return f"Lost {points(entry.payload['points'])}{for_order(entry.payload)}{_shortfall(entry)}."


def _shortfall(entry: Entry) -> str:
    missing = entry.payload["shortfall"]
    return f", {missing} of them spent before" if missing else ""
