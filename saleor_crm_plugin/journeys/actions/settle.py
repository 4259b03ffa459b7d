"""Write down where a batch of passages stands, in a fixed number of statements."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections
from pydantic_core import to_json

from ...core.alike import alike
from ...outbox.policies import error_text, is_given_up, wait_after
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ..effect import Placed, writers
from ..models import EnrollmentState
from ..passage import Passage
from ..versions import Version
from ..walking import Walked
from .take_back import take_back_messages

LOG = """
INSERT INTO crm_step_log (enrollment_id, visit, step, outcome, numbers, at)
SELECT enrollment_id, alike.visit, alike.step, alike.outcome, alike.numbers::jsonb, %(now)s
FROM json_to_recordset(%(steps)s) AS alike (
    visit smallint, step text, outcome text, numbers text, enrollment_ids bigint[]
)
CROSS JOIN LATERAL unnest(alike.enrollment_ids) AS enrollment_id
ORDER BY enrollment_id, alike.visit
"""
# Whether somebody is alone is settled by the rule under which they came in: two who were moved to a
# stricter version side by side both go on.
STAND = """
UPDATE crm_enrollment AS enrollment
SET version_id = stand.version_id, state = stand.state,
    is_alone = CASE WHEN enrollment.entered_at IS NULL THEN stand.is_alone
                    ELSE enrollment.is_alone END,
    step = stand.step, visit = stand.visit, entered_at = stand.entered_at,
    step_entered_at = stand.step_entered_at, heard = stand.heard, due_at = stand.due_at,
    ends_at = stand.ends_at, end_reason = stand.end_reason,
    ended_at = CASE WHEN stand.due_at IS NULL THEN %(now)s END,
    lease_until = NULL, attempt = 0, last_error = ''
FROM json_to_recordset(%(stands)s) AS stand (
    id bigint, version_id bigint, state text, is_alone boolean, step text, visit smallint,
    entered_at timestamptz, step_entered_at timestamptz, heard text, due_at timestamptz,
    ends_at timestamptz, end_reason text
)
WHERE enrollment.id = stand.id
"""
OUTRANK = """
UPDATE crm_enrollment
SET state = CASE WHEN entered_at IS NULL THEN 'lapsed' ELSE 'exited' END,
    end_reason = 'outranked', ended_at = %(now)s, due_at = NULL,
    lease_until = NULL
WHERE id = ANY(%(ids)s) AND ended_at IS NULL
"""
PUT_OFF = """
UPDATE crm_enrollment SET lease_until = NULL, attempt = 0, due_at = %(until)s
WHERE id = ANY(%(ids)s::bigint[])
"""
LET_GO = """
UPDATE crm_enrollment SET lease_until = NULL, attempt = attempt - 1
WHERE id = ANY(%(ids)s::bigint[])
"""
PUT_BACK = """
UPDATE crm_enrollment AS enrollment
SET lease_until = NULL, last_error = failed.error, state = coalesce(failed.state, enrollment.state),
    due_at = CASE WHEN failed.state IS NULL THEN failed.due_at END
FROM json_to_recordset(%(failed)s) AS failed (
    id bigint, error text, state text, due_at timestamptz
)
WHERE enrollment.id = failed.id
"""


def settle(
    walked: Sequence[Walked],
    found: Mapping[int, Version],
    *,
    now: datetime.datetime,
) -> None:
    """Write log, effects and where everybody stands; in the caller's transaction.

    Effects are written kind by kind, in the order of their writers. What was written by a worker
    that lost its lease cannot be written again: its log has the same key.
    """
    _log(walked, now)
    _write_effects(walked, found, now)
    _execute(STAND, "stands", [_stand_row(one, found) for one in walked], now)
    taken_out = [one for one in walked if one.state == EnrollmentState.EXITED]
    take_back_messages([one.passage.id for one in taken_out], now=now)


def outrank(enrollment_ids: Sequence[int], *, now: datetime.datetime) -> None:
    """Take people out of journeys whose place a more important one takes."""
    if enrollment_ids:
        with connections[WRITER].cursor() as cursor:
            cursor.execute(OUTRANK, {"ids": list(enrollment_ids), "now": now})
        take_back_messages(enrollment_ids, now=now)


def put_off(passages: Sequence[Passage], until: datetime.datetime) -> None:
    """Leave passages alone until then, as if nobody had taken them."""
    _execute_ids(PUT_OFF, passages, until)


def let_go(passages: Sequence[Passage]) -> None:
    """Give back passages that were not tried."""
    _execute_ids(LET_GO, passages)


def put_back(
    failed: Sequence[tuple[Passage, Exception]], *, now: datetime.datetime
) -> int:
    """Leave failed passages alone for a while, and give up those that fail again and again.

    Returns how many went to the stuck list.
    """
    rows = [
        {
            "id": passage.id,
            "error": error_text(error),
            "state": EnrollmentState.STUCK if _is_parked(passage) else None,
            "due_at": now + wait_after(passage.attempt),
        }
        for passage, error in failed
    ]
    _execute(PUT_BACK, "failed", rows, now)
    return sum(row["state"] is not None for row in rows)


def _is_parked(passage: Passage) -> bool:
    # Who is held out has no steps that staff could repair, and must not come back as active.
    return is_given_up(passage.attempt) and passage.state != EnrollmentState.SHADOW


def _write_effects(
    walked: Sequence[Walked], found: Mapping[int, Version], now: datetime.datetime
) -> None:
    placed: dict[type, list[Placed[Any]]] = defaultdict(list)
    for one in walked:
        version = found[one.passage.version_id]
        for effect, passage in one.effects:
            placed[type(effect)].append(
                Placed(
                    effect=effect,
                    passage=passage,
                    priority=version.plan.definition.priority,
                    purpose=version.plan.definition.purpose,
                    author=version.author,
                )
            )
    for writer in sorted(writers, key=lambda one: one.position):
        if effects := placed.pop(writer.effect, None):
            writer().write(effects, now=now)
    if placed:
        raise LookupError(f"Nobody writes {', '.join(one.__name__ for one in placed)}.")


def _log(walked: Sequence[Walked], now: datetime.datetime) -> None:
    """Write down every step that was left behind; one statement, none for no step."""
    passed = [
        (
            (
                step.visit,
                step.step,
                step.outcome,
                to_json(dict(step.numbers)).decode() if step.numbers else "{}",
            ),
            (one.passage.id,),
        )
        for one in walked
        for step in one.passed
    ]
    if passed:
        steps = alike(
            passed,
            shared=("visit", "step", "outcome", "numbers"),
            own=("enrollment_ids",),
        )
        with connections[WRITER].cursor() as cursor:
            cursor.execute(LOG, {"steps": steps, "now": now})


def _stand_row(walked: Walked, found: Mapping[int, Version]) -> dict[str, Any]:
    passage = walked.passage
    rule = found[passage.version_id].plan.definition.re_entry.rule
    return {
        "id": passage.id,
        "version_id": passage.version_id,
        "state": walked.state,
        "is_alone": rule != "per_key",
        "step": passage.step,
        "visit": passage.visit,
        "entered_at": passage.entered_at,
        "step_entered_at": passage.step_entered_at,
        "heard": passage.heard,
        "due_at": walked.due_at,
        "ends_at": passage.ends_at,
        "end_reason": walked.end_reason,
    }


def _execute(
    statement: str, name: str, rows: Sequence[dict[str, Any]], now: datetime.datetime
) -> None:
    if not rows:
        return
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, {name: to_json(rows).decode(), "now": now})


def _execute_ids(
    statement: str,
    passages: Sequence[Passage],
    until: datetime.datetime | None = None,
) -> None:
    if not passages:
        return
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            statement, {"ids": int_array(one.id for one in passages), "until": until}
        )
