"""Look at everybody for one segment, by differences of sets: when it is new, changed, and nightly."""

import datetime
from typing import Any

from django.db import connections, transaction

from ...core.facts import Origin
from ...outbox.actions.publish import publish
from ...saleor_adapter.db import WRITER
from ..compiling import verdicts
from ..models import ChangeReason, Segment, SegmentKind, SegmentMember
from ..queries import plan_of
from ..reading import moment_of
from .evaluate import HORIZON, fact_of
from .lock import lock_segment

# One snapshot for all: who is in by the rule against who is in by the rows. Who waits to be looked
# at because of a fact goes on waiting: what rules ask of it may not be written yet.
FILL = """
WITH verdict AS MATERIALIZED (
    SELECT * FROM ({verdicts}) AS everybody WHERE is_member OR next_at <= %(horizon)s
), gone AS (
    UPDATE crm_segment_member AS member
    SET left_at = greatest(member.joined_at, %(now)s), leave_reason = %(reason)s,
        is_leave_untold = %(tells)s
    WHERE member.segment_id = %(segment)s AND member.left_at IS NULL
      AND NOT EXISTS (SELECT FROM verdict WHERE id = member.profile_id AND is_member)
    RETURNING 1
), come AS (
    INSERT INTO crm_segment_member
        (segment_id, profile_id, joined_at, join_reason, is_join_untold)
    SELECT %(segment)s, verdict.id, %(now)s, %(reason)s, %(tells)s
    FROM verdict
    WHERE is_member AND NOT EXISTS (
        SELECT FROM crm_segment_member AS member
        WHERE member.segment_id = %(segment)s AND member.profile_id = verdict.id
          AND member.left_at IS NULL
    )
    ON CONFLICT (segment_id, profile_id) WHERE left_at IS NULL DO NOTHING
    RETURNING 1
), turning AS (
    INSERT INTO crm_segment_due AS due (segment_id, profile_id, due_at, reason, origin)
    SELECT %(segment)s, id, next_at, 'time', 'live' FROM verdict WHERE next_at <= %(horizon)s
    ON CONFLICT (segment_id, profile_id) DO UPDATE SET due_at = EXCLUDED.due_at
    WHERE due.reason = 'time'
), settled AS (
    DELETE FROM crm_segment_due AS due
    WHERE due.segment_id = %(segment)s AND due.reason = 'time'
      AND NOT EXISTS (SELECT FROM verdict WHERE id = due.profile_id AND next_at <= %(horizon)s)
)
SELECT (SELECT count(*) FROM come), (SELECT count(*) FROM gone)
"""


def fill_segment(segment_id: int, *, now: datetime.datetime) -> tuple[int, int]:
    """Make the members those for whom the rule holds now; return how many came and went.

    One transaction, which keeps out every other look at people for this segment. What a new or
    changed rule brings is no news about anybody and publishes nothing; what a later look finds is
    a repair, and its facts (`tell_repairs`) start nothing. Idempotent. Lists and archived segments
    are left alone.
    """
    with transaction.atomic(using=WRITER):
        lock_segment(segment_id)
        segment = Segment.objects.filter(
            pk=segment_id, archived_at=None, kind=SegmentKind.RULE
        ).first()
        if segment is None:
            return 0, 0
        is_repair = segment.filled_version == segment.version
        reason = ChangeReason.REPAIR if is_repair else ChangeReason.RULE
        statement = verdicts(plan_of(segment), moment_of(now), profile_ids=None)
        parameters: dict[str, Any] = {
            **statement.parameters,
            "segment": segment_id,
            "now": now,
            "horizon": now + HORIZON,
            "reason": reason.value,
            "tells": is_repair,
        }
        with connections[WRITER].cursor() as cursor:
            cursor.execute(FILL.replace("{verdicts}", statement.sql), parameters)
            came, went = cursor.fetchone()
        segment.filled_version, segment.filled_at = segment.version, now
        segment.save(update_fields=["filled_version", "filled_at"])
        return came, went


def tell_repairs(*, now: datetime.datetime, limit: int = 1000) -> int:
    """Publish what repairs found, up to `limit` people; return how many were told.

    One transaction; idempotent by the rows' own marks. Nothing starts by a repair: its facts have
    the origin *rebuild*.
    """
    with transaction.atomic(using=WRITER):
        rows = list(_untold(limit))
        facts = []
        for row in rows:
            for is_untold, has_come in (
                (row.is_join_untold, True),
                (row.is_leave_untold, False),
            ):
                if is_untold:
                    facts.append(_repair(row, has_come=has_come))
        publish(facts)
        SegmentMember.objects.filter(pk__in=[row.pk for row in rows]).update(
            is_join_untold=False, is_leave_untold=False
        )
        return len(rows)


def _untold(limit: int) -> Any:
    rows = SegmentMember.objects.select_related("segment").select_for_update(
        skip_locked=True, of=("self",)
    )
    joined = rows.filter(is_join_untold=True) | rows.filter(is_leave_untold=True)
    return joined.order_by("id")[:limit]


def _repair(row: SegmentMember, *, has_come: bool) -> Any:
    at = row.joined_at if has_come else row.left_at
    assert at is not None  # noqa: S101 the table checks it
    return fact_of(
        row.segment,
        (row.pk, row.profile_id),
        has_come=has_come,
        reason=row.join_reason if has_come else row.leave_reason,
        origin=Origin.REBUILD,
        at=at,
    )
