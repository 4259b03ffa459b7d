"""Poll the carts: observe those that moved and those that became orders; no hook tells of them."""

import datetime
from collections.abc import Callable, Iterator, Sequence

from django.db import transaction

from ...core.facts import Origin
from ...saleor_adapter import checkouts
from ...saleor_adapter.db import WRITER
from .. import queries, walks
from .observe_checkouts import observe_checkouts
from .observe_orders import MAX_IDS, ObserveReport
from .sweep import LONGEST_STEP, OVERLAP

WALK = "checkouts"


def poll_checkouts(*, now: datetime.datetime) -> ObserveReport:
    """Observe somebody's carts that moved since the last time, and a little before.

    The first poll ever begins here and now: older carts are the backfill's. After a long stop the
    way is made in pieces, each noted when it is done. Idempotent, also beside another poll: the
    told rows are the locks, and the note never goes back.
    """
    total = ObserveReport()
    while True:
        reached = _reached(now)
        until = min(now, reached + LONGEST_STEP)
        # The last piece has no end: the shop's clocks may be ahead of ours.
        report = _observe(reached - OVERLAP, None if until >= now else until, now)
        _note(until, report.seen, now)
        total += report
        if until >= now:
            return total


def prove_checkouts(*, now: datetime.datetime) -> ObserveReport:
    """Observe all of somebody's carts, and all that are told as open and are not there any more.

    Finds what moves no clock: carts that the shop has deleted, an e-mail that leads to another
    profile by now. In pages, each a transaction. Idempotent.
    """
    total = ObserveReport()
    for ids in _pages(checkouts.iterate_ids):
        total += observe_checkouts(ids, origin=Origin.SWEEP, now=now)
    for ids in _pages(queries.open_checkout_ids):
        lost = checkouts.not_somebodys(ids)
        total += observe_checkouts(lost, origin=Origin.SWEEP, now=now)
    return total


def _pages(page_after: Callable[[str, int], list[str]]) -> Iterator[list[str]]:
    after = checkouts.FIRST_ID
    while ids := page_after(after, MAX_IDS):
        yield ids
        after = ids[-1]


@transaction.atomic(using=WRITER)
def _reached(now: datetime.datetime) -> datetime.datetime:
    return walks.lock(WALK, now=now, first_at=now).at or now


def _observe(
    since: datetime.datetime, until: datetime.datetime | None, now: datetime.datetime
) -> ObserveReport:
    total = ObserveReport()
    for ids in _batches(checkouts.changed_between(since, until)):
        total += observe_checkouts(ids, origin=Origin.SWEEP, now=now)
    for ids in _batches(checkouts.ordered_between(since, until)):
        told = queries.open_among(ids)
        total += observe_checkouts(told, origin=Origin.SWEEP, now=now)
    return total


@transaction.atomic(using=WRITER)
def _note(until: datetime.datetime, seen: int, now: datetime.datetime) -> None:
    reached = walks.lock(WALK, now=now).at or until
    walks.step(WALK, at=max(until, reached), seen=seen)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), MAX_IDS):
        yield ids[start : start + MAX_IDS]
