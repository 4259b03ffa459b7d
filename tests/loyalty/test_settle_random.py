"""Any life of an order, heard of in any order, twice, or with a crash, ends on the same points."""

import datetime
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.models import Lot
from saleor_crm_plugin.ledger.queries import balances
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.order_cases import Cause
from tests.loyalty.orders import FULFILLED_AT, PAID_AT, make_line, make_order

NOW = PAID_AT + datetime.timedelta(days=3)
CAUSE = Cause(PAID_AT, Origin.LIVE)


class Crash(Exception):
    """The process dies before its transaction commits."""


# What can happen to an order: each step is a change of the shop's state.


def _pay(order, share):
    total = (
        sum((line.total_gross for line in order.lines), Decimal(0))
        + order.shipping_gross
    )
    rest = max(Decimal(0), total - order.paid)
    return replace(
        order, paid=order.paid + (rest * share / 4).quantize(Decimal("0.01"))
    )


def _lose_payment(order, share):
    return replace(order, paid=order.paid * (4 - share) / 4)


def _refund(order, share):
    left = max(Decimal(0), order.paid - order.refunded - order.charged_back)
    return replace(
        order, refunded=order.refunded + (left * share / 4).quantize(Decimal("0.01"))
    )


def _reverse_refund(order, share):
    return replace(order, refunded=order.refunded * (4 - share) / 4)


def _charge_back(order, share):
    left = max(Decimal(0), order.paid - order.refunded - order.charged_back)
    return replace(order, charged_back=order.charged_back + left * share / 4)


def _win(order, _):
    return replace(order, charged_back=Decimal(0))


def _cancel(order, _):
    return replace(order, is_canceled=True)


def _reopen(order, _):
    return replace(order, is_canceled=False)


def _with_line(order, share, **changes):
    place = share % len(order.lines)
    lines = list(order.lines)
    lines[place] = replace(lines[place], **changes)
    return replace(order, lines=tuple(lines))


def _fulfill(order, share):
    line = order.lines[share % len(order.lines)]
    return _with_line(order, share, fulfilled=line.quantity, fulfilled_at=FULFILLED_AT)


def _unfulfill(order, share):
    return _with_line(order, share, fulfilled=0, fulfilled_at=None, returned=0)


def _return(order, share):
    line = order.lines[share % len(order.lines)]
    returned = min(line.fulfilled, line.returned + 1)
    return _with_line(order, share, returned=returned)


STEPS = (
    _pay,
    _lose_payment,
    _refund,
    _reverse_refund,
    _charge_back,
    _win,
    _cancel,
    _reopen,
    _fulfill,
    _unfulfill,
    _return,
)
lives = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(1, 4), st.sampled_from("skdc")),
    min_size=1,
    max_size=12,
)


def reference_points(order):
    """One point per euro: paid for the goods, less the larger of goods and money that went."""
    if order.is_canceled or order.is_gone:
        return 0
    goods = sum(line.total_gross for line in order.lines)
    total = goods + order.shipping_gross
    paid = (
        order.paid - order.shipping_gross
        if order.paid >= total
        else order.paid * goods / total
    )
    # The prices of the lines are such that a piece's share is exact.
    returned = sum(
        line.total_gross / line.quantity * line.returned for line in order.lines
    )
    money = order.refunded + order.charged_back
    return int(max(Decimal(0), paid - max(returned, money)))


def _start():
    return make_order(
        make_line("a", gross="60.60", quantity=3),
        make_line("b", gross="19.99"),
        make_line("c", gross="0.50", quantity=2),
        channel="shop",
        shipping="0",
        paid="0",
    )


@pytest.mark.parametrize("late", [False, True])
@given(life=lives, seed=st.integers(0, 1000))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)
def test_the_end_alone_counts(club, profile, tell_orders, late, life, seed):
    # given an order whose points are pending, or may have been available for long
    now = NOW + datetime.timedelta(days=60) if late else NOW
    order = _start()
    heard = random.Random(seed)
    with transaction.atomic():
        for step, share, how in life:
            order = step(order, share)
            tell_orders(order, profile_id=profile.pk)
            _hear(order, how, heard, now=now)
            held = balances(club.book_id, [profile.pk])[profile.pk]
            assert min(held.pending, held.available, held.owed) >= 0
        # when the last word arrives
        settle({order.id: CAUSE}, now=now)
        # then the points are those of the plain reference, in the books and on the lots
        held = balances(club.book_id, [profile.pk])[profile.pk]
        assert held.pending + held.available == reference_points(order)
        assert sum(lot.granted - lot.recalled for lot in Lot.objects.all()) == (
            reference_points(order)
        )
        assert verify(club.book_id) == []
        connection.check_constraints()
        transaction.set_rollback(True)


def _hear(order, how, heard, *, now):
    """Settle (s), keep it for later (k), settle twice (d), or crash in the middle (c)."""
    if how == "k":
        return
    if how == "c":
        with pytest.raises(Crash):
            _crash(order, now=now)
        if heard.random() < 0.5:
            return
    settle({order.id: CAUSE}, now=now)
    if how == "d":
        settle({order.id: CAUSE}, now=now)


@transaction.atomic
def _crash(order, *, now):
    settle({order.id: CAUSE}, now=now)
    raise Crash


@given(life=lives)
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)
def test_a_cancel_after_any_life_leaves_nothing(club, profile, tell_orders, life):
    order = _start()
    with transaction.atomic():
        for step, share, _ in life:
            order = step(order, share)
            tell_orders(order, profile_id=profile.pk)
            settle({order.id: CAUSE}, now=NOW)
        tell_orders(replace(order, is_canceled=True), profile_id=profile.pk)
        settle({order.id: CAUSE}, now=NOW)
        held = balances(club.book_id, [profile.pk])[profile.pk]
        assert (held.pending, held.available, held.reserved, held.owed) == (0, 0, 0, 0)
        transaction.set_rollback(True)
