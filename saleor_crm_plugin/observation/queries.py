"""What was told: the reads of the areas above."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connections

from ..core.shop import CheckoutState, CustomerState, OrderState
from ..saleor_adapter.arrays import uuid_array
from ..saleor_adapter.db import WRITER
from .states import checkout_from_json, customer_from_json, order_from_json

BY_ID = """
SELECT order_id, profile_id, revision, is_placed, state FROM crm_told_order
WHERE order_id = ANY(%s::uuid[]) AND state IS NOT NULL
"""
REVISIONS = """
SELECT order_id, revision FROM crm_told_order
WHERE order_id = ANY(%s::uuid[]) AND state IS NOT NULL
"""
OF_PROFILES = """
SELECT order_id, profile_id, revision, is_placed, state FROM crm_told_order
WHERE profile_id = ANY(%(profiles)s) AND is_placed
  AND (%(since)s::timestamptz IS NULL OR placed_at >= %(since)s)
ORDER BY profile_id, placed_at, order_id
"""
IDS_OF_PROFILE = """
SELECT order_id FROM crm_told_order WHERE profile_id = %s AND is_placed
ORDER BY placed_at, order_id
"""
IDS_OF_PROFILES = """
SELECT order_id FROM crm_told_order WHERE profile_id = ANY(%s::bigint[]) AND is_placed
"""
FINGERPRINTS = """
SELECT order_id, fingerprint FROM crm_told_order WHERE order_id = ANY(%s::uuid[])
"""
PRESENT_ORDERS = """
SELECT order_id FROM crm_told_order
WHERE order_id > %s::uuid AND NOT is_gone AND state IS NOT NULL ORDER BY order_id LIMIT %s
"""
PRESENT_USERS = """
SELECT user_id FROM crm_told_customer
WHERE user_id > %s AND NOT is_gone AND state IS NOT NULL ORDER BY user_id LIMIT %s
"""
OPEN_CHECKOUTS = """
SELECT checkout_id FROM crm_told_checkout
WHERE checkout_id > %s::uuid AND is_open ORDER BY checkout_id LIMIT %s
"""
OPEN_AMONG = """
SELECT checkout_id FROM crm_told_checkout WHERE checkout_id = ANY(%s::uuid[]) AND is_open
"""
IN_SUM = """
SELECT profile_id, count(*), min(placed_at), max(placed_at) FROM crm_told_order
WHERE profile_id = ANY(%s) AND is_placed AND NOT is_canceled AND NOT is_gone AND NOT is_reissue
GROUP BY profile_id
"""
# Profile by profile along their index: the limit ends it where the page is full.
OWN_CYCLES = """
SELECT profile_id, last_order_id, last_at, last_at + cycle AS due_at FROM (
    SELECT profile_id, max(placed_at) AS last_at,
           (array_agg(order_id ORDER BY placed_at DESC))[1] AS last_order_id,
           (max(placed_at) - min(placed_at)) / (count(*) - 1) AS cycle
    FROM crm_told_order
    WHERE profile_id > %(after)s AND is_placed AND NOT is_canceled AND NOT is_gone
      AND NOT is_reissue
    GROUP BY profile_id HAVING count(*) >= %(least)s
    ORDER BY profile_id
) AS habit
WHERE cycle BETWEEN %(shortest)s AND %(longest)s
  AND last_at + cycle > %(since)s AND last_at + cycle <= %(until)s
ORDER BY profile_id LIMIT %(limit)s
"""
# A probe by id each; what was placed elsewhere or before is told apart without its state.
PLACED_AMONG = """
SELECT order_id FROM crm_told_order
WHERE order_id = ANY(%s::uuid[]) AND is_placed AND channel = ANY(%s) AND placed_at >= %s
"""
CHECKOUTS_BY_ID = """
SELECT checkout_id, profile_id, revision, state FROM crm_told_checkout
WHERE checkout_id = ANY(%s::uuid[]) AND state IS NOT NULL
"""
CUSTOMERS_BY_ID = """
SELECT user_id, profile_id, revision, state FROM crm_told_customer
WHERE user_id = ANY(%s::int[]) AND state IS NOT NULL
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldOrder:
    """What was told about one order.

    `is_placed` is false while it is a draft or waits for confirmation: nothing was told yet.
    """

    state: OrderState
    profile_id: int | None
    revision: int
    is_placed: bool = True


@dataclass(frozen=True, slots=True)
class OrdersInSum:
    """How many orders somebody has placed, and when the first and the last one."""

    count: int
    first_at: datetime.datetime
    last_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class OwnCycle:
    """When somebody would order next if they kept the mean time between their orders."""

    profile_id: int
    last_order_id: str
    last_at: datetime.datetime
    due_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Cycles:
    """Which habits count: from so many orders on, between so short and so long."""

    least_orders: int
    shortest: datetime.timedelta
    longest: datetime.timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldCustomer:
    """What was told about one account."""

    state: CustomerState
    profile_id: int | None
    revision: int

    def is_told_of(self, seen: CustomerState) -> bool:
        """Whether this is what the shop shows; that a hook proved the e-mail, it cannot show."""
        is_verified = seen.has_verified_email or (
            self.state.has_verified_email and self.state.email_hash == seen.email_hash
        )
        return self.state == replace(seen, has_verified_email=is_verified)


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldCheckout:
    """What was told about one cart."""

    state: CheckoutState
    profile_id: int | None
    revision: int


def told_orders(ids: Sequence[str]) -> dict[str, ToldOrder]:
    """Return what was told about these orders; those never observed are absent. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(BY_ID, (uuid_array(ids),))
        return {str(row[0]): _told_order(row) for row in cursor.fetchall()}


def placed_among(
    ids: Iterable[str], *, channels: Iterable[str], since: datetime.datetime
) -> list[str]:
    """Return those of the orders that were placed on these channels at `since` or later. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(PLACED_AMONG, (uuid_array(ids), list(channels), since))
        return [str(order_id) for (order_id,) in cursor.fetchall()]


def told_revisions(ids: Iterable[str]) -> dict[str, int]:
    """Return how often these orders were told; those never observed are absent. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(REVISIONS, (uuid_array(ids),))
        return {str(order_id): revision for order_id, revision in cursor.fetchall()}


def told_orders_of_profiles(
    profile_ids: Sequence[int],
    *,
    since: datetime.datetime | None = None,
    using: str = WRITER,
) -> dict[int, list[ToldOrder]]:
    """Return the placed orders of these profiles, oldest first; placed at or after `since`.

    Canceled and vanished orders are among them. Profiles without orders are absent. One query.
    """
    found: dict[int, list[ToldOrder]] = {}
    with connections[using].cursor() as cursor:
        cursor.execute(OF_PROFILES, {"profiles": list(profile_ids), "since": since})
        for row in cursor.fetchall():
            found.setdefault(row[1], []).append(_told_order(row))
    return found


def order_ids_of_profile(profile_id: int) -> list[str]:
    """Return the ids of the placed orders of this profile, oldest first. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(IDS_OF_PROFILE, (profile_id,))
        return [str(order_id) for (order_id,) in cursor.fetchall()]


def order_ids_of_profiles(profile_ids: Collection[int]) -> list[str]:
    """Return the ids of the placed orders of these profiles, in no order. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(IDS_OF_PROFILES, (list(profile_ids),))
        return [str(order_id) for (order_id,) in cursor.fetchall()]


def orders_in_sum(profile_ids: Collection[int]) -> dict[int, OrdersInSum]:
    """Return what each of these profiles has ordered; those without orders are absent. One query.

    Canceled and vanished orders do not count, nor do those that only replace goods.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(IN_SUM, (list(profile_ids),))
        return {
            profile_id: OrdersInSum(*rest) for profile_id, *rest in cursor.fetchall()
        }


def due_by_own_cycle(
    cycles: Cycles,
    *,
    since: datetime.datetime,
    until: datetime.datetime,
    after: int = 0,
    limit: int = 500,
) -> list[OwnCycle]:
    """Return the next profiles by id whose own cycle ends after `since` and not after `until`.

    One query, which looks at the orders of all profiles until the page is full.
    """
    asked: dict[str, Any] = {
        "least": cycles.least_orders,
        "shortest": cycles.shortest,
        "longest": cycles.longest,
        "since": since,
        "until": until,
        "after": after,
        "limit": limit,
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(OWN_CYCLES, asked)
        return [
            OwnCycle(profile_id, str(order_id), last_at, due_at)
            for profile_id, order_id, last_at, due_at in cursor.fetchall()
        ]


def told_customers(user_ids: Sequence[int]) -> dict[int, ToldCustomer]:
    """Return what was told about these accounts; those never observed are absent. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CUSTOMERS_BY_ID, (list(user_ids),))
        return {
            user_id: ToldCustomer(
                state=customer_from_json(state),
                profile_id=profile_id,
                revision=revision,
            )
            for user_id, profile_id, revision, state in cursor.fetchall()
        }


def order_fingerprints(ids: Sequence[str]) -> dict[str, int | None]:
    """Return the hash of what was last read of these orders. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(FINGERPRINTS, (uuid_array(ids),))
        return {
            str(order_id): fingerprint for order_id, fingerprint in cursor.fetchall()
        }


def present_order_ids(after: str, limit: int) -> list[str]:
    """Return the next told orders by id that had not vanished when they were told. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(PRESENT_ORDERS, (after, limit))
        return [str(order_id) for (order_id,) in cursor.fetchall()]


def present_user_ids(after: int, limit: int) -> list[int]:
    """Return the next told accounts by id that had not vanished when they were told. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(PRESENT_USERS, (after, limit))
        return [user_id for (user_id,) in cursor.fetchall()]


def told_checkouts(ids: Sequence[str]) -> dict[str, ToldCheckout]:
    """Return what was told about these carts; those never told, or forgotten, are absent. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CHECKOUTS_BY_ID, (list(ids),))
        return {
            str(checkout_id): ToldCheckout(
                state=checkout_from_json(state),
                profile_id=profile_id,
                revision=revision,
            )
            for checkout_id, profile_id, revision, state in cursor.fetchall()
        }


def open_checkout_ids(after: str, limit: int) -> list[str]:
    """Return the next carts by id that were open when they were told. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(OPEN_CHECKOUTS, (after, limit))
        return [str(checkout_id) for (checkout_id,) in cursor.fetchall()]


def open_among(ids: Sequence[str]) -> list[str]:
    """Return those of these carts that were open when they were told. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(OPEN_AMONG, (list(ids),))
        return [str(checkout_id) for (checkout_id,) in cursor.fetchall()]


def _told_order(row: tuple) -> ToldOrder:
    return ToldOrder(
        state=order_from_json(row[4]),
        profile_id=row[1],
        revision=row[2],
        is_placed=row[3],
    )
