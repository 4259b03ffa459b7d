"""Which goods a message shows: those that the passage is about, or others in their place."""

import enum
from collections import defaultdict
from collections.abc import Sequence

from ..saleor_adapter.order_views import OrderView, order_views
from ..saleor_adapter.products import related
from .passage import Passage

MOST_SHOWN = 3


class Goods(enum.StrEnum):
    """What a message shows.

    SUBJECT are the passage's own goods. REPLACEMENTS are others of the same kind as those that
    came back of the passage's order, or as all of it where nothing came back.
    """

    SUBJECT = "subject"
    REPLACEMENTS = "replacements"


def goods_of(
    wanted: Sequence[tuple[Passage, Goods]],
) -> dict[int, tuple[int, ...]]:
    """Return the variants to show by passage id.

    Two queries and one per channel of the shop if replacements are wanted, else none.
    """
    own = {
        passage.id: passage.subject.variant_ids
        for passage, goods in wanted
        if goods is Goods.SUBJECT
    }
    return own | replacements(
        [passage for passage, goods in wanted if goods is Goods.REPLACEMENTS]
    )


def replacements(passages: Sequence[Passage]) -> dict[int, tuple[int, ...]]:
    """Return up to three variants by passage id; () where the shop has none to offer."""
    ids = {one.subject.order_id for one in passages if one.subject.order_id}
    orders = order_views(ids) if ids else {}
    by_channel: dict[str, set[int]] = defaultdict(set)
    for order in orders.values():
        by_channel[order.channel] |= set(_products(order))
    found = {
        channel: related(products, channel, each=MOST_SHOWN)
        for channel, products in by_channel.items()
    }
    return {
        one.id: _shown(orders[one.subject.order_id], found)
        if one.subject.order_id in orders
        else ()
        for one in passages
    }


def _products(order: OrderView) -> list[int]:
    came_back = [line for line in order.lines if line.returned]
    return [line.product_id for line in came_back or order.lines if line.product_id]


def _shown(order: OrderView, found: dict[str, dict[int, list[int]]]) -> tuple[int, ...]:
    several = found[order.channel]
    # Once each, in the order of the lines.
    ids = {
        variant_id: None
        for product_id in _products(order)
        for variant_id in several.get(product_id, ())
    }
    return tuple(ids)[:MOST_SHOWN]
