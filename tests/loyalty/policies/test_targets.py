"""What each part of an order should hold, from when and until when."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.core.points import Rounding
from saleor_crm_plugin.loyalty.policies.targets import (
    FIRST_ORDER_PART,
    order_targets,
    shared_within,
)
from saleor_crm_plugin.loyalty.terms import (
    ExpiryStart,
    ExpiryTerms,
    ExpiryUnit,
    from_snapshot,
)
from tests.loyalty.orders import (
    FIFTY_FOR_THE_FIRST,
    FULFILLED_AT,
    ONE_POINT_PER_EURO,
    PAID_AT,
    make_line,
    make_order,
    make_terms,
)


def _points(order, terms=None, *, is_first=False):
    targets = order_targets(order, terms or make_terms(), is_first=is_first)
    return {target.part: target.points for target in targets}


def test_points_are_rounded_once_for_the_order_and_shared_exactly():
    order = make_order(*(make_line(name, gross="3.50") for name in "abc"))
    assert _points(order) == {"a": 4, "b": 3, "c": 3}


@pytest.mark.parametrize(
    ("rounding", "points"),
    [(Rounding.DOWN, 10), (Rounding.HALF_UP, 11), (Rounding.UP, 11)],
)
def test_the_program_says_how_to_round(rounding, points):
    order = make_order(make_line(gross="10.50"))
    assert _points(order, make_terms(rounding=rounding)) == {"line-1": points}


def test_the_multiplier_comes_before_rounding():
    terms = make_terms(multiplier=Decimal("1.5"))
    assert _points(make_order(make_line(gross="10.70")), terms) == {"line-1": 16}


def test_a_return_takes_from_its_own_line_and_adds_to_no_other():
    # given three lines of 3.50, which share ten points
    lines = [make_line(name, gross="3.50", fulfilled=1) for name in "abc"]
    # when the first comes back
    lines[0] = make_line("a", gross="3.50", fulfilled=1, returned=1)
    # then 7 points are left, the most that the others' shares of the grant can hold being 6
    assert _points(make_order(*lines)) == {"a": 1, "b": 3, "c": 3}


def test_several_part_refunds_and_a_cancel_land_on_zero():
    lines = [make_line(name, gross="3.33") for name in "abc"]
    seen = [
        sum(_points(make_order(*lines, refunded=Decimal(refunded))).values())
        for refunded in ("0", "0.99", "3.33", "7.77", "9.99")
    ]
    assert seen == [9, 9, 6, 2, 0]
    canceled = make_order(*lines, refunded=Decimal("3.33"), is_canceled=True)
    assert _points(canceled) == {"a": 0, "b": 0, "c": 0}


def test_a_currency_without_a_rate_earns_nothing():
    assert _points(make_order(currency="PLN"), make_terms(currency="PLN")) == {
        "line-1": 0
    }


def test_the_first_order_has_a_lot_of_its_own():
    terms = make_terms(ONE_POINT_PER_EURO, FIFTY_FOR_THE_FIRST)
    order = make_order(refunded=Decimal(20))
    assert _points(order, terms, is_first=True) == {"line-1": 40, FIRST_ORDER_PART: 50}
    assert _points(order, terms, is_first=False) == {"line-1": 40, FIRST_ORDER_PART: 0}
    undone = make_order(refunded=Decimal(60))
    assert _points(undone, terms, is_first=True) == {"line-1": 0, FIRST_ORDER_PART: 0}


def test_points_wait_for_the_return_window_of_their_own_line():
    order = make_order(
        make_line("sent", quantity=2, fulfilled=2, fulfilled_at=FULFILLED_AT),
        make_line("half", quantity=2, fulfilled=1, fulfilled_at=FULFILLED_AT),
        make_line("waiting"),
    )
    targets = order_targets(
        order, make_terms(return_window_days=14, max_pending_days=30), is_first=False
    )
    assert {target.part: target.available_at for target in targets} == {
        "sent": FULFILLED_AT + datetime.timedelta(days=14),
        "half": PAID_AT + datetime.timedelta(days=30),
        "waiting": PAID_AT + datetime.timedelta(days=30),
    }


def test_first_order_points_wait_for_the_last_line():
    terms = make_terms(FIFTY_FOR_THE_FIRST)
    later = FULFILLED_AT + datetime.timedelta(days=3)
    lines = [
        make_line("a", fulfilled=1, fulfilled_at=FULFILLED_AT),
        make_line("b", fulfilled=1, fulfilled_at=later),
    ]
    targets = order_targets(make_order(*lines), terms, is_first=True)
    assert targets[-1].part == FIRST_ORDER_PART
    assert targets[-1].available_at == later + datetime.timedelta(days=14)


@pytest.mark.parametrize(
    ("start", "last_day"),
    [(ExpiryStart.AVAILABLE, 1), (ExpiryStart.EARNED, 2)],
)
def test_expiry_counts_from_availability_or_from_earning(start, last_day):
    expiry = ExpiryTerms(unit=ExpiryUnit.DAYS, length=10, start=start)
    target, *_ = order_targets(make_order(), make_terms(expiry=expiry), is_first=False)
    first_days = {1: target.available_at, 2: PAID_AT}
    expected = (first_days[last_day] + datetime.timedelta(days=11)).date()
    assert target.expires_at == datetime.datetime.combine(
        expected, datetime.time(), tzinfo=datetime.UTC
    )


def test_terms_survive_their_snapshot():
    terms = make_terms(
        ONE_POINT_PER_EURO,
        FIFTY_FOR_THE_FIRST,
        multiplier=Decimal("1.25"),
        tier="gold",
        expiry=ExpiryTerms(unit=ExpiryUnit.MONTHS, length=12),
    )
    assert from_snapshot(terms.snapshot | {"basis": "60"}) == terms


caps_and_total = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=8
).flatmap(
    lambda pairs: st.tuples(st.just(pairs), st.integers(0, sum(p[1] for p in pairs)))
)


@given(caps_and_total)
def test_shares_within_caps_add_up(drawn):
    pairs, total = drawn
    caps = [cap for _, cap in pairs]
    shares = shared_within(total, [weight for weight, _ in pairs], caps)
    assert sum(shares) == total
    assert all(0 <= share <= cap for share, cap in zip(shares, caps, strict=True))


def test_caps_that_cannot_hold_the_total_are_refused():
    with pytest.raises(ValueError, match="too small"):
        shared_within(3, [1, 1], [1, 1])


@st.composite
def paid_orders(draw):
    lines = []
    for index in range(draw(st.integers(1, 4))):
        quantity = draw(st.integers(1, 4))
        gross = Decimal(draw(st.integers(0, 20_000))) / 100
        lines.append(
            make_line(
                f"line-{index}",
                gross=str(gross),
                net=str(gross),
                quantity=quantity,
                fulfilled=quantity,
                returned=draw(st.integers(0, quantity)),
            )
        )
    goods = sum((line.total_gross for line in lines), Decimal(0))
    refunded = draw(st.integers(0, int(goods * 100)))
    return make_order(
        *lines, refunded=Decimal(refunded) / 100, is_canceled=draw(st.booleans())
    )


@given(paid_orders())
def test_paid_orders_hold_what_the_plain_sum_says(order):
    # given twelfths of a cent, in which every share of a line is whole
    value = {line.id: int(line.total_gross * 1200) for line in order.lines}
    returned = sum(
        value[line.id] // line.quantity * line.returned for line in order.lines
    )
    refunded = int(order.refunded * 1200)
    left = sum(value.values()) - max(returned, refunded)
    # when
    points = _points(order)
    # then
    assert sum(points.values()) == (0 if order.is_canceled else left // 1200)
    assert min(points.values()) >= 0


@given(paid_orders())
def test_taking_back_adds_to_no_line(order):
    untouched = [
        make_line(line.id, gross=str(line.total_gross)) for line in order.lines
    ]
    granted = _points(make_order(*untouched))
    assert all(held <= granted[part] for part, held in _points(order).items())
