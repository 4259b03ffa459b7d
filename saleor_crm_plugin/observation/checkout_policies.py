"""Pure decisions: what has to be told when a cart is not as it was told."""

import datetime
from typing import Any

from ..core.shop import CheckoutState
from . import events
from .policies import Telling


def checkout_differences(
    told: CheckoutState | None, seen: CheckoutState, telling: Telling
) -> list[events.CheckoutFact]:
    """Return the fact that leads from the told state of a cart to the seen one; one at most.

    `told` is None as long as nothing was told: a cart begins when somebody who is known has
    something in it. After an order nothing more is told.
    """
    if told is None:
        return _started(seen, telling) if is_worth_telling(seen) else []
    if told.order_id is not None:
        return []
    if seen.order_id is not None:
        about = _about(seen, "completed", seen.completed_at, telling)
        return [events.CheckoutCompleted(**about, order_id=seen.order_id)]
    if seen.is_gone:
        gone = events.CheckoutGone(**_about(seen, "gone", None, telling))
        return [] if told.is_gone else [gone]
    if told.is_gone:
        return _started(seen, telling)
    return _changed(told, seen, telling)


def is_worth_telling(state: CheckoutState) -> bool:
    """Whether a cart that was never told has to be: open, somebody's, and not empty."""
    return state.is_open and state.is_somebodys and state.quantity > 0


def _started(seen: CheckoutState, telling: Telling) -> list[events.CheckoutFact]:
    return [events.CheckoutStarted(**_about(seen, "started", seen.created_at, telling))]


def _changed(
    told: CheckoutState, seen: CheckoutState, telling: Telling
) -> list[events.CheckoutFact]:
    previous = telling.previous_profile_id
    if _content(told) == _content(seen) and previous == telling.profile_id:
        return []
    about = _about(seen, "changed", seen.last_change, telling)
    return [events.CheckoutChanged(**about, previous_profile_id=previous)]


def _content(state: CheckoutState) -> tuple[Any, ...]:
    """Return what makes a change of a cart worth telling: not its clock alone."""
    return (
        state.lines,
        state.quantity,
        state.total_gross,
        state.currency,
        state.channel,
        state.user_id,
        state.email_hash,
    )


def _about(
    seen: CheckoutState,
    component: str,
    happened_at: datetime.datetime | None,
    telling: Telling,
) -> dict[str, Any]:
    return {
        "key": f"checkout:{seen.id}:{component}:{telling.revision}",
        "occurred_at": telling.moment(happened_at, seen.last_change),
        "origin": telling.origin,
        "profile_id": telling.profile_id,
        "checkout_id": seen.id,
        "channel": seen.channel,
        "currency": seen.currency,
        "quantity": seen.quantity,
        "amount": seen.total_gross,
    }
