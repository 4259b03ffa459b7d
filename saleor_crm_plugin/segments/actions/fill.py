"""Look at everybody for one segment, by differences of sets: when it is new, changed, and nightly."""

import datetime
from typing import Any

from django.db import connections, transaction

from ...core.facts import Origin
from ...outbox.actions.publish import publish
from ...saleor_adapter.db import WRITER
from ..compiling import outlook
from ..models import ChangeReason, Segment, SegmentKind, SegmentMember
from ..queries import plan_of
from ..reading import moment_of
from ..rounds import SCORED
from ..scores import NewScores, new_scores
from .evaluate import HORIZON, fact_of
from .lock import keep_people, lock_segment

# One snapshot for all: who is in by the rule against who is in by the rows. Who waits to be looked
# at because of a fact goes on waiting: what rules ask of it may not be written yet, and what is
# found of them is no repair but news.
FILL = """
WITH verdict AS MATERIALIZED (
    SELECT * FROM ({outlook}) AS anybody WHERE is_member OR next_at <= %(horizon)s
), waiting AS (
    SELECT profile_id FROM crm_segment_due WHERE segment_id = %(segment)s AND reason = 'fact'
), gone AS (
    UPDATE crm_segment_member AS member
    SET left_at = greatest(member.joined_at, %(now)s), leave_reason = %(reason)s,
        is_leave_untold = %(tells)s
    WHERE member.segment_id = %(segment)s AND member.left_at IS NULL
      AND NOT EXISTS (SELECT FROM verdict WHERE id = member.profile_id AND is_member)
      AND NOT (%(tells)s AND member.profile_id IN (SELECT profile_id FROM waiting))
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
    ) AND NOT (%(tells)s AND verdict.id IN (SELECT profile_id FROM waiting))
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
    a repair, and its facts (`tell_found`) start nothing, unless new scores have brought it.
    Idempotent. Lists and archived segments
    are left alone.
    """
    with transaction.atomic(using=WRITER):
        lock_segment(segment_id)
        keep_people()
        segment = Segment.objects.filter(
            pk=segment_id, archived_at=None, kind=SegmentKind.RULE
        ).first()
        if segment is None:
            return 0, 0
        scores = new_scores(segment.scores_seen)
        reason = _reason(segment, scores)
        statement = outlook(plan_of(segment), moment_of(now))
        parameters: dict[str, Any] = {
            **statement.parameters,
            "segment": segment_id,
            "now": now,
            "horizon": now + HORIZON,
            "reason": reason.value,
            "tells": reason != ChangeReason.RULE,
        }
        with connections[WRITER].cursor() as cursor:
            cursor.execute(FILL.replace("{outlook}", statement.sql), parameters)
            came, went = cursor.fetchone()
        segment.filled_version, segment.filled_at = segment.version, now
        segment.scores_seen = scores.run_id or segment.scores_seen
        segment.save(update_fields=["filled_version", "filled_at", "scores_seen"])
        return came, went


def _reason(segment: Segment, scores: NewScores) -> ChangeReason:
    if segment.filled_version != segment.version:
        return ChangeReason.RULE
    is_news = scores.is_news and SCORED in segment.hears
    return ChangeReason.SCORES if is_news else ChangeReason.REPAIR


def tell_found(*, limit: int = 1000) -> int:
    """Publish what looks at everybody found, up to `limit` people; return how many were told.

    One transaction; idempotent by the rows' own marks. Nothing starts by a repair, whose facts have
    the origin *rebuild*: nobody knows when it came about. What new scores bring happens now.
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
                    facts.append(_found(row, has_come=has_come))
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


def _found(row: SegmentMember, *, has_come: bool) -> Any:
    at = row.joined_at if has_come else row.left_at
    assert at is not None  # noqa: S101 the table checks it
    reason = row.join_reason if has_come else row.leave_reason
    return fact_of(
        row.segment,
        (row.pk, row.profile_id),
        has_come=has_come,
        reason=reason,
        origin=Origin.LIVE if reason == ChangeReason.SCORES else Origin.REBUILD,
        at=at,
    )
