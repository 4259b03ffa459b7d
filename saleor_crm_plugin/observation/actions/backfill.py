"""Tell the whole past, oldest first; stopped at any point it goes on where it was."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from ...core.collecting import fewer_collections
from ...core.facts import Origin
from ...outbox.actions import open_lanes
from ...saleor_adapter import checkouts, customers, orders
from ...saleor_adapter.db import WRITER
from .. import walks
from .observe_checkouts import observe_checkouts
from .observe_customers import observe_customers
from .observe_orders import MAX_IDS
from .observe_side_by_side import ORDERS_PER_WORKER, Observer, observer

CUSTOMERS_WALK = "backfill_customers"
ORDERS_WALK = "backfill_orders"
CHECKOUTS_WALK = "backfill_checkouts"


@dataclass(frozen=True, kw_only=True, slots=True)
class BackfillProgress:
    """How many accounts and orders have been looked at, of how many when the run began."""

    customers: int
    customers_total: int
    orders: int
    orders_total: int

    @property
    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        total = self.customers_total + self.orders_total
        return min((self.customers + self.orders) / total, 1.0) if total else 1.0


@fewer_collections()
def backfill(
    *,
    now: datetime.datetime,
    on_progress: Callable[[BackfillProgress], None] | None = None,
    prepare: Callable[[datetime.datetime], object] | None = None,
    anew: bool = False,
    workers: int = 1,
) -> BackfillProgress:
    """Observe every account, then every order by time of creation, then the carts; by 1,000.

    How far we are is noted with each page, so it can be stopped and started again at will; a
    finished backfill does nothing more, unless `anew`. Its facts are of origin `backfill` and
    start nothing. `on_progress` is called after each page, and `prepare` once, with the time of
    the first order, before that is told; both outside of any transaction. Safe beside drain and
    sweep, and beside another backfill. With one worker each page is one transaction; more of them
    share the orders of a page, in sessions of their own, and a page that was broken off is looked
    at again. Must not be called inside a transaction with more than one.
    """
    # A shop that was never at work has no lanes yet; without them every fact would wait for one.
    open_lanes()
    if anew:
        walks.forget(CUSTOMERS_WALK, ORDERS_WALK, CHECKOUTS_WALK)
    customers_total, orders_total = customers.count_customers(), orders.count_orders()
    seen_customers = seen_orders = 0

    def progress() -> BackfillProgress:
        return BackfillProgress(
            customers=seen_customers,
            customers_total=customers_total,
            orders=seen_orders,
            orders_total=orders_total,
        )

    def told() -> None:
        if on_progress:
            on_progress(progress())

    is_finished = False
    while not is_finished:
        seen_customers, is_finished = _customers_step(now)
        told()
    if prepare:
        _prepare_for_the_first_order(prepare)
    with observer(workers) as observe:
        page = MAX_IDS if workers == 1 else ORDERS_PER_WORKER * workers
        is_finished = False
        while not is_finished:
            seen_orders, is_finished = _orders_step(observe, page, now)
            told()
    _tell_carts(now)
    return progress()


def _prepare_for_the_first_order(
    prepare: Callable[[datetime.datetime], object],
) -> None:
    for first in orders.iterate_orders(orders.Place(), 1):
        prepare(first.created_at)


@transaction.atomic(using=WRITER)
def _customers_step(now: datetime.datetime) -> tuple[int, bool]:
    reached = walks.lock(CUSTOMERS_WALK, now=now)
    if reached.is_finished:
        return reached.seen, True
    ids = customers.iterate_ids(int(reached.id or 0), MAX_IDS)
    if not ids:
        walks.step(CUSTOMERS_WALK, at=None, seen=0, to_id=reached.id, finished_at=now)
        return reached.seen, True
    observe_customers(ids, origin=Origin.BACKFILL, now=now)
    walks.step(CUSTOMERS_WALK, at=None, seen=len(ids), to_id=str(ids[-1]))
    return reached.seen + len(ids), False


@transaction.atomic(using=WRITER)
def _orders_step(
    observe: Observer, page: int, now: datetime.datetime
) -> tuple[int, bool]:
    reached = walks.lock(ORDERS_WALK, now=now)
    if reached.is_finished:
        return reached.seen, True
    place = orders.Place(reached.at, reached.id) if reached.at else orders.Place()
    bought = orders.iterate_orders(place, page)
    if not bought:
        walks.step(
            ORDERS_WALK, at=reached.at, seen=0, to_id=reached.id, finished_at=now
        )
        return reached.seen, True
    observe(bought, now)
    place = bought[-1].place
    walks.step(ORDERS_WALK, at=place.created_at, seen=len(bought), to_id=place.order_id)
    return reached.seen + len(bought), False


def _tell_carts(now: datetime.datetime) -> None:
    # Few, next to the orders, and soon looked at: no progress is shown for them.
    while not _checkouts_step(now):
        pass


@transaction.atomic(using=WRITER)
def _checkouts_step(now: datetime.datetime) -> bool:
    reached = walks.lock(CHECKOUTS_WALK, now=now)
    if reached.is_finished:
        return True
    ids = checkouts.iterate_ids(reached.id or checkouts.FIRST_ID, MAX_IDS)
    if not ids:
        walks.step(CHECKOUTS_WALK, at=None, seen=0, to_id=reached.id, finished_at=now)
        return True
    observe_checkouts(ids, origin=Origin.BACKFILL, now=now)
    walks.step(CHECKOUTS_WALK, at=None, seen=len(ids), to_id=ids[-1])
    return False
