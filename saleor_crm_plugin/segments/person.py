"""What segments keep about people: where they live, and the segments that they are or were in."""

import datetime
from typing import Any

from ..identity.moving import Moves
from ..identity.person_data import PersonData, person_data
from .actions.lock import keep_writers_out
from .models import ProfilePlace, SegmentDue, SegmentMember


@person_data.register
class SegmentRows(PersonData):
    """The place is deleted, and so is every membership: a segment's name may say much."""

    code = "segments"
    lock_position = 85
    models = (ProfilePlace, SegmentDue, SegmentMember)
    moves = (Moves(SegmentMember, alike=("segment_id", "left_at"), since="joined_at"),)
    stays = dict.fromkeys(
        (ProfilePlace, SegmentDue), "It is found anew, of each person, when they merge."
    )

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return the place, and which segments the person is or was in, and why."""
        places = ProfilePlace.objects.filter(profile_id=profile_id)
        rows = SegmentMember.objects.filter(profile_id=profile_id).order_by("id")
        return [
            {
                "country": place.country,
                "area": place.area,
                "city": place.city,
                "postal_code": place.postal_code,
                "language": place.language,
            }
            for place in places
        ] + [
            {
                "segment": row.segment.name,
                "joined_at": row.joined_at.isoformat(),
                "join_reason": row.join_reason,
                "left_at": row.left_at and row.left_at.isoformat(),
                "leave_reason": row.leave_reason,
            }
            for row in rows.select_related("segment")
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete all of it, when nobody writes any of it."""
        keep_writers_out()
        kinds = (SegmentDue, SegmentMember, ProfilePlace)
        return sum(
            kind.objects.filter(profile_id=profile_id).delete()[0] for kind in kinds
        )
