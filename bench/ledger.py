"""Posting to the books with 8 clients, against a bare account and entry in one statement.

The figure with a goal is what workers do: lanes hand them batches, each worker other members. The
one without is a call per grant, each with a commit of its own: what Python, Django's cursor and
the checks of the books cost beside one bare statement.
"""

import datetime
import multiprocessing
import random
import statistics
import time
import uuid
from collections.abc import Callable
from functools import partial

from django.db import connection, connections

from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.ledger.actions.accrue import accrue
from saleor_crm_plugin.ledger.actions.open_book import open_book
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.requests import Grant

from . import _pgbench
from .figure import Figure, Size

CLIENTS = 8
GOAL = 0.5
MEMBERS = {Size.SMALL: 10_000, Size.LARGE: 100_000}
SECONDS = {Size.SMALL: 3, Size.LARGE: 20}
ROUNDS = 3
BATCH = 100
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

FLOOR_TABLES = """
CREATE TABLE bench_account (id bigint PRIMARY KEY, points bigint NOT NULL DEFAULT 0);
CREATE TABLE bench_entry (
    id bigserial PRIMARY KEY, account_id bigint NOT NULL, key text NOT NULL UNIQUE,
    points bigint NOT NULL
);
INSERT INTO bench_account SELECT generate_series(1, {members});
"""
# The least that a ledger could do: move the balance, note why, refuse the key a second time.
FLOOR_SCRIPT = """
\\set account random(1, {members})
WITH moved AS (
    UPDATE bench_account SET points = points + 10 WHERE id = :account RETURNING id
)
INSERT INTO bench_entry (account_id, key, points)
SELECT id, gen_random_uuid()::text, 10 FROM moved;
"""


# One grant a call without Python between: what the books themselves cost.
BOOKS_SCRIPT = """
\\set profile random({first}, {last})
SELECT count(*) FROM crm_ledger_accrue('accrue', jsonb_build_array(jsonb_build_object(
    'nth', 0, 'nth_of_member', 1, 'nth_of_cause', 1, 'book_id', {book}, 'profile_id', :profile::bigint, 'points', 10, 'part', '',
    'key', gen_random_uuid(), 'source', gen_random_uuid(), 'rule', '{{}}'::jsonb,
    'occurred_at', now())), 1, now());
"""


def measure(size: Size) -> list[Figure]:
    """Time the floor, batches and single postings in turn, and compare the medians."""
    members, seconds = MEMBERS[size], SECONDS[size]
    book_id, profiles = _open_accounts(members)
    with connection.cursor() as cursor:
        cursor.execute(FLOOR_TABLES.format(members=members))
    floor_script = FLOOR_SCRIPT.format(members=members)
    books_script = BOOKS_SCRIPT.format(
        book=book_id, first=profiles[0], last=profiles[-1]
    )
    ways: dict[str, Callable[[], float]] = {
        "floor, one statement by pgbench": partial(
            _pgbench.rate, floor_script, clients=CLIENTS, seconds=seconds
        ),
        f"accrue, {BATCH} grants a call": partial(
            _post, book_id, profiles, seconds, batch=BATCH
        ),
        "accrue, one grant a call": partial(_post, book_id, profiles, seconds, batch=1),
        "  the same by pgbench": partial(
            _pgbench.rate, books_script, clients=CLIENTS, seconds=seconds
        ),
    }
    floor, batches, single, _ = _medians(ways)
    differences = verify(book_id)
    print(f"differences after: {len(differences)}")
    if differences:
        raise AssertionError(differences[:5])
    return [
        Figure(name="ledger", ratio=batches / floor, goal=GOAL),
        Figure(name="ledger_single", ratio=single / floor),
    ]


def _medians(ways: dict[str, Callable[[], float]]) -> list[float]:
    """Return the median speed of each way; in turn, so that all share the machine's moods."""
    rounds = [[way() for way in ways.values()] for _ in range(ROUNDS)]
    medians = [statistics.median(speeds) for speeds in zip(*rounds, strict=True)]
    for name, speed in zip(ways, medians, strict=True):
        print(f"{name + ':':33}{speed:,.0f}/s")
    return medians


def _open_accounts(members: int) -> tuple[int, list[int]]:
    book_id = open_book("bench").pk
    rows = Profile.objects.bulk_create(
        (Profile(kind="guest") for _ in range(members)), batch_size=5000
    )
    profiles = [row.pk for row in rows]
    for start in range(0, members, 1000):
        accrue(
            [_grant(book_id, one) for one in profiles[start : start + 1000]], now=NOW
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return book_id, profiles


def _grant(book_id: int, profile_id: int) -> Grant:
    key = str(uuid.uuid4())
    return Grant(
        book_id=book_id,
        profile_id=profile_id,
        key=key,
        source=f"order:{key}",
        points=10,
        occurred_at=NOW,
    )


def _post(book_id: int, profiles: list[int], seconds: float, *, batch: int) -> float:
    """Return the postings per second of all clients together, each in a process of its own."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with context.Pool(CLIENTS) as pool:
        # No two workers have the same member in hand: lanes see to that.
        jobs = [
            (book_id, profiles[client::CLIENTS], seconds, batch)
            for client in range(CLIENTS)
        ]
        return sum(pool.starmap(_speed_of_one, jobs, chunksize=1))


def _speed_of_one(
    book_id: int, profiles: list[int], seconds: float, batch: int
) -> float:
    """Return one client's postings per second, without its connecting, as pgbench counts."""
    chosen = random.Random(profiles[0])
    posted = -batch
    started = time.monotonic()
    while time.monotonic() < started + seconds:
        grants = [
            _grant(book_id, profile) for profile in chosen.sample(profiles, batch)
        ]
        accrue(grants, now=NOW)
        if posted < 0:
            started = time.monotonic()
        posted += batch
    spent = time.monotonic() - started
    connections.close_all()
    return posted / spent
