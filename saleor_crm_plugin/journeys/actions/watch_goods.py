"""Keep which goods people saw, wanted, put into carts and bought, while a journey asks for it."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from django.db import connections
from pydantic_core import to_json

from ...behavior.events import GoodsFact, GoodsViewed, GoodsWanted
from ...core.facts import DEFAULT_FRESHNESS, Fact, may_start
from ...core.shop import OrderLineState
from ...observation.events import (
    CheckoutChanged,
    CheckoutStarted,
    OrderCanceled,
    OrderPlaced,
    OrderReturned,
)
from ...observation.queries import ToldOrder, told_orders
from ...saleor_adapter.cart_views import cart_views
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.products import Offered, back_in_stock, offers
from ..goods_models import Reason, WatchedGoods
from .lock import lock_people

REASONS: Mapping[type[GoodsFact], Reason] = {
    GoodsViewed: Reason.VIEWED,
    GoodsWanted: Reason.WANTED,
}

# A price that was seen is no news any more: the lowest stays. Whether it was there is what the
# person saw last.
WATCH = """
INSERT INTO crm_watched_goods AS known
    (profile_id, variant_id, channel, reason, price, was_there, order_id, seen_at)
SELECT profile_id, variant_id, channel, reason, min(price),
       (array_agg(was_there ORDER BY seen_at DESC))[1],
       (array_agg(order_id ORDER BY seen_at DESC))[1], max(seen_at)
FROM json_to_recordset(%(goods)s) AS given (
    profile_id bigint, variant_id int, channel text, reason text, price numeric,
    was_there boolean, order_id uuid, seen_at timestamptz
)
GROUP BY profile_id, variant_id, channel, reason
ORDER BY profile_id, variant_id, channel, reason
ON CONFLICT (profile_id, variant_id, channel, reason) DO UPDATE
SET price = least(known.price, EXCLUDED.price), was_there = EXCLUDED.was_there,
    order_id = EXCLUDED.order_id, seen_at = EXCLUDED.seen_at
WHERE EXCLUDED.seen_at > known.seen_at
"""
ORDERED = """
DELETE FROM crm_watched_goods AS goods
USING json_to_recordset(%(goods)s) AS given (profile_id bigint, variant_id int)
WHERE goods.profile_id = given.profile_id AND goods.variant_id = given.variant_id
  AND goods.reason <> 'bought'
"""
BROUGHT_BACK = """
DELETE FROM crm_watched_goods AS goods
USING json_to_recordset(%(goods)s) AS given (order_id uuid, variant_id int)
WHERE goods.order_id = given.order_id AND goods.variant_id = given.variant_id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """Goods that are to be watched; the columns of the table mean the same."""

    profile_id: int
    variant_id: int
    channel: str
    reason: Reason
    price: Decimal
    was_there: bool
    seen_at: datetime.datetime
    order_id: str | None = None

    @property
    def offered(self) -> Offered:
        """Return which variant in which channel it is."""
        return Offered(variant_id=self.variant_id, channel=self.channel)


def watch_goods(
    facts: Sequence[Fact], reasons: Collection[Reason], *, now: datetime.datetime
) -> None:
    """Note goods for these reasons, and forget what was ordered or brought back. Idempotent.

    Only fresh facts add anything, and only for people who are not gone. A fixed number of
    statements, in the caller's transaction. Locks profiles by id.
    """
    fresh = [
        fact
        for fact in facts
        if fact.profile_id and may_start(fact, now=now, freshness=DEFAULT_FRESHNESS)
    ]
    told = _told(facts)
    _forget(told, facts)
    seen = [*_told_by_people(fresh), *_in_carts(fresh, now), *_bought(fresh, told)]
    _watch([one for one in seen if one.reason in reasons])


def forget_goods(
    longest: Mapping[Reason, datetime.timedelta], *, now: datetime.datetime
) -> int:
    """Forget what was seen longer ago than a journey asks for; return how many rows.

    What no journey asks for is forgotten at once. One statement for each reason.
    """
    total = 0
    for reason in Reason:
        rows = WatchedGoods.objects.filter(reason=reason)
        if reason in longest:
            rows = rows.filter(seen_at__lt=now - longest[reason])
        total += rows.delete()[0]
    return total


def _told(facts: Sequence[Fact]) -> dict[str, ToldOrder]:
    ids = {
        fact.order_id
        for fact in facts
        if isinstance(fact, OrderPlaced | OrderReturned | OrderCanceled)
    }
    return told_orders(sorted(ids)) if ids else {}


def _forget(told: Mapping[str, ToldOrder], facts: Sequence[Fact]) -> None:
    placed = [
        {"profile_id": fact.profile_id, "variant_id": line.variant_id}
        for fact in facts
        if isinstance(fact, OrderPlaced) and fact.order_id in told
        for line in told[fact.order_id].state.lines
    ]
    brought_back = [
        {"order_id": order_id, "variant_id": line.variant_id}
        for order_id, order in told.items()
        for line in order.state.lines
        if not _is_kept(order, line)
    ]
    _execute(ORDERED, placed)
    _execute(BROUGHT_BACK, brought_back)


def _told_by_people(fresh: Sequence[Fact]) -> list[Seen]:
    return [
        Seen(
            profile_id=fact.profile_id or 0,
            variant_id=fact.variant_id,
            channel=fact.channel,
            reason=REASONS[type(fact)],
            price=fact.price,
            was_there=fact.is_available,
            seen_at=fact.occurred_at,
        )
        for fact in fresh
        if isinstance(fact, GoodsViewed | GoodsWanted)
    ]


def _in_carts(fresh: Sequence[Fact], now: datetime.datetime) -> list[Seen]:
    carts = {
        fact.checkout_id: fact.profile_id or 0
        for fact in fresh
        if isinstance(fact, CheckoutStarted | CheckoutChanged)
    }
    seen = [
        Seen(
            profile_id=carts[cart.id],
            variant_id=line.variant_id,
            channel=cart.channel,
            reason=Reason.CART,
            price=line.unit_price,
            was_there=True,
            seen_at=now,
        )
        for cart in cart_views(list(carts)).values()
        for line in cart.lines
    ]
    there = back_in_stock({one.offered for one in seen})
    return [replace(one, was_there=one.offered in there) for one in seen]


def _bought(fresh: Sequence[Fact], told: Mapping[str, ToldOrder]) -> list[Seen]:
    seen = [
        Seen(
            profile_id=fact.profile_id or 0,
            variant_id=line.variant_id,
            channel=told[fact.order_id].state.channel,
            reason=Reason.BOUGHT,
            price=line.total_gross / line.quantity,
            was_there=True,
            seen_at=fact.occurred_at,
            order_id=fact.order_id,
        )
        for fact in fresh
        if isinstance(fact, OrderPlaced) and fact.order_id in told
        for line in told[fact.order_id].state.lines
        if line.variant_id and line.quantity and _is_kept(told[fact.order_id], line)
    ]
    # A catalog without taxes is compared with itself, and a coupon's price with what was paid.
    listed = offers({one.offered for one in seen})
    return [
        replace(one, price=min(one.price, listed[one.offered].price))
        if one.offered in listed
        else one
        for one in seen
    ]


def _is_kept(order: ToldOrder, line: OrderLineState) -> bool:
    is_undone = order.state.is_canceled or order.state.is_gone
    return not (is_undone or line.returned or line.replaced)


def _watch(seen: Sequence[Seen]) -> None:
    living = lock_people({one.profile_id for one in seen}) if seen else set()
    _execute(WATCH, [asdict(one) for one in seen if one.profile_id in living])


def _execute(statement: str, goods: Sequence[Mapping[str, object]]) -> None:
    if not goods:
        return
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, {"goods": to_json(goods).decode()})
