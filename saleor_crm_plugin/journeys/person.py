"""What journeys keep about people: their passages, wishes, and what other systems were told."""

import datetime
from typing import Any

from django.db import connections
from django.db.models import F
from django.db.models.functions import Coalesce

from ..identity.moving import Merge, Moves
from ..identity.person_data import PersonData, person_data
from ..saleor_adapter.db import WRITER
from .actions.take_back import take_back_messages
from .goods_models import WatchedGoods
from .models import DUE_STATES, Enrollment, EnrollmentState, Rehearsal
from .webhook_models import CallState, WebhookCall

ERASED = "erased"
MERGED = "merged"
ON_THE_WAY = (*DUE_STATES, EnrollmentState.STUCK)

# In the order in which workers lock them.
_END_DOUBLES = """
WITH doubled AS (
    SELECT passage.id FROM crm_enrollment AS passage
    WHERE passage.profile_id = %(source)s AND passage.ended_at IS NULL
      AND EXISTS (
          SELECT FROM crm_enrollment AS own
          WHERE own.profile_id = %(target)s AND own.journey_id = passage.journey_id
            AND (
                own.key = passage.key
                OR (
                    own.is_alone AND passage.is_alone
                    AND own.state IN ('active', 'shadow', 'stuck')
                    AND passage.state IN ('active', 'shadow', 'stuck')
                )
            )
      )
    ORDER BY passage.id FOR UPDATE
)
UPDATE crm_enrollment AS passage
SET state = CASE WHEN entered_at IS NULL THEN 'lapsed' ELSE 'exited' END,
    end_reason = %(reason)s, ended_at = %(now)s, due_at = NULL, lease_until = NULL,
    attempt = attempt + 1
FROM doubled WHERE doubled.id = passage.id
RETURNING passage.id
"""
_TAKE_LEASES = """
WITH leased AS (
    SELECT id FROM crm_enrollment
    WHERE profile_id = %(profile)s AND lease_until IS NOT NULL AND ended_at IS NULL
    ORDER BY id FOR UPDATE
)
UPDATE crm_enrollment AS passage SET lease_until = NULL, attempt = attempt + 1
FROM leased WHERE leased.id = passage.id
"""


@person_data.register
class JourneyRows(PersonData):
    """Ids, codes and moments; a passage ends when the person is erased."""

    code = "journeys"
    lock_position = 90
    models = (Enrollment, Rehearsal, WatchedGoods, WebhookCall)
    moves = (
        Moves(Enrollment, alike=("journey_id", "key"), since="entered_at"),
        Moves(Rehearsal),
        Moves(WatchedGoods, alike=("variant_id", "channel", "reason")),
        Moves(WebhookCall),
    )

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return passages, goods, which other systems were told, and what was rehearsed."""
        passages = Enrollment.objects.filter(profile_id=profile_id).order_by("id")
        calls = WebhookCall.objects.filter(profile_id=profile_id).order_by("created_at")
        return (
            [
                {
                    "journey": row["journey__code"],
                    "state": row["state"],
                    "entered_at": row["entered_at"] and row["entered_at"].isoformat(),
                    "ended_at": row["ended_at"] and row["ended_at"].isoformat(),
                    "end_reason": row["end_reason"],
                    "subject": row["subject"],
                }
                for row in passages.values(
                    "journey__code",
                    "state",
                    "entered_at",
                    "ended_at",
                    "end_reason",
                    "subject",
                )
            ]
            + [
                {
                    "variant_id": row.variant_id,
                    "reason": row.reason,
                    "seen_at": row.seen_at.isoformat(),
                }
                for row in WatchedGoods.objects.filter(profile_id=profile_id).order_by(
                    "id"
                )
            ]
            + [
                {
                    "told_to": row.endpoint.code,
                    "state": row.state,
                    "asked_at": row.created_at.isoformat(),
                    "values": row.body,
                }
                for row in calls.select_related("endpoint")
            ]
            + [
                {
                    "rehearsed": sorted(row.definitions),
                    "since": row.since.isoformat(),
                    "until": row.until.isoformat(),
                    "asked_at": row.created_at.isoformat(),
                    "decisions": (row.report or {}).get("decisions", []),
                }
                for row in Rehearsal.objects.filter(profile_id=profile_id).order_by(
                    "id"
                )
            ]
        )

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """End every passage; drop what was wanted, and rehearsals about the person.

        A worker that holds a lease finds the passage over and lets it be.
        """
        passages = Enrollment.objects.filter(
            profile_id=profile_id, state__in=ON_THE_WAY
        )
        # In the order in which workers lock them.
        list(passages.order_by("id").select_for_update().values_list("id"))
        ended = passages.update(
            state=EnrollmentState.EXITED,
            end_reason=ERASED,
            ended_at=now,
            due_at=None,
            lease_until=None,
            attempt=F("attempt") + 1,
        )
        # An error may quote a value, and why staff gave a passage up is their own words.
        said = Enrollment.objects.filter(profile_id=profile_id).exclude(last_error="")
        words = said.order_by("id").update(last_error="")
        walks, _ = Rehearsal.objects.filter(profile_id=profile_id).delete()
        wished, _ = WatchedGoods.objects.filter(profile_id=profile_id).delete()
        calls = WebhookCall.objects.filter(profile_id=profile_id)
        calls.order_by("pk").update(
            state=CallState.DROPPED,
            body={},
            due_at=None,
            lease_until=None,
            ended_at=Coalesce("ended_at", now),
        )
        return ended + words + walks + wished

    def merge(self, merge: Merge) -> dict[str, int]:
        """Move passages; one that the survivor walks already ends, and says nothing more.

        A worker that holds a lease finds that it is no longer its own.
        """
        with connections[WRITER].cursor() as cursor:
            two: dict[str, Any] = {
                "source": merge.source_id,
                "target": merge.target_id,
                "now": merge.now,
                "reason": MERGED,
            }
            cursor.execute(_END_DOUBLES, two)
            ended = [passage_id for (passage_id,) in cursor.fetchall()]
            cursor.execute(_TAKE_LEASES, {"profile": merge.source_id})
        take_back_messages(ended, now=merge.now)
        return super().merge(merge)

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Give passages back; those that the merge ended stay ended."""
        with connections[WRITER].cursor() as cursor:
            cursor.execute(_TAKE_LEASES, {"profile": merge.target_id})
        return super().unmerge(merge)
