"""What journeys keep about people: their passages, and the codes that they were given."""

import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from ..identity.person_data import PersonData, person_data
from .goods_models import WatchedGoods
from .models import (
    DUE_STATES,
    Enrollment,
    EnrollmentState,
    IssuedCode,
    Rehearsal,
)
from .webhook_models import CallState, WebhookCall

ERASED = "erased"
ON_THE_WAY = (*DUE_STATES, EnrollmentState.STUCK)


@person_data.register
class JourneyRows(PersonData):
    """Ids, codes and moments; a passage ends when the person is erased."""

    code = "journeys"
    lock_position = 90
    models = (Enrollment, IssuedCode, Rehearsal, WatchedGoods, WebhookCall)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return which journeys the person went through, and the codes that they were given."""
        passages = Enrollment.objects.filter(profile_id=profile_id).order_by("id")
        codes = IssuedCode.objects.filter(profile_id=profile_id).order_by("issued_at")
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
                {"code": row.code, "issued_at": row.issued_at.isoformat()}
                for row in codes
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
        return ended + walks + wished
