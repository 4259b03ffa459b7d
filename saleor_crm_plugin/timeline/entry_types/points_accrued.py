"""Points were earned."""

from ..entry_type import Entry, EntryType, entry_types, for_order, points


@entry_types.register
class PointsAccrued(EntryType):
    code = "loyalty.points_accrued"
    label = "Points earned"

    def summary(self, entry: Entry) -> str:
        return f"Earned {points(entry.payload['points'])}{for_order(entry.payload)}{_pending(entry)}."


def _pending(entry: Entry) -> str:
    return ", pending for now" if entry.payload["is_pending"] else ""
