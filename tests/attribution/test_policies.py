"""Which messages get how much of an order, for random orders, refunds and touches."""

import datetime
import random
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.attribution.policies import (
    WHOLE,
    AttributionModel,
    Order,
    Rule,
    Touch,
    TouchKind,
    attribute,
)

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
WEEK = datetime.timedelta(days=7)
CLICKS = Rule(WEEK, TouchKind.CLICK)
VIEWS = Rule(WEEK, TouchKind.SENT)
RULES = {1: CLICKS, 2: CLICKS, 3: VIEWS, 4: Rule(HOUR, TouchKind.OPEN)}


def order(net="30", *, at=NOON + 3 * HOUR, **changes):
    return Order(
        **{"id": "a", "profile_id": 1, "placed_at": at, "net": Decimal(net)} | changes
    )


def touch(message, kind=TouchKind.CLICK, *, hours=0, person=1, order_id=None):
    return Touch(
        message_id=message,
        profile_id=person,
        kind=kind,
        at=NOON + hours * HOUR,
        order_id=order_id,
    )


def amounts(touches, model, *, orders=None, rules=None):
    """Return what each message gets of all orders."""
    shares = attribute(orders or [order()], touches, model, rules or RULES)
    return {share.message_id: share.amount for share in shares}


CLICK_CLICK_SENT = [
    touch(1),
    touch(2, hours=1),
    touch(3, TouchKind.SENT, hours=2),
]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (AttributionModel.LAST_CLICK, {2: 30}),
        (AttributionModel.LAST_TOUCH, {3: 30}),
        (AttributionModel.FIRST_TOUCH, {1: 30}),
        (AttributionModel.LINEAR, {1: 10, 2: 10, 3: 10}),
    ],
)
def test_each_model_chooses_its_own_touches(model, expected):
    assert amounts(CLICK_CLICK_SENT, model) == expected


def test_what_cannot_be_split_evenly_is_split_to_the_thousandth():
    shares = attribute([order("10")], CLICK_CLICK_SENT, AttributionModel.LINEAR, RULES)

    assert [str(share.amount) for share in shares] == ["3.334", "3.333", "3.333"]
    assert [share.weight for share in shares] == [3_334, 3_333, 3_333]


@pytest.mark.parametrize("model", AttributionModel)
def test_an_opening_alone_brings_nothing(model):
    opened = touch(4, TouchKind.OPEN, hours=2.5)

    assert amounts([opened], model) == {}
    assert amounts([opened, touch(4, hours=2.9)], model) == {4: 30}


@pytest.mark.parametrize("model", AttributionModel)
def test_what_was_only_sent_counts_where_the_merchant_says_so(model):
    assert amounts([touch(1, TouchKind.SENT)], model) == {}
    seen = {} if model is AttributionModel.LAST_CLICK else {3: 30}
    assert amounts([touch(3, TouchKind.SENT)], model) == seen


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (NOON, {1: 30}),
        (NOON - datetime.timedelta(microseconds=1), {}),
        (NOON + WEEK - datetime.timedelta(microseconds=1), {1: 30}),
        (NOON + WEEK, {}),
    ],
)
def test_the_window_begins_with_the_touch(at, expected):
    late = [order(at=at)]

    assert amounts([touch(1)], AttributionModel.LINEAR, orders=late) == expected


def test_a_code_counts_whoever_uses_it_and_however_late():
    used = Touch(
        message_id=1,
        profile_id=2,
        kind=TouchKind.CODE,
        at=NOON + 5 * WEEK,
        order_id="a",
    )
    late = [order(at=NOON + 5 * WEEK)]

    for model in AttributionModel:
        assert amounts([used], model, orders=late) == {1: 30}


def test_the_click_of_somebody_else_counts_for_nothing():
    assert amounts([touch(1, person=2)], AttributionModel.LINEAR) == {}


@pytest.mark.parametrize("changes", [{"is_counted": False}, {"profile_id": None}])
def test_an_order_that_is_void_or_nobodys_is_credited_to_nothing(changes):
    assert amounts([touch(1)], AttributionModel.LINEAR, orders=[order(**changes)]) == {}


# --- random sequences -------------------------------------------------------------


@dataclass(frozen=True)
class Paid:
    """Somebody orders and pays."""

    person: int
    hour: int
    paid: Decimal


@dataclass(frozen=True)
class GivenBack:
    """Money of an order goes back, or the order is canceled."""

    place: int
    amount: Decimal
    is_canceled: bool


@dataclass(frozen=True)
class Touched:
    """Somebody touches a message, or uses its code in an order."""

    message: int
    person: int
    kind: TouchKind
    hour: int


PEOPLE, HOURS = st.integers(1, 2), st.integers(0, 24 * 9)
MONEY = st.integers(0, 90_000).map(lambda thousandths: Decimal(thousandths) / 1_000)
EVENTS = st.lists(
    st.builds(Paid, PEOPLE, HOURS, MONEY)
    | st.builds(GivenBack, st.integers(0, 5), MONEY, st.booleans())
    | st.builds(Touched, st.integers(1, 5), PEOPLE, st.sampled_from(TouchKind), HOURS),
    max_size=10,
)


def world(events):
    """Return the orders and touches that these events have led to."""
    orders, touches = [], []
    for event in events:
        if isinstance(event, Paid):
            orders.append(
                Order(
                    id=f"{len(orders)}",
                    profile_id=event.person,
                    placed_at=NOON + event.hour * HOUR,
                    net=event.paid,
                )
            )
    for event in events:
        if isinstance(event, GivenBack) and orders:
            place = event.place % len(orders)
            was = orders[place]
            orders[place] = replace(
                was,
                net=max(Decimal(0), was.net - event.amount),
                is_counted=was.is_counted and not event.is_canceled,
            )
        if isinstance(event, Touched):
            touches += _touches(event, orders)
    return orders, touches


def _touches(event, orders):
    if event.kind != TouchKind.CODE:
        return [touch(event.message, event.kind, hours=event.hour, person=event.person)]
    if not orders:
        return []
    used_in = orders[event.hour % len(orders)]
    return [
        Touch(
            message_id=event.message,
            profile_id=event.person,
            kind=TouchKind.CODE,
            at=used_in.placed_at,
            order_id=used_in.id,
        )
    ]


@given(events=EVENTS, back=MONEY, seed=st.integers(0, 10_000))
def test_whatever_happens_no_more_is_credited_than_was_paid_and_kept(
    events, back, seed
):
    orders, touches = world(events)
    poorer = [replace(one, net=max(Decimal(0), one.net - back)) for one in orders]
    again = [*touches, *touches]
    random.Random(seed).shuffle(again)
    for model in AttributionModel:
        shares = attribute(orders, touches, model, RULES)
        _check_sums(shares, orders)
        # Neither the order of arrival makes a difference, nor telling things twice.
        assert attribute(orders[::-1], again, model, RULES) == shares
        # A refund takes from who was credited, and gives nobody more.
        after = attribute(poorer, touches, model, RULES)
        _check_sums(after, poorer)
        assert [_unpaid(share) for share in after] == [_unpaid(one) for one in shares]
        assert all(
            now.amount <= was.amount for was, now in zip(shares, after, strict=True)
        )


def _check_sums(shares, orders):
    weights, credited = defaultdict(int), defaultdict(Decimal)
    for share in shares:
        weights[share.order_id] += share.weight
        credited[share.order_id] += share.amount
    assert set(weights.values()) <= {WHOLE}
    nets = {one.id: one.net for one in orders if one.is_counted}
    assert credited == {order_id: nets[order_id] for order_id in credited}
    assert sum(credited.values()) <= sum(nets.values())
    assert len({(share.order_id, share.message_id) for share in shares}) == len(shares)


def _unpaid(share):
    return replace(share, amount=Decimal(0))


@given(events=EVENTS)
def test_one_touch_wins_as_one_would_choose_it_by_hand(events):
    orders, touches = world(events)
    shares = attribute(orders, touches, AttributionModel.LAST_CLICK, RULES)
    expected = {}
    for one in orders:
        acts = [
            (act.at, act.kind == TouchKind.CODE, act.message_id)
            for act in touches
            if act.message_id in RULES and _is_act_for(one, act)
        ]
        if acts and one.is_counted:
            expected[one.id] = max(acts)[2]
    assert {share.order_id: share.message_id for share in shares} == expected


def _is_act_for(one, act):
    if act.kind == TouchKind.CODE:
        return act.order_id == one.id
    window = RULES[act.message_id].window
    is_within = datetime.timedelta(0) <= one.placed_at - act.at < window
    return (
        act.kind == TouchKind.CLICK and act.profile_id == one.profile_id and is_within
    )
