"""Drain the marks: observe what they name, until none is left."""

import datetime
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connections, transaction

from ...core.collecting import fewer_collections
from ...core.facts import Origin
from ...outbox.marks import CUSTOMER, CUSTOMER_DELETED, CUSTOMER_VERIFIED, ORDER
from ...outbox.policies import (
    MAX_TRIES,
    Outcome,
    error_text,
    is_given_up,
    loggable,
    run_bisecting,
    wait_after,
)
from ...saleor_adapter.db import WRITER
from .observe_customers import observe_customers
from .observe_orders import MAX_IDS, ObserveReport, observe_orders

logger = logging.getLogger(__name__)

# Accounts first: their orders then find the right profile at once.
QUEUES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("customers", (CUSTOMER, CUSTOMER_VERIFIED, CUSTOMER_DELETED)),
    ("orders", (ORDER,)),
)

# One drain at a time and queue; let go with the transaction, whatever becomes of the process.
ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('saleor_crm_plugin.drain'), hashtext(%s))"
# Exactly these marks: what is marked from here on stays for the next round, and whatever it is
# about is read later than this.
CLAIM = """
DELETE FROM crm_mark WHERE id IN (
    SELECT id FROM crm_mark
    WHERE kind = ANY(%(kinds)s) AND origin = %(origin)s AND tries < %(tries)s AND (due_at IS NULL OR due_at <= %(now)s)
    ORDER BY id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
RETURNING kind, object_id, email_hash, tries
"""
PUT_BACK = """
INSERT INTO crm_mark (kind, object_id, email_hash, origin, tries, due_at, last_error)
SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::smallint[],
                     %s::timestamptz[], %s::text[])
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class DrainReport:
    """What was observed; how many objects could not be, and how many of those were given up."""

    observed: ObserveReport = ObserveReport()
    failed: int = 0
    given_up: int = 0
    marks: int = 0

    def __add__(self, other: "DrainReport") -> "DrainReport":
        return DrainReport(
            observed=self.observed + other.observed,
            failed=self.failed + other.failed,
            given_up=self.given_up + other.given_up,
            marks=self.marks + other.marks,
        )


@dataclass(frozen=True, slots=True)
class _Marked:
    """One object with what its marks said; each is a lane of its own."""

    lane: int
    kind: str
    object_id: str
    email_hash: str
    tries: int


@fewer_collections()
def drain(*, now: datetime.datetime, deadline: float | None = None) -> DrainReport:
    """Observe all that is marked, until no mark is left that is due.

    Stops early at `deadline` (a reading of `time.monotonic()`), or where another process drains
    already. Marks are deleted in the transaction that observes what they name; whatever cannot be
    observed is marked again with a wait, and is given up after some tries. Must not be called
    inside a transaction.
    """
    total = DrainReport()
    while deadline is None or time.monotonic() < deadline:
        this_round = DrainReport()
        for queue, kinds in QUEUES:
            # What was seen live is told as live: whatever else marked it comes later.
            for origin in Origin:
                this_round += _drain_some(queue, kinds, origin, now)
        total += this_round
        if not this_round.marks:
            break
    return total


@transaction.atomic(using=WRITER)
def _drain_some(
    queue: str, kinds: Sequence[str], origin: Origin, now: datetime.datetime
) -> DrainReport:
    rows = _claim(queue, kinds, origin, now)
    if not rows:
        return DrainReport()
    observed: list[ObserveReport] = []
    outcome: Outcome[_Marked] = Outcome()
    attempt = _attempt(queue, origin, now, observed)
    run_bisecting(_by_object(rows), attempt, outcome)
    given_up = _put_back(outcome, origin, now)
    return DrainReport(
        observed=sum(observed, ObserveReport()),
        failed=len(outcome.failed) - given_up,
        given_up=given_up,
        marks=len(rows),
    )


def _claim(
    queue: str, kinds: Sequence[str], origin: Origin, now: datetime.datetime
) -> list[tuple[Any, ...]]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(ALONE, (queue,))
        if not cursor.fetchone()[0]:
            return []
        cursor.execute(
            CLAIM,
            {
                "kinds": list(kinds),
                "origin": origin.value,
                "tries": MAX_TRIES,
                "now": now,
                "limit": MAX_IDS,
            },
        )
        return list(cursor.fetchall())


def _by_object(rows: Iterable[tuple[Any, ...]]) -> list[_Marked]:
    """Make one of all marks of an object."""
    marked: dict[str, _Marked] = {}
    for kind, object_id, email_hash, tries in rows:
        item = _Marked(len(marked), kind, object_id, email_hash, tries)
        known = marked.get(object_id)
        marked[object_id] = item if known is None else _together(known, item)
    return list(marked.values())


def _together(known: _Marked, other: _Marked) -> _Marked:
    """Return what two marks say: a proof is not lost."""
    telling = known if known.kind == CUSTOMER_VERIFIED else other
    return replace(
        known,
        kind=telling.kind,
        email_hash=telling.email_hash,
        tries=max(known.tries, other.tries),
    )


def _attempt(
    queue: str, origin: Origin, now: datetime.datetime, observed: list[ObserveReport]
) -> Callable[[Sequence[_Marked]], Exception | None]:
    observe = _observe_customers if queue == "customers" else _observe_orders

    def attempt(batch: Sequence[_Marked]) -> Exception | None:
        try:
            with transaction.atomic(using=WRITER):
                report = observe(batch, origin, now)
        except Exception as error:
            if not connections[WRITER].is_usable():
                raise
            return error
        observed.append(report)
        return None

    return attempt


def _observe_orders(
    batch: Sequence[_Marked], origin: Origin, now: datetime.datetime
) -> ObserveReport:
    return observe_orders([item.object_id for item in batch], origin=origin, now=now)


def _observe_customers(
    batch: Sequence[_Marked], origin: Origin, now: datetime.datetime
) -> ObserveReport:
    return observe_customers(
        [int(item.object_id) for item in batch],
        origin=origin,
        now=now,
        verified={
            int(item.object_id): item.email_hash
            for item in batch
            if item.kind == CUSTOMER_VERIFIED
        },
    )


def _put_back(outcome: Outcome[_Marked], origin: Origin, now: datetime.datetime) -> int:
    """Mark again what could not be observed; returns how many are given up with this."""
    if not outcome.failed:
        return 0
    items = [item for item, _ in outcome.failed]
    # Where nothing at all works, no object is to blame: wait, but do not count it.
    is_their_fault = bool(outcome.done) or len(items) == 1
    tries = [item.tries + is_their_fault for item in items]
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            PUT_BACK,
            (
                [item.kind for item in items],
                [item.object_id for item in items],
                [item.email_hash for item in items],
                [origin.value] * len(items),
                tries,
                [now + wait_after(max(count, 1)) for count in tries],
                [error_text(error) for _, error in outcome.failed],
            ),
        )
    for item, error in outcome.failed:
        logger.warning(
            "An object could not be observed.",
            extra={"kind": item.kind, "id": item.object_id, "tries": item.tries},
            exc_info=loggable(error),
        )
    return sum(is_given_up(count) for count in tries)
