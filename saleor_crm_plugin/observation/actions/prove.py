"""The nightly proof: compare all that the shop shows with all that was told, page by page."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from ...core.facts import Origin
from ...outbox.actions import mark_many
from ...outbox.marks import CUSTOMER, ORDER
from ...saleor_adapter import customers, orders
from ...saleor_adapter.snapshots import read_customers
from .. import queries

ORDERS_PER_PAGE = 2000
CUSTOMERS_PER_PAGE = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class ProofReport:
    """How many orders and accounts were compared, and how many were marked as different.

    What vanished from the shop counts among the different.
    """

    orders: int = 0
    orders_different: int = 0
    customers: int = 0
    customers_different: int = 0


def prove(*, now: datetime.datetime) -> ProofReport:
    """Mark every order and account that is not as it was told, vanished ones included.

    Finds what moves no clock: bulk updates, direct SQL, a second return into the same parcel.
    Reads in pages and holds no lock; a mark too many costs one look. Idempotent.
    """
    compared = different = 0
    for seen, ids in _orders():
        compared += seen
        different += mark_many(ORDER, ids, Origin.SWEEP)
    people_compared = people_different = 0
    for seen, ids in _customers():
        people_compared += seen
        people_different += mark_many(CUSTOMER, ids, Origin.SWEEP)
    return ProofReport(
        orders=compared,
        orders_different=different,
        customers=people_compared,
        customers_different=people_different,
    )


def _orders() -> Iterator[tuple[int, list[str]]]:
    after = orders.FIRST_ID
    while shown := orders.fingerprints(after, ORDERS_PER_PAGE):
        told = queries.order_fingerprints(list(shown))
        yield (
            len(shown),
            [
                order_id
                for order_id, mark in shown.items()
                if told.get(order_id) != mark
            ],
        )
        after = max(shown)
    after = orders.FIRST_ID
    while ids := queries.present_order_ids(after, ORDERS_PER_PAGE):
        yield 0, orders.missing(ids)
        after = ids[-1]


def _customers() -> Iterator[tuple[int, list[str]]]:
    after = 0
    while ids := customers.iterate_ids(after, CUSTOMERS_PER_PAGE):
        shown = read_customers(ids)
        told = queries.told_customers(ids)
        yield (
            len(ids),
            [
                str(user_id)
                for user_id, customer in shown.items()
                if user_id not in told or not told[user_id].is_told_of(customer.state)
            ],
        )
        after = ids[-1]
    after = 0
    while ids := queries.present_user_ids(after, CUSTOMERS_PER_PAGE):
        yield 0, [str(user_id) for user_id in customers.missing(ids)]
        after = ids[-1]
