"""Hear facts: whoever they are about is looked at again, for the segments whose rules they may turn."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connections
from pydantic_core import to_json

from ...core import clock
from ...core.facts import STARTING_ORIGINS, Fact
from ...identity.events import PersonFact
from ...observation.events import (
    CustomerFact,
    OrderGone,
    OrderPlaced,
    OrderReassigned,
)
from ...saleor_adapter.db import WRITER
from .lock import keep_people
from .places import refresh_places

# After these somebody may live elsewhere, or speak another language.
_MOVING = (CustomerFact, OrderPlaced, OrderReassigned, OrderGone, PersonFact)
_STARTING = sorted(origin.value for origin in STARTING_ORIGINS)
# Of several facts the weakest origin counts: nothing begins because of an import, whatever else
# happened. Nobody is looked up for a fact that no segment hears. Locks the new rows in the order of
# segment and person.
MARK_DUE = """
INSERT INTO crm_segment_due AS due (segment_id, profile_id, due_at, reason, origin)
SELECT DISTINCT ON (segment.id, person.profile_id)
       segment.id, person.profile_id, %(now)s, 'fact', given.origin
FROM json_to_recordset(%(given)s) AS given (code text, origin text, profile_ids bigint[])
JOIN crm_segment AS segment
  ON segment.hears @> ARRAY[given.code]::varchar[] AND segment.archived_at IS NULL
 AND segment.kind = 'rule'
CROSS JOIN LATERAL unnest(given.profile_ids) AS person (profile_id)
ORDER BY segment.id, person.profile_id, given.origin = ANY(%(starting)s)
ON CONFLICT (segment_id, profile_id) DO UPDATE
SET due_at = least(due.due_at, EXCLUDED.due_at),
    reason = 'fact',
    origin = CASE WHEN due.reason = 'fact' AND NOT due.origin = ANY(%(starting)s)
                  THEN due.origin ELSE EXCLUDED.origin END
"""
LOOK_AT = """
INSERT INTO crm_segment_due AS due (segment_id, profile_id, due_at, reason, origin)
SELECT segment.id, given.profile_id, %(now)s, 'fact', %(origin)s
FROM unnest(%(profiles)s::bigint[]) AS given (profile_id)
CROSS JOIN crm_segment AS segment
WHERE segment.archived_at IS NULL AND segment.kind = 'rule'
  AND (%(segments)s::bigint[] IS NULL OR segment.id = ANY(%(segments)s::bigint[]))
  AND (%(codes)s::varchar[] IS NULL OR segment.hears && %(codes)s::varchar[])
ORDER BY segment.id, given.profile_id
ON CONFLICT (segment_id, profile_id) DO UPDATE
SET due_at = least(due.due_at, EXCLUDED.due_at),
    reason = 'fact',
    origin = CASE WHEN due.reason = 'fact' AND NOT due.origin = ANY(%(starting)s)
                  THEN due.origin ELSE EXCLUDED.origin END
"""


def mark_due(facts: Sequence[Fact]) -> None:
    """Put down whom to look at again, and take over where they live. Idempotent.

    Nobody is looked at here: other handlers of the same facts may still write what rules ask.
    Three statements however many facts and segments, in the caller's transaction; an erasure waits
    for its end, before any row is locked.
    """
    given: dict[tuple[str, str], set[int]] = defaultdict(set)
    for fact in facts:
        if people := _people_of(fact):
            given[fact.code, fact.origin] |= people
    if not given:
        return
    keep_people()
    refresh_places(
        {
            profile_id
            for fact in facts
            if isinstance(fact, _MOVING)
            for profile_id in _people_of(fact)
        }
    )
    parameters: dict[str, Any] = {
        "given": to_json(
            [
                {"code": code, "origin": origin, "profile_ids": list(people)}
                for (code, origin), people in given.items()
            ]
        ).decode(),
        "now": clock.now(),
        "starting": _STARTING,
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(MARK_DUE, parameters)


def _people_of(fact: Fact) -> set[int]:
    """Return whom the fact is about; who turned out to be one person or two, is about both."""
    other = {fact.other_id} if isinstance(fact, PersonFact) else set()
    return other | ({fact.profile_id} if fact.profile_id is not None else set())


def look_at(
    profile_ids: Collection[int],
    *,
    origin: str,
    segment_ids: Collection[int] | None = None,
    codes: Collection[str] | None = None,
) -> None:
    """Put down to look at these people, for what is no fact. One statement, idempotent.

    For these segments (None: all), and of them for those that hear one of `codes` (None: all).
    `origin` is that of what happened: only *live* and *sweep* may start anything. Locks the new
    rows in the order of segment and person; callers give at most some thousand people at once.
    """
    if not profile_ids:
        return
    parameters: dict[str, Any] = {
        "profiles": sorted(profile_ids),
        "segments": None if segment_ids is None else list(segment_ids),
        "codes": None if codes is None else sorted(codes),
        "now": clock.now(),
        "origin": origin,
        "starting": _STARTING,
    }
    keep_people()
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LOOK_AT, parameters)
