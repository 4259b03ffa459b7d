"""Say where people stand and what relation they seem to want, and tell what has changed."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from pydantic_core import to_json

from ...core import clock
from ...core.facts import Fact, Origin
from ...identity.queries import asks_before_inferring
from ...identity.wishes import stated_relationships
from ...observation import walks
from ...outbox.actions import publish
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ..events import LifecycleChanged, RelationshipChanged
from ..evidence import Known, evidence_of
from ..evidence_sql import (
    ASKED_ANEW,
    CLAIM_DUE,
    FORGET,
    FORGET_SCORES,
    KNOWN,
    LOOK_AGAIN,
    NEWCOMERS,
    RANK_MOVED,
    STORE,
)
from ..policies.lifecycle import (
    ACTIVE,
    NOT_SAID,
    VIP,
    VIP_FREQUENCY,
    VIP_MONETARY,
    Stage,
    stage_of,
    stage_unasked,
)
from ..policies.relationship import (
    UNKNOWN,
    Relation,
    relationship_of,
    relationship_unasked,
)
from ..rollup_sql import HOLD

WALK = "insight_newcomers"
# One walk over everybody for each answer that the shop gives; it ends the other's.
ASKING_WALK = {False: "insight_unasked", True: "insight_asked"}
BATCH = 1000
ASKED_PAGE = 10_000
# So many ids can have been taken by transactions that end later than newer ones.
OVERLAP = 1000
# By then the other handlers have written what they heard.
MOMENT = datetime.timedelta(minutes=1)
# The past year moves on: what was read or answered a year ago does not count any more.
LOOK_AT_LEAST_EVERY = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class _Before:
    """What was inferred so far."""

    profile_id: int
    lifecycle: str
    lifecycle_since: datetime.datetime | None
    relationship_type: str
    relationship_is_stated: bool
    revision: int
    assessed_at: datetime.datetime | None
    may_be_inferred: bool


def look_again(facts: Sequence[Fact]) -> None:
    """Note that the people of these facts have to be assessed, in a minute's time. Idempotent.

    By then the timeline, from which signals are counted, knows of the facts too.
    """
    people = {fact.profile_id for fact in facts if fact.profile_id is not None}
    if people:
        _execute(
            LOOK_AGAIN,
            {"profiles": sorted(people), "due_at": clock.now() + MOMENT},
        )


def assess_due(*, now: datetime.datetime, limit: int = BATCH) -> int:
    """Assess the next people who are due; return how many those were, 0 when nobody is left.

    One transaction, a fixed number of statements; passes over people whom others assess just now.
    """
    with transaction.atomic(using=WRITER):
        people = [row[0] for row in _rows(CLAIM_DUE, {"now": now, "limit": limit})]
        if people:
            _assess(people, now=now)
        return len(people)


def assess_profiles(profile_ids: Collection[int], *, now: datetime.datetime) -> None:
    """Assess these people now, whether they are due or not; locks their rows in order of ids."""
    if not profile_ids:
        return
    people = int_array(sorted(profile_ids))
    with transaction.atomic(using=WRITER):
        _execute(HOLD, {"profiles": people, "now": now})
        _assess(sorted(profile_ids), now=now)


@transaction.atomic(using=WRITER)
def note_newcomers(*, now: datetime.datetime, limit: int = BATCH) -> int:
    """Note the next people whom nobody has looked at yet as due; return how many were looked over."""
    reached = walks.lock(WALK, now=now)
    after = int(reached.id or 0)
    asked = {"after": max(after - OVERLAP, 0), "limit": limit + OVERLAP}
    people = [row[0] for row in _rows(NEWCOMERS, asked)]
    fresh = [profile_id for profile_id in people if profile_id > after]
    _execute(
        "UPDATE crm_customer_insight SET due_at = %(now)s "
        "WHERE profile_id = ANY(%(people)s::bigint[]) AND assessed_at IS NULL "
        "AND due_at IS NULL",
        {"people": people, "now": now},
    )
    _execute(
        "INSERT INTO crm_customer_insight (profile_id, due_at) "
        "SELECT profile_id, %(now)s FROM unnest(%(people)s::bigint[]) AS profile_id "
        "ORDER BY profile_id ON CONFLICT (profile_id) DO NOTHING",
        {"people": people, "now": now},
    )
    if fresh:
        walks.step(WALK, at=None, seen=len(fresh), to_id=str(fresh[-1]))
    return len(fresh)


def note_moved_ranks(*, now: datetime.datetime) -> int:
    """Note whoever has become, or is no longer, one of the best customers as due. One statement."""
    return _execute(
        RANK_MOVED, {"now": now, "frequency": VIP_FREQUENCY, "monetary": VIP_MONETARY}
    )


@transaction.atomic(using=WRITER)
def note_asked_anew(*, now: datetime.datetime, limit: int = ASKED_PAGE) -> int:
    """Note whoever is to be looked at since the shop asks first, or asks no more, as due.

    Returns how many people were looked over, 0 when all have been since the shop's last change of
    mind. One page a call, two statements.
    """
    asks = asks_before_inferring(using=WRITER)
    name = ASKING_WALK[asks]
    reached = walks.lock(name, now=now)
    if reached.is_finished:
        return 0
    walks.forget(ASKING_WALK[not asks])
    asked = {"after": int(reached.id or 0), "limit": limit, "now": now}
    [(last, seen)] = _rows(ASKED_ANEW, asked)
    walks.step(
        name,
        at=None,
        seen=seen,
        to_id=str(last or ""),
        finished_at=now if seen < limit else None,
    )
    return int(seen)


def _assess(profile_ids: Sequence[int], *, now: datetime.datetime) -> None:
    """Decide, store and publish; the rows are locked."""
    rows = _rows(KNOWN, (int_array(profile_ids),))
    gone = [row[0] for row in rows if row[-1]]
    before = [_Before(*row[:-1]) for row in rows if not row[-1]]
    judged = [
        *_judged([row for row in before if row.may_be_inferred], now=now),
        *_unasked([row for row in before if not row.may_be_inferred]),
    ]
    _execute(
        STORE,
        {"rows": to_json([_row(*one, now) for one in judged]).decode(), "now": now},
    )
    if gone:
        _execute(FORGET, (int_array(gone),))
    publish([fact for one in judged for fact in _facts(*one, now)])


_Judged = tuple[_Before, Stage, Relation]


def _judged(people: Sequence[_Before], *, now: datetime.datetime) -> list[_Judged]:
    if not people:
        return []
    known = evidence_of([row.profile_id for row in people], now=now)
    return [(row, *_judge(known[row.profile_id], now)) for row in people]


def _judge(known: Known, now: datetime.datetime) -> tuple[Stage, Relation]:
    return (
        stage_of(known.orders, now=now),
        relationship_of(known.dealings, stated=known.stated),
    )


def _unasked(people: Sequence[_Before]) -> list[_Judged]:
    """Conclude nothing of people who have not agreed to it, whose evidence is not even read."""
    if not people:
        return []
    ids = [row.profile_id for row in people]
    stated = stated_relationships(ids)
    _execute(FORGET_SCORES, (int_array(ids),))
    return [
        (
            row,
            stage_unasked(),
            relationship_unasked(stated=stated.get(row.profile_id, "")),
        )
        for row in people
    ]


def _has_moved(before: _Before, relation: Relation) -> bool:
    return (before.relationship_type, before.relationship_is_stated) != (
        relation.type,
        relation.is_stated,
    )


def _row(
    before: _Before, stage: Stage, relation: Relation, now: datetime.datetime
) -> dict[str, Any]:
    has_changed = before.lifecycle != stage.stage or _has_moved(before, relation)
    is_known = relation.type != UNKNOWN and not relation.is_stated
    again = now + LOOK_AT_LEAST_EVERY if is_known else None
    return {
        "profile_id": before.profile_id,
        "lifecycle": stage.stage,
        "lifecycle_since": _stored_since(before, stage, now),
        "lifecycle_signals": [signal.to_json() for signal in stage.signals],
        "relationship_type": relation.type,
        "relationship_is_stated": relation.is_stated,
        "relationship_signals": [signal.to_json() for signal in relation.signals],
        "revision": before.revision + has_changed,
        "due_at": min(filter(None, (stage.due_at, again)), default=None),
    }


def _stored_since(
    before: _Before, stage: Stage, now: datetime.datetime
) -> datetime.datetime | None:
    if stage.stage == NOT_SAID:
        return None
    if before.lifecycle == stage.stage:
        return before.lifecycle_since
    return _since(before, stage, now)


def _since(before: _Before, stage: Stage, now: datetime.datetime) -> datetime.datetime:
    """Return when the new stage began: what its rule says, or now where only the rank has moved."""
    if {before.lifecycle, stage.stage} == {ACTIVE, VIP}:
        return now
    return min(stage.since or now, now)


def _facts(
    before: _Before, stage: Stage, relation: Relation, now: datetime.datetime
) -> list[Fact]:
    """Return what has changed. Who is looked at for the first time starts nothing.

    Nor who has agreed to it just now: all that is found was so before.
    """
    is_first = before.assessed_at is None or before.lifecycle == NOT_SAID
    origin = Origin.REBUILD if is_first else Origin.LIVE
    key = f"insight:{before.profile_id}:{before.revision + 1}"
    found: list[Fact] = []
    if before.lifecycle != stage.stage:
        found.append(
            LifecycleChanged(
                key=f"{key}:lifecycle",
                occurred_at=_since(before, stage, now),
                origin=origin,
                profile_id=before.profile_id,
                previous=before.lifecycle,
                current=stage.stage,
            )
        )
    if _has_moved(before, relation):
        found.append(
            RelationshipChanged(
                key=f"{key}:relationship",
                occurred_at=now,
                origin=origin,
                profile_id=before.profile_id,
                previous=before.relationship_type,
                current=relation.type,
                is_stated=relation.is_stated,
            )
        )
    return found


def _execute(statement: str, asked: Any) -> int:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, asked)
        return int(cursor.rowcount)


def _rows(statement: str, asked: Any) -> list[tuple]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, asked)
        return cursor.fetchall()
