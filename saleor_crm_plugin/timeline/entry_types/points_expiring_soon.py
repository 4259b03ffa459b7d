"""Points are about to end."""

from ..entry_type import Entry, EntryType, entry_types, points


@entry_types.register
class PointsExpiringSoon(EntryType):
    code = "loyalty.points_expiring_soon"
    label = "Points expiring soon"

    def summary(self, entry: Entry) -> str:
        return f"{points(entry.payload['points'])} will expire on {entry.payload['expires_at'][:10]}."
