"""What tiers keep about people: where they stand, what was decided, who is excluded."""

import datetime
from typing import Any

from ..identity.person_data import PersonData, person_data
from .models import BookExclusion, TierDecision, TierStanding

ERASED = "erased"


@person_data.register
class TierRows(PersonData):
    """Standings and decisions; reasons are free text of staff and are erased."""

    code = "tiers"
    lock_position = 50
    models = (TierStanding, TierDecision, BookExclusion)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return every decision about the person with its numbers, and the exclusions."""
        decisions = TierDecision.objects.filter(profile_id=profile_id).order_by("id")
        exclusions = BookExclusion.objects.filter(profile_id=profile_id).order_by("id")
        return [
            {
                "kind": row.kind,
                "previous": row.previous.code if row.previous else "",
                "current": row.current.code if row.current else "",
                "metric": row.metric,
                "decided_at": row.decided_at.isoformat(),
            }
            for row in decisions.select_related("previous", "current")
        ] + [
            {
                "excluded": row.kind,
                "excluded_at": row.excluded_at.isoformat(),
                "reason": row.reason,
                "ended_at": row.ended_at and row.ended_at.isoformat(),
                "ended_reason": row.ended_reason,
            }
            for row in exclusions
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Blank the reasons of exclusions and invitations; both stay in force."""
        excluded = BookExclusion.objects.filter(profile_id=profile_id)
        standings = TierStanding.objects.filter(profile_id=profile_id)
        blanked = 0
        for name in ("reason", "ended_reason"):
            worded = excluded.exclude(**{f"{name}__in": ("", ERASED)})
            blanked += worded.update(**{name: ERASED})
        return blanked + standings.exclude(invited_reason="").update(invited_reason="")
