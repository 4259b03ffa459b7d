"""Pure decisions: what has to be told when the shop shows another state than was told."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ..core.facts import STARTING_ORIGINS, Origin
from ..core.shop import ZERO, CustomerState, OrderLineState, OrderState
from . import events

# Not bought yet: a draft of the staff's, an order that waits for confirmation, and one that
# expired while it did.
UNCONFIRMED = "unconfirmed"
NEVER_PLACED = frozenset({"draft", UNCONFIRMED, "expired"})
MONEY_STEP = Decimal("0.001")


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """Under which revision, about whom, and on what ground a difference is told."""

    revision: int
    origin: Origin
    profile_id: int | None
    previous_profile_id: int | None = None
    now: datetime.datetime

    def moment(
        self, known: datetime.datetime | None, otherwise: datetime.datetime
    ) -> datetime.datetime:
        """Return when it happened: what the shop says, else now, for old things `otherwise`."""
        if known is not None:
            return known
        return self.now if self.origin in STARTING_ORIGINS else otherwise


def is_placed(state: OrderState) -> bool:
    """Whether the order counts as bought."""
    return state.status not in NEVER_PLACED


def is_closed(state: OrderState) -> bool:
    """Whether the order is canceled, gone, or has gone back to what was never placed."""
    return state.is_canceled or state.is_gone or not is_placed(state)


def remembering(told: OrderState | None, seen: OrderState) -> OrderState:
    """Return the seen state with what only the told one knows.

    Goods stay what they were when they were bought, though the product was moved or deleted
    since; and the time of a hand-over stays while the quantity does.
    """
    if told is None:
        return seen
    before = {line.id: line for line in told.lines}
    lines = tuple(_remembering_line(before.get(line.id), line) for line in seen.lines)
    return seen if lines == seen.lines else replace(seen, lines=lines)


def _remembering_line(
    told: OrderLineState | None, seen: OrderLineState
) -> OrderLineState:
    if told is None:
        return seen
    kept: dict[str, Any] = {}
    if told.product_id is not None:
        kept = {
            "product_id": told.product_id,
            "variant_id": told.variant_id,
            "category_id": told.category_id,
            "collection_ids": told.collection_ids,
        }
    if told.fulfilled == seen.fulfilled and told.fulfilled_at is not None:
        kept["fulfilled_at"] = told.fulfilled_at
    return replace(seen, **kept) if kept else seen


def order_differences(
    told: OrderState | None, seen: OrderState, telling: Telling
) -> list[events.OrderFact]:
    """Return the facts that lead from the told state to the seen one, in a natural order.

    `told` is None as long as the order was never placed: then everything is told from nothing,
    once it is. Telling A to B and then B to C tells the same totals as A to C; telling what was
    told already tells nothing.
    """
    if told is None and not is_placed(seen):
        return []
    if seen.is_gone:
        return list(_gone(told, seen, telling))
    before = told or _nothing_of(seen)
    differences = _Differences(before, seen, telling)
    found = [
        *differences.placed(is_new=told is None),
        *differences.reassigned(is_new=told is None),
        *differences.amended(is_new=told is None),
        *differences.money(),
        *differences.goods(),
        *differences.standing(),
    ]
    return found


def _gone(
    told: OrderState | None, seen: OrderState, telling: Telling
) -> Iterator[events.OrderFact]:
    if told is not None and not told.is_gone:
        differences = _Differences(told, seen, telling)
        yield events.OrderGone(**differences.common("gone", None))


def _nothing_of(seen: OrderState) -> OrderState:
    """Return the order as if nothing had happened to it yet."""
    return OrderState(
        id=seen.id,
        number=seen.number,
        channel=seen.channel,
        currency=seen.currency,
        status=seen.status,
        placed_at=seen.placed_at,
        user_id=seen.user_id,
        email_hash=seen.email_hash,
    )


class _Differences:
    """The differences between two states of one order, one method per component."""

    def __init__(self, before: OrderState, seen: OrderState, telling: Telling) -> None:
        self._before = before
        self._seen = seen
        self._telling = telling

    def common(
        self, component: str, happened_at: datetime.datetime | None
    ) -> dict[str, Any]:
        """Return the fields that all order facts share."""
        seen, telling = self._seen, self._telling
        return {
            "key": f"order:{seen.id}:{component}:{telling.revision}",
            "occurred_at": telling.moment(happened_at, seen.placed_at),
            "origin": telling.origin,
            "profile_id": telling.profile_id,
            "order_id": seen.id,
            "number": seen.number,
            "channel": seen.channel,
            "currency": seen.currency,
        }

    def placed(self, *, is_new: bool) -> Iterator[events.OrderFact]:
        if is_new:
            yield events.OrderPlaced(
                **self.common("placed", self._seen.placed_at),
                amount=self._seen.total_gross,
                is_guest=self._seen.user_id is None,
            )

    def reassigned(self, *, is_new: bool) -> Iterator[events.OrderFact]:
        previous = self._telling.previous_profile_id
        if not is_new and previous != self._telling.profile_id:
            yield events.OrderReassigned(
                **self.common("reassigned", None), previous_profile_id=previous
            )

    def amended(self, *, is_new: bool) -> Iterator[events.OrderFact]:
        if not is_new and _ordered(self._before) != _ordered(self._seen):
            yield events.OrderAmended(
                **self.common("amended", None), amount=self._seen.total_gross
            )

    def money(self) -> Iterator[events.OrderFact]:
        seen, before = self._seen, self._before
        yield from self._amount(
            "paid",
            seen.paid - before.paid,
            seen.paid_at,
            events.OrderPaid,
            events.OrderPaymentReduced,
        )
        yield from self._amount(
            "refunded",
            seen.refunded - before.refunded,
            seen.refunded_at,
            events.OrderRefunded,
            events.OrderRefundReversed,
        )
        yield from self._amount(
            "charged_back",
            seen.charged_back - before.charged_back,
            seen.charged_back_at,
            events.OrderChargedBack,
            events.OrderChargebackReversed,
        )

    def _amount(
        self,
        component: str,
        change: Decimal,
        happened_at: datetime.datetime | None,
        more: Callable[..., events.OrderFact],
        less: Callable[..., events.OrderFact],
    ) -> Iterator[events.OrderFact]:
        total = getattr(self._seen, component)
        if change > 0:
            yield more(
                **self.common(component, happened_at), amount=change, total=total
            )
        elif change < 0:
            # The shop keeps no time of things that were taken back.
            yield less(
                **self.common(f"{component}_less", None), amount=-change, total=total
            )

    def goods(self) -> Iterator[events.OrderFact]:
        sent, unsent = self._moved("fulfilled")
        if sent:
            yield events.OrderFulfilled(
                **self.common("fulfilled", self._fulfilled_at(sent)), lines=sent
            )
        if unsent:
            yield events.OrderFulfillmentCanceled(
                **self.common("fulfilled_less", None), lines=unsent
            )
        back, kept = self._moved("returned")
        if back:
            yield events.OrderReturned(
                **self.common("returned", self._seen.returned_at),
                lines=back,
                amount=self._worth(back),
            )
        if kept:
            yield events.OrderReturnReversed(
                **self.common("returned_less", None),
                lines=kept,
                amount=self._worth(kept),
            )

    def standing(self) -> Iterator[events.OrderFact]:
        was_closed, closed = is_closed(self._before), is_closed(self._seen)
        if closed and not was_closed:
            yield events.OrderCanceled(
                **self.common("canceled", self._seen.canceled_at)
            )
        elif was_closed and not closed:
            yield events.OrderReopened(**self.common("reopened", None))

    def _moved(
        self, quantity_name: str
    ) -> tuple[tuple[events.LineQuantity, ...], tuple[events.LineQuantity, ...]]:
        """Return what is more and what is less than before, by line."""
        change = {
            line.id: quantity
            for line in self._seen.lines
            if (quantity := getattr(line, quantity_name))
        }
        for line in self._before.lines:
            change[line.id] = change.get(line.id, 0) - getattr(line, quantity_name)
        if not change:
            return (), ()
        return (
            tuple(
                events.LineQuantity(line_id=line_id, quantity=count)
                for line_id, count in change.items()
                if count > 0
            ),
            tuple(
                events.LineQuantity(line_id=line_id, quantity=-count)
                for line_id, count in change.items()
                if count < 0
            ),
        )

    def _fulfilled_at(
        self, sent: tuple[events.LineQuantity, ...]
    ) -> datetime.datetime | None:
        lines = {line.id: line for line in self._seen.lines}
        moments = [lines[item.line_id].fulfilled_at for item in sent]
        return max((moment for moment in moments if moment is not None), default=None)

    def _worth(self, moved: tuple[events.LineQuantity, ...]) -> Decimal:
        """Return the gross money of these pieces; all pieces of a line add up to its total."""
        before = {line.id: line for line in self._before.lines}
        lines = before | {line.id: line for line in self._seen.lines}
        worth = ZERO
        for item in moved:
            line = lines[item.line_id]
            was = before[item.line_id].returned if item.line_id in before else 0
            now = line.returned if line is not before.get(item.line_id) else 0
            worth += abs(_share(line, now) - _share(line, was))
        return worth


def _share(line: OrderLineState, pieces: int) -> Decimal:
    return (
        (line.total_gross * pieces / line.quantity).quantize(MONEY_STEP)
        if line.quantity
        else ZERO
    )


def _ordered(state: OrderState) -> tuple[Any, ...]:
    """Return what was ordered and for how much."""
    return (
        state.total_gross,
        state.total_net,
        state.shipping_gross,
        state.shipping_net,
        {
            line.id: (line.quantity, line.total_gross, line.total_net)
            for line in state.lines
        },
    )


def customer_differences(
    told: CustomerState | None, seen: CustomerState, telling: Telling
) -> list[events.CustomerFact]:
    """Return the facts that lead from the told state of an account to the seen one.

    `told` is None as long as the account was not a customer's: staff accounts are not told.
    """
    if seen.is_gone:
        if told is None or told.is_gone:
            return []
        return [events.CustomerDeleted(**_about(seen, "deleted", None, telling))]
    if told is None:
        if seen.is_staff:
            return []
        first: list[events.CustomerFact] = [
            events.CustomerRegistered(
                **_about(seen, "registered", seen.joined_at, telling)
            )
        ]
        told = replace(seen, has_verified_email=False, is_active=True)
        return [*first, *_account_changes(told, seen, telling)]
    return _account_changes(told, seen, telling)


def _account_changes(
    told: CustomerState, seen: CustomerState, telling: Telling
) -> list[events.CustomerFact]:
    has_other_email = told.email_hash != seen.email_hash
    is_newly_verified = seen.has_verified_email and (
        has_other_email or not told.has_verified_email
    )
    changes = [
        (has_other_email, events.CustomerEmailChanged, "email_changed"),
        (is_newly_verified, events.CustomerEmailVerified, "email_verified"),
        (
            told.is_active and not seen.is_active,
            events.CustomerDeactivated,
            "deactivated",
        ),
        (
            seen.is_active and not told.is_active,
            events.CustomerReactivated,
            "reactivated",
        ),
    ]
    return [
        fact_type(**_about(seen, component, None, telling))
        for happened, fact_type, component in changes
        if happened
    ]


def _about(
    seen: CustomerState,
    component: str,
    happened_at: datetime.datetime | None,
    telling: Telling,
) -> dict[str, Any]:
    return {
        "key": f"customer:{seen.id}:{component}:{telling.revision}",
        "occurred_at": telling.moment(happened_at, seen.joined_at),
        "origin": telling.origin,
        "profile_id": telling.profile_id,
        "user_id": seen.id,
    }
