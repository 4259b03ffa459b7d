"""Hear facts: they end passages, reach goals, end waits, and begin new passages."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections, transaction
from pydantic_core import to_json

from ...core import clock
from ...core.facts import Fact
from ...saleor_adapter.db import WRITER
from ..beginning import beginnings
from ..hearing import Change, Listener, changes
from ..policies.entering import key_of_entry
from ..trigger import Entry
from ..versions import (
    TAKING_IN,
    Version,
    current_versions,
    is_anything_running,
    versions,
)
from ..wanted import watched_for
from .lock import lock_people
from .take_back import take_back_messages
from .watch_goods import watch_goods

# Passages that are not over, and those that may still reach their goal.
INSIDE = """
SELECT id, version_id, profile_id, state, step, subject, occurred_at, entered_at,
       step_entered_at, goal_at
FROM crm_enrollment
WHERE profile_id = ANY(%(profiles)s)
  AND (ended_at IS NULL OR (goal_at IS NULL AND entered_at > %(goals_since)s))
ORDER BY id
"""
CHANGE = """
UPDATE crm_enrollment AS enrollment
SET state = coalesce(change.state, enrollment.state),
    end_reason = coalesce(change.end_reason, enrollment.end_reason),
    ended_at = CASE WHEN change.state IS NULL THEN enrollment.ended_at ELSE %(now)s END,
    due_at = CASE WHEN change.state IS NOT NULL THEN NULL
                  WHEN change.wakes THEN least(enrollment.due_at, %(now)s)
                  ELSE enrollment.due_at END,
    heard = coalesce(change.heard, enrollment.heard),
    goal_at = coalesce(enrollment.goal_at, change.goal_at),
    lease_until = CASE WHEN change.state IS NULL THEN enrollment.lease_until END
FROM json_to_recordset(%(changes)s) AS change (
    id bigint, state text, end_reason text, heard text, wakes boolean, goal_at timestamptz
)
WHERE enrollment.id = change.id
"""
# A later reason under the same key moves what has not begun yet; a repeated fact does nothing.
EXPECT = """
INSERT INTO crm_enrollment
    (journey_id, version_id, profile_id, key, subject, state, is_alone, occurred_at, due_at)
SELECT journey_id, version_id, profile_id, key, subject, 'expected', is_alone, occurred_at, due_at
FROM (
    SELECT DISTINCT ON (journey_id, profile_id, key) *
    FROM json_to_recordset(%(entries)s) AS given (
        journey_id bigint, version_id bigint, profile_id bigint, key text, subject jsonb,
        is_alone boolean, occurred_at timestamptz, due_at timestamptz
    )
    ORDER BY journey_id, profile_id, key, occurred_at DESC
) AS latest
ON CONFLICT (journey_id, profile_id, key) DO UPDATE
SET state = 'expected', due_at = EXCLUDED.due_at, occurred_at = EXCLUDED.occurred_at,
    subject = EXCLUDED.subject, version_id = EXCLUDED.version_id, ended_at = NULL,
    end_reason = '', attempt = 0, lease_until = NULL
WHERE crm_enrollment.entered_at IS NULL
  AND crm_enrollment.state IN ('expected', 'lapsed')
  AND EXCLUDED.occurred_at > crm_enrollment.occurred_at
"""
LONGEST_GOAL = datetime.timedelta(days=365)


def hear(facts: Sequence[Fact]) -> None:
    """Take facts in: each person's in their order, everybody's first together, and so on.

    Idempotent. Only live and sweep facts younger than a journey's freshness begin anything. Whoever
    is taken out, or has what the journey is for, is written to no more. Locks profiles by id, then
    passages, then messages. A fixed number of statements for each fact of the person with
    the most of them.
    """
    if not is_anything_running():
        return
    now = clock.now()
    takes_in = current_versions(TAKING_IN)
    if reasons := watched_for(takes_in):
        watch_goods(facts, reasons, now=now)
    for round_of_facts in rounds(facts):
        with transaction.atomic(using=WRITER, savepoint=False):
            _hear_round(round_of_facts, takes_in, now)


def expect(entries: Sequence[tuple[Version, Entry]], *, now: datetime.datetime) -> None:
    """Write down people who are to enter; in one statement, in the caller's transaction.

    Idempotent by journey, profile and key. Locks profiles by id.
    """
    if not entries:
        return
    lock_people({entry.profile_id for _, entry in entries})
    given = to_json([_as_row(version, entry) for version, entry in entries]).decode()
    with connections[WRITER].cursor() as cursor:
        cursor.execute(EXPECT, {"entries": given})


def rounds(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Split facts so that each round has at most one of a person; facts about nobody are left out."""
    by_turn: dict[int, list[Fact]] = defaultdict(list)
    turns: dict[int, int] = defaultdict(int)
    for fact in facts:
        if fact.profile_id is not None:
            by_turn[turns[fact.profile_id]].append(fact)
            turns[fact.profile_id] += 1
    return (by_turn[turn] for turn in sorted(by_turn))


def _hear_round(
    facts: Sequence[Fact], takes_in: Sequence[Version], now: datetime.datetime
) -> None:
    begun = [one for fact in facts for one in beginnings(fact, takes_in, now=now)]
    by_profile = {fact.profile_id: fact for fact in facts}
    inside = _inside(list(by_profile), now)
    if inside:
        # Read again under the lock: a worker may have moved them meanwhile.
        lock_people({one.profile_id for one in inside})
        inside = _inside([one.profile_id for one in inside], now)
    found = versions({one.version_id for one in inside})
    _apply(
        [
            change
            for one in inside
            # Whoever is on a version that nobody can read any more waits for staff.
            if one.version_id in found
            and (
                change := changes(
                    found[one.version_id].plan, one, by_profile[one.profile_id]
                )
            )
        ],
        now,
    )
    expect(begun, now=now)


def _inside(
    profile_ids: Sequence[int | None], now: datetime.datetime
) -> list[Listener]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            INSIDE,
            {"profiles": list(profile_ids), "goals_since": now - LONGEST_GOAL},
        )
        return [Listener.from_row(row) for row in cursor.fetchall()]


def _apply(changed: Sequence[Change], now: datetime.datetime) -> None:
    if not changed:
        return
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CHANGE, {"changes": to_json(changed).decode(), "now": now})
    take_back_messages([one.id for one in changed if one.takes_back], now=now)


def _as_row(version: Version, entry: Entry) -> dict[str, Any]:
    rule = version.plan.definition.re_entry.rule
    return {
        "journey_id": version.journey_id,
        "version_id": version.id,
        "profile_id": entry.profile_id,
        "key": key_of_entry(rule, entry.key),
        "subject": entry.subject.to_json(),
        "is_alone": rule != "per_key",
        "occurred_at": entry.occurred_at,
        "due_at": entry.due_at,
    }
