"""What an order that nobody has placed would earn: the decision about real ones, asked ahead."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ...core.shop import ZERO, OrderLineState, OrderState
from ..terms import EarningTerms
from .targets import FIRST_ORDER_PART, order_targets

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class ImaginedOrder:
    """An order as somebody thinks of it: paid whole, nothing returned, without separate tax."""

    currency: str
    goods: Decimal
    shipping: Decimal = ZERO
    is_first: bool = False


class PointsPreview(NamedTuple):
    """What the order itself earns, and what its buyer gets besides for the first one."""

    order: int
    first_order: int


def imagined_state(order: ImaginedOrder, *, placed_at: datetime.datetime) -> OrderState:
    """Return the order as the shop would show it, placed and paid at one moment."""
    total = order.goods + order.shipping
    line = OrderLineState(
        id="goods",
        product_id=None,
        variant_id=None,
        category_id=None,
        quantity=1,
        total_gross=order.goods,
        total_net=order.goods,
    )
    return OrderState(
        id="",
        number="",
        channel="",
        currency=order.currency,
        status="",
        placed_at=placed_at,
        user_id=None,
        email_hash="",
        total_gross=total,
        total_net=total,
        shipping_gross=order.shipping,
        shipping_net=order.shipping,
        paid=total,
        paid_at=placed_at,
        lines=(line,),
    )


def points_preview(order: ImaginedOrder, terms: EarningTerms | None) -> PointsPreview:
    """Return the points under these terms; none where no rule earns in the currency."""
    if terms is None:
        return PointsPreview(0, 0)
    # When it is placed decides how long points last, and not how many they are.
    targets = order_targets(
        imagined_state(order, placed_at=_EPOCH), terms, is_first=order.is_first
    )
    first = sum(one.points for one in targets if one.part == FIRST_ORDER_PART)
    return PointsPreview(sum(one.points for one in targets) - first, first)
