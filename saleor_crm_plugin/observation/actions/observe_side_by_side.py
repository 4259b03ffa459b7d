"""Observe many orders in several sessions at once, without one standing in another's way."""

import datetime
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager

from django.db import connections

from ...core.facts import Origin
from ...core.hashing import normalized_email
from ...identity.actions.resolve import find_profiles
from ...identity.claims import order_claim
from ...outbox.policies import lane_group_of
from ...saleor_adapter.db import allow_writer
from ...saleor_adapter.orders import Bought
from ...saleor_adapter.retrying import tried_again
from .observe_orders import MAX_IDS, ObserveReport, observe_orders

# Less than an observation takes at most: parts are seldom of one size.
ORDERS_PER_WORKER = MAX_IDS * 9 // 10

Observer = Callable[[Sequence[Bought], datetime.datetime], ObserveReport]


def observer(workers: int) -> AbstractContextManager[Observer]:
    """Return what observes orders of the past, `workers` of them at once."""
    return _alone() if workers == 1 else _side_by_side(workers)


@contextmanager
def _alone() -> Iterator[Observer]:
    """Observe in the caller's own session and transaction."""

    def observe(orders: Sequence[Bought], now: datetime.datetime) -> ObserveReport:
        ids = [order.order_id for order in orders]
        return observe_orders(ids, origin=Origin.BACKFILL, now=now)

    yield observe


@contextmanager
def _side_by_side(workers: int) -> Iterator[Observer]:
    """Observe in sessions of their own; what was observed stays whatever becomes of the caller.

    Orders are parted by the lanes of whose they are, so that no worker meets a lane that another
    holds, and everybody's orders stay in order. Who is a stranger until then goes by the e-mail:
    a lane that is held is left to `deliver`, nothing more. Must not be used where the caller's
    transaction has written what workers want to read.
    """
    pools = [ThreadPoolExecutor(1, f"crm-backfill-{part}") for part in range(workers)]

    def observe(orders: Sequence[Bought], now: datetime.datetime) -> ObserveReport:
        running = [
            pool.submit(_observe_part, part, now)
            for pool, part in zip(pools, _parted(orders, workers), strict=True)
            if part
        ]
        # All of them to their end, also where one has failed.
        wait(running)
        return sum((each.result() for each in running), ObserveReport())

    try:
        yield observe
    finally:
        for pool in pools:
            pool.submit(connections.close_all)
            pool.shutdown()


def _observe_part(ids: Sequence[str], now: datetime.datetime) -> ObserveReport:
    total = ObserveReport()
    with allow_writer():
        for start in range(0, len(ids), MAX_IDS):
            total += _observe(ids[start : start + MAX_IDS], now)
    return total


@tried_again
def _observe(ids: Sequence[str], now: datetime.datetime) -> ObserveReport:
    return observe_orders(ids, origin=Origin.BACKFILL, now=now)


def _parted(orders: Sequence[Bought], workers: int) -> list[list[str]]:
    """Return the orders' ids in as many parts, of which no two are about one lane."""
    profiles = find_profiles(
        [
            order_claim(order.user_id, order.email, placed_at=order.created_at)
            for order in orders
        ]
    )
    parts: list[list[str]] = [[] for _ in range(workers)]
    for order, profile_id in zip(orders, profiles, strict=True):
        lane = (
            zlib.crc32(normalized_email(order.email).encode())
            if profile_id is None
            else lane_group_of(profile_id)
        )
        parts[lane % workers].append(order.order_id)
    return parts
