"""Posting to the books with 8 clients, against a bare account and entry in one statement.

The figure is what workers do: lanes hand them batches, each worker other members. One grant a
call is printed too, without a goal: each waits for a commit of its own, and for Python.
"""

import datetime
import multiprocessing
import os
import random
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

from django.db import connection, connections

from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.ledger.actions.accrue import accrue
from saleor_crm_plugin.ledger.actions.open_book import open_book
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.requests import Grant

from .figure import Figure, Size

CLIENTS = 8
GOAL = 0.5
MEMBERS = {Size.SMALL: 10_000, Size.LARGE: 100_000}
SECONDS = {Size.SMALL: 8, Size.LARGE: 60}
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
    'nth', 0, 'book_id', {book}, 'profile_id', :profile::bigint, 'points', 10, 'part', '',
    'key', gen_random_uuid(), 'source', gen_random_uuid(), 'rule', '{{}}'::jsonb,
    'occurred_at', now())), 1, now());
"""


def measure(size: Size) -> list[Figure]:
    """Time batches and single postings between two halves of the floor."""
    members, seconds = MEMBERS[size], SECONDS[size]
    book_id, profiles = _open_accounts(members)
    with connection.cursor() as cursor:
        cursor.execute(FLOOR_TABLES.format(members=members))
    first = _pgbench(FLOOR_SCRIPT.format(members=members), seconds / 2)
    single = _post(book_id, profiles, seconds, batch=1)
    batches = _post(book_id, profiles, seconds, batch=BATCH)
    books = BOOKS_SCRIPT.format(book=book_id, first=profiles[0], last=profiles[-1])
    alone = _pgbench(books, seconds)
    floor = (first + _pgbench(FLOOR_SCRIPT.format(members=members), seconds / 2)) / 2
    print(f"floor, one statement by pgbench: {floor:,.0f}/s")
    print(f"accrue, one grant a call:        {single:,.0f}/s")
    print(f"  the same by pgbench:           {alone:,.0f}/s")
    print(f"accrue, {BATCH} grants a call:      {batches:,.0f}/s")
    differences = verify(book_id)
    print(f"differences after: {len(differences)}")
    if differences:
        raise AssertionError(differences[:5])
    return [Figure(name="ledger", ratio=batches / floor, goal=GOAL)]


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


def _pgbench(statements: str, seconds: float) -> float:
    """Return the statements per second that pgbench reaches, prepared."""
    database = connection.get_connection_params()
    folder = os.environ.get("CRM_POSTGRES_BIN")
    program = str(Path(folder) / "pgbench") if folder else "pgbench"
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(statements)
        script.flush()
        command = [program, "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2"]
        command += ["-T", str(max(int(seconds), 1)), "-f", script.name]
        done = subprocess.run(
            [*command, database["dbname"]],
            env=os.environ | _server(database),
            capture_output=True,
            text=True,
            check=True,
        )
    line = next(line for line in done.stdout.splitlines() if line.startswith("tps = "))
    return float(line.split()[2])


def _server(database: dict[str, object]) -> dict[str, str]:
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
    }
    return {names[name]: str(database[name]) for name in names if database.get(name)}


def _post(book_id: int, profiles: list[int], seconds: float, *, batch: int) -> float:
    """Return the postings per second of all clients together, each in a process of its own."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with context.Pool(CLIENTS) as pool:
        ends = time.monotonic() + seconds
        jobs = [(book_id, profiles, ends, batch, client) for client in range(CLIENTS)]
        return sum(pool.starmap(_post_until, jobs, chunksize=1)) / seconds


def _post_until(
    book_id: int, profiles: list[int], ends: float, batch: int, client: int
) -> int:
    chosen = random.Random(client)
    # No two workers have the same member in hand: lanes see to that.
    own = profiles[client::CLIENTS]
    posted = 0
    while time.monotonic() < ends:
        grants = [_grant(book_id, profile) for profile in chosen.sample(own, batch)]
        posted += len(accrue(grants, now=NOW))
    connections.close_all()
    return posted
