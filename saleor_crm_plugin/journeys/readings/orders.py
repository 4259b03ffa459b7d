"""What the person has bought, and how the order that a passage is about stands."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...core.shop import OrderState
from ...observation.events import (
    OrderCanceled,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderReopened,
)
from ...observation.queries import orders_in_sum
from ...saleor_adapter.payment_failures import payments_due
from ...saleor_adapter.snapshots import read_orders
from ..passage import Passage
from ..reading import Memory, Reading, ValueKind, readings


@readings.register
class Orders(Reading):
    """How many orders the person has placed, canceled ones left out."""

    code = "orders"
    label = "Number of orders"
    kind = ValueKind.NUMBER

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        found = orders_in_sum({one.profile_id for one in passages})
        return {
            one.id: found[one.profile_id].count if one.profile_id in found else 0
            for one in passages
        }

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        canceled = {fact.order_id for fact in memory.of(OrderCanceled)}
        placed = {fact.order_id for fact in memory.of(OrderPlaced)}
        return len(placed - canceled)


@readings.register
class DaysSinceOrder(Reading):
    """Whole days since the last order; unknown without one."""

    code = "days_since_order"
    label = "Days since the last order"
    kind = ValueKind.NUMBER

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        found = orders_in_sum({one.profile_id for one in passages})
        return {
            one.id: (now - found[one.profile_id].last_at).days
            for one in passages
            if one.profile_id in found
        }


def _of_orders(
    passages: Sequence[Passage], value_of: Callable[[OrderState], bool]
) -> dict[int, Any]:
    ids = {one.subject.order_id for one in passages if one.subject.order_id}
    found = read_orders(ids) if ids else {}
    return {
        one.id: value_of(found[one.subject.order_id].state)
        for one in passages
        if one.subject.order_id in found
    }


@readings.register
class OrderIsRefunded(Reading):
    """Whether all of the order's money went back, as the shop shows it now."""

    code = "order_is_refunded"
    label = "The order is refunded"
    kind = ValueKind.YES_NO

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        return _of_orders(
            passages, lambda order: order.refunded > 0 and order.refunded >= order.paid
        )

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        order_id = passage.subject.order_id
        paid = [one for one in memory.of(OrderPaid) if one.order_id == order_id]
        back = [one for one in memory.of(OrderRefunded) if one.order_id == order_id]
        return bool(back) and bool(paid) and back[-1].total >= paid[-1].total


@readings.register
class OrderIsCanceled(Reading):
    """Whether the order is canceled or has vanished, as the shop shows it now."""

    code = "order_is_canceled"
    label = "The order is canceled"
    kind = ValueKind.YES_NO

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        found = _of_orders(passages, lambda order: order.is_canceled)
        return {one.id: found.get(one.id, True) for one in passages}

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        told = [
            one
            for one in memory.of(OrderCanceled, OrderReopened)
            if one.order_id == passage.subject.order_id
        ]
        return bool(told) and isinstance(told[-1], OrderCanceled)


@readings.register
class OrderIsDue(Reading):
    """Whether the order still waits for money."""

    code = "order_is_due"
    label = "The order waits for its payment"
    kind = ValueKind.YES_NO

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        ids = {one.subject.order_id for one in passages if one.subject.order_id}
        due = payments_due(ids)
        return {
            one.id: one.subject.order_id in due
            for one in passages
            if one.subject.order_id
        }

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        order_id = passage.subject.order_id
        ended = memory.of(OrderPaid, OrderCanceled)
        return all(one.order_id != order_id for one in ended)
