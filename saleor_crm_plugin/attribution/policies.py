"""Pure decisions: which messages an order is credited to under a model, and with how much of it."""

import datetime
import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

WHOLE = 10_000
MONEY_STEP = Decimal("0.001")
MOST_DAYS = 90


class AttributionModel(enum.StrEnum):
    """Which of the touches that count get an order.

    LAST_CLICK looks at clicks and used codes only. LINEAR gives every message the same.
    """

    LAST_CLICK = "last_click"
    LAST_TOUCH = "last_touch"
    FIRST_TOUCH = "first_touch"
    LINEAR = "linear"


class TouchKind(enum.StrEnum):
    """What was done with a message, from the strongest to the weakest sign that it worked.

    An opening counts only beside a stronger touch of the same message: mail programs open too.
    """

    CODE = "code"
    CLICK = "click"
    OPEN = "open"
    SENT = "sent"


_WEAKNESS = {kind: place for place, kind in enumerate(TouchKind)}
_ACTS = frozenset({TouchKind.CODE, TouchKind.CLICK})


@dataclass(frozen=True, slots=True)
class Rule:
    """For how long after a touch orders count, and how weak a touch may be."""

    window: datetime.timedelta
    weakest: TouchKind


USUAL_RULE = Rule(datetime.timedelta(days=7), TouchKind.CLICK)


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """One order; `net` is what was paid and not given back, never below zero.

    One that nobody has paid for yet, that is canceled, gone or only replaces goods is not counted
    and credited to nothing.
    """

    id: str
    profile_id: int | None
    placed_at: datetime.datetime
    net: Decimal
    is_counted: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Touch:
    """Something done with a message by the person that it went to.

    A used code names the order that it was used in, which may be somebody else's; its moment is
    then the order's.
    """

    message_id: int
    profile_id: int
    kind: TouchKind
    at: datetime.datetime
    order_id: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """What one message gets of one order: basis points of it, and that much of its net.

    `kind` and `touched_at` are of the touch that decided.
    """

    order_id: str
    message_id: int
    weight: int
    amount: Decimal
    kind: TouchKind
    touched_at: datetime.datetime


def attribute(
    orders: Iterable[Order],
    touches: Iterable[Touch],
    model: AttributionModel,
    rules: Mapping[int, Rule],
) -> list[Share]:
    """Return the shares of all orders under a model, by order and message.

    `rules` are by message; one without a rule gets nothing. The shares of an order make up all of
    it or nothing, to the thousandth. The order in which things are given makes no difference.
    """
    by_person: dict[int, list[Touch]] = defaultdict(list)
    by_order: dict[str, list[Touch]] = defaultdict(list)
    for touch in touches:
        if touch.order_id is not None:
            by_order[touch.order_id].append(touch)
        else:
            by_person[touch.profile_id].append(touch)
    shares: list[Share] = []
    for order in sorted(orders, key=lambda order: order.id):
        if not order.is_counted:
            continue
        own = [] if order.profile_id is None else by_person[order.profile_id]
        counting = _counting(order, [*by_order[order.id], *own], rules)
        shares += _shares(order, _chosen(counting, model))
    return shares


def _counting(
    order: Order, touches: Sequence[Touch], rules: Mapping[int, Rule]
) -> list[Touch]:
    """Return the touches that count for the order, the earliest first and the weaker before."""
    within = [
        touch
        for touch in touches
        if touch.message_id in rules and _counts(order, touch, rules[touch.message_id])
    ]
    acted_on = {touch.message_id for touch in within if touch.kind in _ACTS}
    proven = [
        touch
        for touch in within
        if touch.kind != TouchKind.OPEN or touch.message_id in acted_on
    ]
    return sorted(
        proven, key=lambda one: (one.at, -_WEAKNESS[one.kind], one.message_id)
    )


def _counts(order: Order, touch: Touch, rule: Rule) -> bool:
    if touch.kind == TouchKind.CODE:
        return touch.order_id == order.id
    is_strong_enough = _WEAKNESS[touch.kind] <= _WEAKNESS[rule.weakest]
    return is_strong_enough and (touch.at <= order.placed_at < touch.at + rule.window)


def _chosen(touches: Sequence[Touch], model: AttributionModel) -> list[Touch]:
    """Return one touch of each message that gets something, in the order of the touches."""
    if model == AttributionModel.LAST_CLICK:
        return [touch for touch in touches if touch.kind in _ACTS][-1:]
    if model == AttributionModel.LAST_TOUCH:
        return list(touches[-1:])
    if model == AttributionModel.FIRST_TOUCH:
        return list(touches[:1])
    latest = {touch.message_id: touch for touch in touches}
    return sorted(latest.values(), key=lambda one: (one.at, one.message_id))


def _shares(order: Order, chosen: Sequence[Touch]) -> list[Share]:
    weights = _split(WHOLE, len(chosen))
    steps = int((order.net / MONEY_STEP).to_integral_value(ROUND_DOWN))
    amounts = _split(steps, len(chosen))
    return sorted(
        (
            Share(
                order_id=order.id,
                message_id=touch.message_id,
                weight=weight,
                amount=amount * MONEY_STEP,
                kind=touch.kind,
                touched_at=touch.at,
            )
            for touch, weight, amount in zip(chosen, weights, amounts, strict=True)
        ),
        key=lambda share: share.message_id,
    )


def _split(whole: int, parts: int) -> list[int]:
    """Split into parts that differ by one at most, the greater first; they add up to the whole."""
    return [whole // parts + (place < whole % parts) for place in range(parts)]
