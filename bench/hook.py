"""What a hook adds to a shopper's request: its one statement against the same bare INSERT."""

import statistics
import time
import uuid
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.outbox.marks import ORDER, mark

from .figure import Figure, Size

ROUNDS = {Size.SMALL: 20, Size.LARGE: 100}
CALLS = 500
GOAL = 1.25
BARE = (
    "INSERT INTO crm_mark (kind, object_id, email_hash, origin, tries, due_at, created_at) "
    "VALUES (%s, %s, '', 'live', 0, now(), now())"
)


def measure(size: Size) -> list[Figure]:
    """Time both in turns, so that the machine's mood is the same for both.

    Neither waits for the disk, which our hook never does.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    with CaptureQueriesContext(connection) as captured:
        mark(ORDER, uuid.uuid4())
    if len(captured) != 1:
        raise AssertionError(f"A hook ran {len(captured)} statements.")
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS[size]):
        bare.append(_seconds(_insert))
        ours.append(_seconds(_mark))
    _empty()
    mine, floor = statistics.median(ours), statistics.median(bare)
    print(f"mark {mine / CALLS * 1e6:.0f} us, bare INSERT {floor / CALLS * 1e6:.0f} us")
    return [Figure(name="hook", ratio=mine / floor, goal=GOAL, at_most=True)]


def _mark() -> None:
    mark(ORDER, uuid.uuid4())


def _insert() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE, [ORDER, str(uuid.uuid4())])


def _seconds(call: Callable[[], None]) -> float:
    started = time.perf_counter()
    for _ in range(CALLS):
        call()
    return time.perf_counter() - started


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE crm_mark")
