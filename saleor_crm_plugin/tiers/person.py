"""What tiers keep about people: where they stand, what was decided, who is excluded."""

import datetime
from typing import Any

from django.db import connection

from ..identity.moving import Merge, Moves
from ..identity.person_data import PersonData, person_data
from .models import BookExclusion, TierDecision, TierStanding

ERASED = "erased"

_REST = """
UPDATE crm_tier_standing SET next_review_at = NULL
WHERE profile_id = %(profile)s AND next_review_at IS NOT NULL
"""
# Whoever is on a level, or has an invitation that ends, is looked at by the next review.
_WAKE = """
UPDATE crm_tier_standing SET next_review_at = %(now)s
WHERE profile_id = %(profile)s AND next_review_at IS NULL
  AND (tier_id IS NOT NULL OR invited_until IS NOT NULL)
"""


@person_data.register
class TierRows(PersonData):
    """Standings and decisions; reasons are free text of staff and are erased."""

    code = "tiers"
    lock_position = 50
    models = (TierStanding, TierDecision, BookExclusion)
    moves = (
        Moves(TierStanding, alike=("ladder_id",)),
        Moves(
            BookExclusion,
            alike=("book_id", "kind", "ended_at"),
            where="held.kind = 'by_staff' AND held.ended_at IS NULL",
            since="excluded_at",
        ),
    )
    stays = {
        TierDecision: "Never changed; it was about the numbers of its own profile."
    }

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return standings, every decision with its numbers, and the exclusions."""
        standings = TierStanding.objects.filter(profile_id=profile_id).order_by("pk")
        decisions = TierDecision.objects.filter(profile_id=profile_id).order_by("id")
        exclusions = BookExclusion.objects.filter(profile_id=profile_id).order_by("id")
        return (
            [
                {
                    "kind": row.kind,
                    "previous": row.previous.code if row.previous else "",
                    "current": row.current.code if row.current else "",
                    "metric": row.metric,
                    "decided_at": row.decided_at.isoformat(),
                }
                for row in decisions.select_related("previous", "current")
            ]
            + [
                {
                    "excluded": row.kind,
                    "excluded_at": row.excluded_at.isoformat(),
                    "reason": row.reason,
                    "ended_at": row.ended_at and row.ended_at.isoformat(),
                    "ended_reason": row.ended_reason,
                }
                for row in exclusions
            ]
            + [
                {
                    "tier": row.tier.code if row.tier else "",
                    "since": row.since and row.since.isoformat(),
                    "invited_to": row.invited_tier.code if row.invited_tier else "",
                    "invited_until": row.invited_until
                    and row.invited_until.isoformat(),
                    "invited_reason": row.invited_reason,
                }
                for row in standings.select_related("tier", "invited_tier")
            ]
        )

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Blank the reasons of exclusions and invitations; both stay in force."""
        excluded = BookExclusion.objects.filter(profile_id=profile_id)
        standings = TierStanding.objects.filter(profile_id=profile_id)
        blanked = 0
        for name in ("reason", "ended_reason"):
            worded = excluded.exclude(**{f"{name}__in": ("", ERASED)})
            blanked += worded.update(**{name: ERASED})
        return blanked + standings.exclude(invited_reason="").update(invited_reason="")

    def merge(self, merge: Merge) -> dict[str, int]:
        """Move what the survivor does not have; standings that stay behind are not reviewed.

        Staff's exclusions follow the person. Having left a program does not: the survivor has not.
        """
        moved = super().merge(merge)
        with connection.cursor() as cursor:
            cursor.execute(_REST, {"profile": merge.source_id})
        return moved

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Give standings and exclusions back; the next review looks at the source's again."""
        kept = super().unmerge(merge)
        with connection.cursor() as cursor:
            cursor.execute(_WAKE, {"profile": merge.source_id, "now": merge.now})
        return kept
