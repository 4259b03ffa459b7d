"""Write what was decided about standings: the rows, the decisions with their numbers, the facts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections
from pydantic_core import to_json

from ...core.facts import Origin
from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from ..events import TierChanged
from ..ladders import Ladder
from ..metrics import counted_from_of
from ..models import TierStanding
from ..policies import Kind, Level, Metric, Outcome, Standing, next_review

_COLUMNS = {
    "tier_id": "bigint",
    "since": "timestamptz",
    "below_since": "timestamptz",
    "next_review_at": "timestamptz",
    "invited_tier_id": "bigint",
    "invited_until": "timestamptz",
}
# The rows are locked already.
_STAND = f"""
UPDATE crm_tier_standing AS standing
SET {", ".join(f"{name} = moved.{name}" for name in _COLUMNS)}
FROM json_to_recordset(%s) AS moved (
    id bigint, {", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())}
)
WHERE standing.id = moved.id
"""  # noqa: S608 only constants of this module
# Ids follow the order given, and come back in it.
_DECIDE = """
INSERT INTO crm_tier_decision (
    ladder_id, profile_id, kind, previous_id, current_id, metric, counted_from, author, decided_at
)
SELECT %(ladder)s, profile_id, kind, previous_id, current_id, metric, %(counted_from)s, '', %(now)s
FROM ROWS FROM (
    json_to_recordset(%(steps)s) AS (
        profile_id bigint, kind text, previous_id bigint, current_id bigint, metric jsonb
    )
) WITH ORDINALITY AS step (profile_id, kind, previous_id, current_id, metric, place)
ORDER BY place
RETURNING id
"""
_SILENT = frozenset({Kind.GRACE_STARTED, Kind.GRACE_ENDED})


@dataclass(frozen=True, slots=True)
class Cause:
    """When what made us look happened, and how we heard of it."""

    occurred_at: datetime.datetime
    origin: Origin


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """The outcome for one locked standing, the numbers behind it, and what caused it."""

    row: TierStanding
    before: Standing
    outcome: Outcome
    metric: Metric
    cause: Cause


def write_decisions(
    ladder: Ladder, decided: Sequence[Decided], *, now: datetime.datetime
) -> int:
    """Store new standings, one decision per step, and publish TierChanged; three statements.

    The rows must be locked by the caller. Returns how many standings changed tier.
    """
    for one in decided:
        _apply(one, ladder, now)
    _store([one.row for one in decided])
    steps = [(one, kind) for one in decided for kind in one.outcome.decisions]
    facts = [
        _fact(ladder, one, kind, decision_id)
        for (one, kind), decision_id in zip(
            steps, _decide(ladder, steps, now), strict=True
        )
        if kind not in _SILENT and one.before.shown() != one.outcome.standing.shown()
    ]
    last_of = {fact.profile_id: fact for fact in facts}
    return publish(list(last_of.values()))


def _store(rows: Sequence[TierStanding]) -> None:
    values = [{name: getattr(row, name) for name in ("id", *_COLUMNS)} for row in rows]
    with connections[WRITER].cursor() as cursor:
        cursor.execute(_STAND, (to_json(values).decode(),))


def _apply(one: Decided, ladder: Ladder, now: datetime.datetime) -> None:
    standing = one.outcome.standing
    if standing.level != one.before.level:
        one.row.since = now
    one.row.tier_id = _id(standing.level)
    one.row.below_since = standing.below_since
    one.row.invited_tier_id = _id(standing.invited)
    one.row.invited_until = standing.invited_until
    is_anywhere = standing.shown() is not None
    one.row.next_review_at = (
        next_review(ladder.time_zone, now=now) if is_anywhere else None
    )


def _decide(
    ladder: Ladder, steps: Sequence[tuple[Decided, Kind]], now: datetime.datetime
) -> list[int]:
    """Store a decision per step; return their ids, in the same order."""
    rows = [
        {
            "profile_id": one.row.profile_id,
            "kind": kind,
            "previous_id": _id(one.before.shown()),
            "current_id": _id(one.outcome.standing.shown()),
            "metric": {currency: str(value) for currency, value in one.metric.items()},
        }
        for one, kind in steps
    ]
    parameters = {
        "ladder": ladder.id,
        "counted_from": counted_from_of(ladder, now=now),
        "now": now,
        "steps": to_json(rows).decode(),
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(_DECIDE, parameters)
        return sorted(decision_id for (decision_id,) in cursor.fetchall())


def _fact(ladder: Ladder, one: Decided, kind: Kind, decision_id: int) -> TierChanged:
    before, after = one.before.shown(), one.outcome.standing.shown()
    return TierChanged(
        key=f"tier:{decision_id}",
        occurred_at=one.cause.occurred_at,
        origin=one.cause.origin,
        profile_id=one.row.profile_id,
        book_id=ladder.book_id,
        previous=before.code if before else "",
        current=after.code if after else "",
        is_upgrade=_rank(after) > _rank(before),
        reason=kind.value,
    )


def _id(level: Level | None) -> int | None:
    return level.id if level else None


def _rank(level: Level | None) -> int:
    return level.rank if level else -1
