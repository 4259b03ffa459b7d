"""Look at the people who are due for a segment, and write down who came in and who went out."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import connections, transaction
from pydantic_core import to_json

from ...core.facts import Origin
from ...outbox.actions.publish import publish
from ...outbox.queries import lanes_waiting
from ...saleor_adapter.db import WRITER
from ..compiling import verdicts
from ..events import SegmentEntered, SegmentFact, SegmentLeft
from ..models import Segment
from ..plan import Part
from ..queries import plan_of
from ..reading import moment_of
from .lock import share_segment, try_to_keep_people

BATCH = 1000
# Handlers that write what rules ask: until they have had a person's facts, the person waits.
FEEDERS = (
    "timeline.record",
    "insight.roll_up",
    "tiers.reassess",
    "behavior.forget_unallowed",
)
A_MOMENT = datetime.timedelta(seconds=10)
# What turns later is found by the nightly look, which puts down the next days' turns.
HORIZON = datetime.timedelta(hours=50)

DUE_SEGMENTS = """
SELECT id FROM crm_segment AS segment
WHERE archived_at IS NULL AND kind = 'rule' AND filled_version = version
  AND EXISTS (SELECT FROM crm_segment_due AS due
              WHERE due.segment_id = segment.id AND due.due_at <= %s)
ORDER BY id
"""
# Whoever is being looked at now is left out.
CLAIM = """
SELECT profile_id, reason, origin FROM crm_segment_due
WHERE segment_id = %(segment)s AND due_at <= %(now)s
ORDER BY due_at, profile_id LIMIT %(limit)s
FOR UPDATE SKIP LOCKED
"""
POSTPONE = """
UPDATE crm_segment_due SET due_at = %(later)s
WHERE segment_id = %(segment)s AND profile_id = ANY(%(profiles)s)
"""
KEEP = """
WITH verdict AS MATERIALIZED ({verdicts}), claim AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(claims)s) AS claim (profile_id bigint, reason text)
), gone AS (
    UPDATE crm_segment_member AS member
    SET left_at = greatest(member.joined_at, %(now)s), leave_reason = claim.reason
    FROM claim
    WHERE member.segment_id = %(segment)s AND member.profile_id = claim.profile_id
      AND member.left_at IS NULL
      AND NOT EXISTS (SELECT FROM verdict WHERE id = member.profile_id AND is_member)
    RETURNING member.id, member.profile_id
), come AS (
    INSERT INTO crm_segment_member (segment_id, profile_id, joined_at, join_reason)
    SELECT %(segment)s, claim.profile_id, %(now)s, claim.reason
    FROM claim JOIN verdict ON verdict.id = claim.profile_id AND verdict.is_member
    ORDER BY claim.profile_id
    ON CONFLICT (segment_id, profile_id) WHERE left_at IS NULL DO NOTHING
    RETURNING id, profile_id
), turning AS (
    UPDATE crm_segment_due AS due
    SET due_at = verdict.next_at, reason = 'time', origin = 'live'
    FROM verdict
    WHERE due.segment_id = %(segment)s AND due.profile_id = verdict.id
      AND verdict.next_at <= %(horizon)s
), settled AS (
    DELETE FROM crm_segment_due AS due USING claim
    WHERE due.segment_id = %(segment)s AND due.profile_id = claim.profile_id
      AND NOT EXISTS (SELECT FROM verdict WHERE id = claim.profile_id
                                            AND next_at <= %(horizon)s)
)
SELECT id, profile_id, true FROM come UNION ALL SELECT id, profile_id, false FROM gone
"""


def due_segments(*, now: datetime.datetime) -> list[int]:
    """Return the segments for which somebody is due; those that were never filled wait for that."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(DUE_SEGMENTS, (now,))
        return [segment_id for (segment_id,) in cursor.fetchall()]


def evaluate_due(segment_id: int, *, now: datetime.datetime, limit: int = BATCH) -> int:
    """Look at up to `limit` people who are due for the segment; return how many were taken.

    One transaction: memberships, the next turns and the facts of it. Two workers never look at the
    same person for the same segment; a segment that is being changed or filled is left alone, and
    so is everybody while somebody is being erased.
    Idempotent: whoever is as before changes nothing.
    """
    with transaction.atomic(using=WRITER):
        if not share_segment(segment_id) or not try_to_keep_people():
            return 0
        segment = Segment.objects.filter(pk=segment_id, archived_at=None).first()
        if segment is None or segment.filled_version != segment.version:
            return 0
        claims = _claim(segment_id, now, limit)
        ready = _ready(segment_id, claims, now)
        if ready:
            _keep(segment, plan_of(segment), ready, now)
        return len(claims)


def _claim(
    segment_id: int, now: datetime.datetime, limit: int
) -> dict[int, tuple[str, str]]:
    asked: dict[str, Any] = {"segment": segment_id, "now": now, "limit": limit}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CLAIM, asked)
        return {
            profile_id: (reason, origin)
            for profile_id, reason, origin in cursor.fetchall()
        }


def _ready(
    segment_id: int, claims: Mapping[int, tuple[str, str]], now: datetime.datetime
) -> dict[int, tuple[str, str]]:
    """Put off those whose facts have not come to every handler yet; return the others."""
    waiting: set[int] = set()
    for handler in FEEDERS if claims else ():
        waiting |= lanes_waiting(handler, claims)
    if waiting:
        asked: dict[str, Any] = {
            "segment": segment_id,
            "profiles": list(waiting),
            "later": now + A_MOMENT,
        }
        with connections[WRITER].cursor() as cursor:
            cursor.execute(POSTPONE, asked)
    return {one: claim for one, claim in claims.items() if one not in waiting}


def _keep(
    segment: Segment,
    part: Part,
    claims: Mapping[int, tuple[str, str]],
    now: datetime.datetime,
) -> None:
    statement = verdicts(part, moment_of(now), profile_ids=claims)
    rows = [
        {"profile_id": profile_id, "reason": reason}
        for profile_id, (reason, _) in claims.items()
    ]
    parameters = {
        **statement.parameters,
        "claims": to_json(rows).decode(),
        "segment": segment.pk,
        "now": now,
        "horizon": now + HORIZON,
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(KEEP.replace("{verdicts}", statement.sql), parameters)
        changed = cursor.fetchall()
    publish(
        [
            fact_of(
                segment,
                (member_id, profile_id),
                has_come=has_come,
                reason=claims[profile_id][0],
                origin=Origin(claims[profile_id][1]),
                at=now,
            )
            for member_id, profile_id, has_come in sorted(changed)
        ]
    )


def fact_of(  # noqa: PLR0913 what a fact carries
    segment: Segment,
    member: tuple[int, int],
    *,
    has_come: bool,
    reason: str,
    origin: Origin,
    at: datetime.datetime,
) -> SegmentFact:
    """Make the fact of somebody's coming or going; `member` are the row's and the profile's ids."""
    kind, verb = (SegmentEntered, "entered") if has_come else (SegmentLeft, "left")
    member_id, profile_id = member
    return kind(
        key=f"segment:{member_id}:{verb}",
        occurred_at=at,
        origin=origin,
        profile_id=profile_id,
        segment_id=segment.pk,
        segment_name=segment.name,
        reason=reason,
    )
