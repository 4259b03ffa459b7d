"""Poll the payments: tell which were refused; no hook tells of them."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from ...core.facts import Origin
from ...identity.actions.resolve import resolve_profiles
from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.payment_failures import (
    PaymentFailure,
    failed_payments,
    latest_numbers,
)
from ...saleor_adapter.snapshots import read_orders
from .. import told_payments, walks
from ..events import PaymentFailed
from ..policies import UNCONFIRMED
from ..queries import ToldCheckout, ToldOrder, told_checkouts, told_orders
from ..told_payments import Place, name_of
from .observe_checkouts import observe_checkouts
from .observe_orders import MAX_IDS, ObserveReport, claim_of, observe_orders
from .sweep import OVERLAP

WALK = "payments"


def poll_payments(*, now: datetime.datetime) -> ObserveReport:
    """Tell the payments that were refused since the last time, and a little before.

    The first poll ever begins here and now. The orders and carts are observed first, so that a
    failure follows what it is about. Nobody's carts are left out; they are told if they become
    somebody's soon. An order that waits for the merchant's confirmation is told as its customer's
    here alone: it counts as placed later, or never. Idempotent, also beside another poll: a failure is told by whoever notes it.
    """
    place = _reached(now)
    noted = latest_numbers()
    total = ObserveReport()
    for batch in _batches(failed_payments(place.floor)):
        total += _tell(batch, now)
    _note(place, Place(place.noted, noted), now)
    return total


@transaction.atomic(using=WRITER)
def _reached(now: datetime.datetime) -> Place:
    stored = walks.lock(WALK, now=now, first_at=now).id
    if stored:
        return Place.read(stored)
    latest = latest_numbers()
    place = Place(latest, latest)
    walks.step(WALK, at=now, seen=0, to_id=str(place))
    return place


def _tell(failures: Sequence[PaymentFailure], now: datetime.datetime) -> ObserveReport:
    told = told_payments.known(failures)
    fresh = [failure for failure in failures if name_of(failure) not in told]
    orders = [one.order_id for one in fresh if one.order_id]
    checkouts = [one.checkout_id for one in fresh if one.checkout_id]
    observe_orders(orders, origin=Origin.SWEEP, now=now)
    observe_checkouts(checkouts, origin=Origin.SWEEP, now=now)
    carts = told_checkouts(checkouts)
    with transaction.atomic(using=WRITER):
        facts = _facts(fresh, _with_unconfirmed(told_orders(orders)), carts)
        new = told_payments.remember([failure for failure, _ in facts])
        published = publish(
            [fact for failure, fact in facts if name_of(failure) in new]
        )
    return ObserveReport(seen=len(failures), changed=len(new), facts=published)


def _with_unconfirmed(orders: Mapping[str, ToldOrder]) -> dict[str, ToldOrder]:
    """Add whose the orders are that nobody has confirmed yet; nothing else is told of these.

    Who has bought has said who they are, as with a cart, whether the merchant agrees or not.
    """
    waiting = [
        order_id
        for order_id, one in orders.items()
        if not one.is_placed and one.state.status == UNCONFIRMED
    ]
    shown = read_orders(waiting)
    profiles = resolve_profiles([claim_of(order) for order in shown.values()])
    known = {
        order_id: replace(orders[order_id], profile_id=profile_id)
        for order_id, profile_id in zip(shown, profiles, strict=True)
    }
    return {**orders, **known}


def _facts(
    failures: Sequence[PaymentFailure],
    orders: Mapping[str, ToldOrder],
    checkouts: Mapping[str, ToldCheckout],
) -> list[tuple[PaymentFailure, PaymentFailed]]:
    found = []
    for failure in failures:
        about = orders.get(failure.order_id or "") or checkouts.get(
            failure.checkout_id or ""
        )
        if about is not None and about.profile_id is not None:
            found.append((failure, _fact(failure, about)))
    return found


def _fact(failure: PaymentFailure, about: ToldOrder | ToldCheckout) -> PaymentFailed:
    return PaymentFailed(
        key=f"payment:{failure.source}:{failure.id}:failed",
        occurred_at=failure.failed_at,
        origin=Origin.SWEEP,
        profile_id=about.profile_id,
        order_id=failure.order_id,
        checkout_id=failure.checkout_id,
        number=about.state.number if isinstance(about, ToldOrder) else "",
        channel=about.state.channel,
        currency=failure.currency,
        amount=failure.amount,
    )


@transaction.atomic(using=WRITER)
def _note(before: Place, after: Place, now: datetime.datetime) -> None:
    """Move the floor to the numbers that were noted, once that is long enough ago."""
    reached = walks.lock(WALK, now=now)
    if reached.id != str(before) or not reached.at or now - reached.at < OVERLAP:
        return
    told_payments.forget(after.floor)
    walks.step(WALK, at=now, seen=0, to_id=str(after))


def _batches(
    failures: Sequence[PaymentFailure],
) -> Iterator[Sequence[PaymentFailure]]:
    for start in range(0, len(failures), MAX_IDS):
        yield failures[start : start + MAX_IDS]
