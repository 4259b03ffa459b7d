"""Bring first-order points to the order that was placed first."""

from collections.abc import Sequence

from ...core import clock
from ..events import FirstOrderFound
from ..order_cases import Cause
from .settle import settle


def settle_first_orders(facts: Sequence[FirstOrderFound]) -> None:
    """Settle each order together with the one that holds its points; the outbox's handler.

    Idempotent, as `settle` is: the points go over in one transaction, or stay where they are if
    they belong there by now.
    """
    now = clock.now()
    for fact in facts:
        cause = Cause(now, fact.origin)
        orders = [order_id for order_id in (fact.order_id, fact.holder_id) if order_id]
        settle(dict.fromkeys(orders, cause), now=now)
