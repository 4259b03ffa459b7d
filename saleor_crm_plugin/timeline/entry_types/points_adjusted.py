"""Staff corrected a balance."""

from ..entry_type import Entry, EntryType, entry_types, points


@entry_types.register
class PointsAdjusted(EntryType):
    code = "loyalty.points_adjusted"
    label = "Points adjusted"

    def summary(self, entry: Entry) -> str:
        change = entry.payload["points"]
        if change < 0:
            return f"Staff took {points(-change)}."
        return f"Staff gave {points(change)}."
