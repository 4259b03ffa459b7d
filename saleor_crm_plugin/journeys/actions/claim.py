"""Take passages that are due: by their journey, oldest first, past those that others hold."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from ...core.moments import moment, moment_or_none
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ..passage import Passage, Subject

BATCH = 500
# Shared among the journeys, so that a big one does not starve the others.
LEAST_SHARE = 50
LEASE = datetime.timedelta(minutes=5)
# Most passages are about nothing but their person.
_NOTHING = Subject()

# One probe of the index of what is due per running journey: nothing that is not due is looked at,
# and a paused journey's people are not either. The first of `running` changes with every claim.
CLAIM = """
WITH running AS MATERIALIZED (
    SELECT id FROM crm_journey WHERE status IN ('on', 'draining')
), taken AS MATERIALIZED (
    SELECT due.id
    FROM (SELECT id FROM running ORDER BY random()) AS journey
    CROSS JOIN LATERAL (
        SELECT id FROM crm_enrollment
        WHERE journey_id = journey.id AND state IN ('expected', 'active', 'shadow')
          AND due_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
        ORDER BY due_at, id
        LIMIT (SELECT greatest(%(least)s, %(batch)s / greatest(1, count(*))) FROM running)
        FOR UPDATE SKIP LOCKED
    ) AS due
    LIMIT %(batch)s
)
UPDATE crm_enrollment AS enrollment
SET lease_until = %(lease)s, attempt = enrollment.attempt + 1
FROM taken WHERE taken.id = enrollment.id
RETURNING enrollment.id, enrollment.attempt, enrollment.profile_id
"""
# Only what is still ours: a lease that ran out has another number by now, and what was ended or
# moved meanwhile is read as it is.
HOLD = """
SELECT enrollment.id, enrollment.journey_id, enrollment.version_id, enrollment.profile_id,
       enrollment.key, enrollment.state, enrollment.occurred_at::text, enrollment.due_at::text,
       enrollment.subject, enrollment.step, enrollment.visit, enrollment.entered_at::text,
       enrollment.step_entered_at::text, enrollment.heard, enrollment.ends_at::text,
       enrollment.attempt
FROM crm_enrollment AS enrollment
JOIN unnest(%(ids)s::bigint[], %(attempts)s::int[]) AS claim (id, attempt)
  ON claim.id = enrollment.id AND claim.attempt = enrollment.attempt
WHERE enrollment.state IN ('expected', 'active', 'shadow')
ORDER BY enrollment.id
FOR UPDATE OF enrollment
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """The lease of one passage; `attempt` tells it from the next one's."""

    id: int
    attempt: int
    profile_id: int


def claim(*, now: datetime.datetime) -> list[Claim]:
    """Take up to 500 passages that are due, for five minutes; one statement of its own.

    Never waits for another worker, and never looks at what is not due.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            CLAIM,
            {"now": now, "lease": now + LEASE, "batch": BATCH, "least": LEAST_SHARE},
        )
        return [Claim(*row) for row in cursor.fetchall()]


def hold(claims: Sequence[Claim]) -> list[Passage]:
    """Lock the claimed passages that are still ours, by id, and return them as they are now."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            HOLD,
            {
                "ids": int_array(one.id for one in claims),
                "attempts": int_array(one.attempt for one in claims),
            },
        )
        return [_passage(row) for row in cursor.fetchall()]


def _passage(row: Sequence[Any]) -> Passage:
    return Passage(
        id=row[0],
        journey_id=row[1],
        version_id=row[2],
        profile_id=row[3],
        key=row[4],
        state=row[5],
        occurred_at=moment(row[6]),
        due_at=moment(row[7]),
        subject=_subject(row[8]),
        step=row[9],
        visit=row[10],
        entered_at=moment_or_none(row[11]),
        step_entered_at=moment_or_none(row[12]),
        heard=row[13],
        ends_at=moment_or_none(row[14]),
        attempt=row[15],
    )


def _subject(stored: Any) -> Subject:
    if stored in ("{}", {}):
        return _NOTHING
    # A cursor of Django's gives JSON as the text that it is.
    known = stored if isinstance(stored, dict) else json.loads(stored)
    return Subject.model_validate(known)
