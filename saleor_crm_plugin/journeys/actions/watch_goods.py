"""Keep which goods people wanted, while a journey asks for it: what they put into carts."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import connections
from pydantic_core import to_json

from ...core.facts import Fact
from ...observation.events import CheckoutChanged, CheckoutStarted, OrderPlaced
from ...observation.queries import told_orders
from ...saleor_adapter.cart_views import cart_views
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.products import Offered, back_in_stock
from ..goods_models import WatchedGoods
from ..trigger import ScanTrigger
from ..versions import Version

KEPT = datetime.timedelta(days=90)

# The first price that was seen stays: a drop is measured against it.
WATCH = """
INSERT INTO crm_watched_goods (profile_id, variant_id, channel, price, was_there, seen_at)
SELECT DISTINCT ON (profile_id, variant_id, channel)
       profile_id, variant_id, channel, price, was_there, %(now)s
FROM json_to_recordset(%(goods)s) AS given (
    profile_id bigint, variant_id int, channel text, price numeric, was_there boolean
)
ORDER BY profile_id, variant_id, channel
ON CONFLICT (profile_id, variant_id, channel) DO NOTHING
"""
ORDERED = """
DELETE FROM crm_watched_goods AS goods
USING json_to_recordset(%(goods)s) AS given (profile_id bigint, variant_id int)
WHERE goods.profile_id = given.profile_id AND goods.variant_id = given.variant_id
"""


def asks_for_goods(version: Version) -> bool:
    """Whether the journey's trigger looks for goods that people wanted."""
    trigger = version.plan.trigger
    return isinstance(trigger, ScanTrigger) and trigger.watches_goods


def watch_goods(facts: Sequence[Fact], *, now: datetime.datetime) -> None:
    """Note what lies in carts that changed, and forget what was ordered. Idempotent.

    A fixed number of statements, in the caller's transaction.
    """
    carts = {
        fact.checkout_id: fact.profile_id
        for fact in facts
        if isinstance(fact, CheckoutStarted | CheckoutChanged) and fact.profile_id
    }
    orders = {
        fact.order_id: fact.profile_id
        for fact in facts
        if isinstance(fact, OrderPlaced) and fact.profile_id
    }
    _execute(WATCH, _in_carts(carts), now)
    _execute(ORDERED, _ordered(orders), now)


def forget_goods(*, now: datetime.datetime) -> int:
    """Forget what was wanted long ago; return how many rows."""
    count, _ = WatchedGoods.objects.filter(seen_at__lt=now - KEPT).delete()
    return count


def _in_carts(carts: dict[str, int]) -> list[dict[str, Any]]:
    seen = cart_views(list(carts))
    offered = {
        Offered(variant_id=line.variant_id, channel=cart.channel)
        for cart in seen.values()
        for line in cart.lines
    }
    there = back_in_stock(offered)
    return [
        {
            "profile_id": carts[cart.id],
            "variant_id": line.variant_id,
            "channel": cart.channel,
            "price": line.unit_price,
            "was_there": Offered(variant_id=line.variant_id, channel=cart.channel)
            in there,
        }
        for cart in seen.values()
        for line in cart.lines
    ]


def _ordered(orders: dict[str, int]) -> list[dict[str, Any]]:
    if not orders:
        return []
    return [
        {"profile_id": orders[order_id], "variant_id": line.variant_id}
        for order_id, told in told_orders(list(orders)).items()
        for line in told.state.lines
        if line.variant_id is not None
    ]


def _execute(
    statement: str, goods: Sequence[dict[str, Any]], now: datetime.datetime
) -> None:
    if not goods:
        return
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, {"goods": to_json(goods).decode(), "now": now})
