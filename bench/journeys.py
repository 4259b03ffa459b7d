"""People on their way: due passages per second of one worker, and the query of what is due.

The floor is the claim and a bare update of the same rows, in batches of the same size. The query
is timed with a thousand due among ten thousand, and among all that the size asks for.
"""

import datetime
import statistics
import time
from collections.abc import Callable

from django.db import connection, transaction

from saleor_crm_plugin.journeys.actions.claim import (
    BATCH,
    CLAIM,
    LEASE,
    LEAST_SHARE,
    claim,
)
from saleor_crm_plugin.journeys.actions.drafts import create_journey
from saleor_crm_plugin.journeys.actions.publish import publish
from saleor_crm_plugin.journeys.actions.switch import turn_on
from saleor_crm_plugin.journeys.actions.wake import wake_due
from saleor_crm_plugin.journeys.models import Journey

from .figure import Figure, Size

PACE_GOAL = 0.2
FLAT_GOAL = 1.5
DUE = 1_000
FEW = 10_000
MANY = {Size.SMALL: 200_000, Size.LARGE: 5_000_000}
WOKEN = {Size.SMALL: 10_000, Size.LARGE: 100_000}
ROUNDS = 15
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
DEFINITION = {
    "trigger": {"kind": "customer_registered"},
    "purpose": "transactional",
    "start": "rest",
    "steps": {
        "rest": {"kind": "wait", "hours": 1, "next": "fork"},
        "fork": {
            "kind": "split",
            "ways": [{"weight": 1, "next": "again"}, {"weight": 1, "next": "mark"}],
        },
        "mark": {"kind": "tag", "tag": "marked", "next": "again"},
        "again": {"kind": "wait", "hours": 1, "next": "end"},
        "end": {"kind": "exit"},
    },
}
PEOPLE = """
INSERT INTO crm_profile (kind, created_at) SELECT 'guest', now() FROM generate_series(1, %s)
"""
# The first `due` of them are due, all others an hour later or more.
PASSAGES = """
INSERT INTO crm_enrollment (
    journey_id, version_id, profile_id, key, subject, state, is_alone, step, visit, occurred_at,
    entered_at, step_entered_at, due_at, ends_at
)
SELECT %(journey)s, %(version)s, profile.id, 'bench', '{}', 'active', true, 'rest', 0,
       %(entered)s, %(entered)s, %(entered)s,
       CASE WHEN profile.place <= %(due)s THEN %(now)s
            ELSE %(now)s + profile.place * interval '1 second' + interval '1 hour' END,
       %(now)s + interval '90 days'
FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM crm_profile) AS profile
WHERE profile.place > %(from)s AND profile.place <= %(to)s
"""
UPDATE_ALONE = """
UPDATE crm_enrollment SET step = 'again', visit = 2, due_at = %(later)s, lease_until = NULL,
       attempt = 0
WHERE id = ANY(%(ids)s)
"""


def measure(size: Size) -> list[Figure]:
    """Fill the table in two steps, time the query at both, then a worker against its floor."""
    journey = _journey()
    _fill(journey, FEW, before=0, due=DUE)
    few = _claim_seconds()
    _fill(journey, MANY[size], before=FEW, due=DUE)
    many = _claim_seconds()
    print(f"what is due, {DUE:,} of {FEW:,}: {few * 1000:.2f} ms a batch of {BATCH}")
    print(f"what is due, {DUE:,} of {MANY[size]:,}: {many * 1000:.2f} ms")
    woken = WOKEN[size]
    floor_before = _paced(journey, woken, _claim_and_update)
    engine = _paced(journey, woken, _wake)
    floor = (floor_before + _paced(journey, woken, _claim_and_update)) / 2
    print(f"floor, claim and update alone: {floor:,.0f}/s")
    print(f"passages woken by one worker:  {engine:,.0f}/s, two steps and a half each")
    return [
        Figure(name="journeys_due", ratio=many / few, goal=FLAT_GOAL, at_most=True),
        Figure(name="journeys_pace", ratio=engine / floor, goal=PACE_GOAL),
    ]


def _journey() -> Journey:
    moment = NOW - HOUR
    journey = create_journey("bench", "Bench", DEFINITION, author="bench", now=moment)
    publish(journey.pk, author="bench", now=moment)
    return turn_on(journey.pk, author="bench", now=moment)


def _fill(journey: Journey, to: int, *, before: int, due: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, (to - before,))
        cursor.execute(
            PASSAGES,
            {
                "journey": journey.pk,
                "version": journey.current_id,
                "entered": NOW - HOUR,
                "now": NOW,
                "due": due,
                "from": before,
                "to": to,
            },
        )
        cursor.execute("VACUUM ANALYZE crm_enrollment")
        cursor.execute("VACUUM ANALYZE crm_profile")


def _claim_seconds() -> float:
    """Return the median of a claim, each undone afterwards."""
    taken = []
    for _ in range(ROUNDS):
        with transaction.atomic():
            started = time.perf_counter()
            claims = claim(now=NOW)
            taken.append(time.perf_counter() - started)
            transaction.set_rollback(True)
        if len(claims) != BATCH:
            raise AssertionError(f"{len(claims)} were due instead of {BATCH}.")
    return statistics.median(taken)


def _paced(journey: Journey, count: int, work: Callable[[], int]) -> float:
    """Make so many passages due, from the beginning, and return how many a second are worked off."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE crm_step_log")
        cursor.execute("DELETE FROM crm_profile_tag")
        cursor.execute(
            """
            UPDATE crm_enrollment SET step = 'rest', visit = 0, attempt = 0, lease_until = NULL,
                   step_entered_at = %(entered)s, due_at = %(now)s
            WHERE id IN (SELECT id FROM crm_enrollment ORDER BY id LIMIT %(count)s)
            """,
            {"entered": NOW - HOUR, "now": NOW, "count": count},
        )
        cursor.execute("VACUUM ANALYZE crm_enrollment")
    started = time.perf_counter()
    done = work()
    seconds = time.perf_counter() - started
    if done != count:
        raise AssertionError(f"{done} of {count} were worked off.")
    return count / seconds


def _wake() -> int:
    return wake_due(now=NOW).woken


def _claim_and_update() -> int:
    done = 0
    asked = {"now": NOW, "lease": NOW + LEASE, "batch": BATCH, "least": LEAST_SHARE}
    with connection.cursor() as cursor:
        while True:
            cursor.execute(CLAIM, asked)
            ids = [row[0] for row in cursor.fetchall()]
            if not ids:
                return done
            cursor.execute(UPDATE_ALONE, {"ids": ids, "later": NOW + HOUR})
            done += len(ids)
