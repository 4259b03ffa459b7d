"""Figures of random passages, orders and refunds, reckoned a second time by hand."""

import datetime
from collections import defaultdict
from decimal import Decimal
from types import SimpleNamespace
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_crm_plugin.analytics import queries
from saleor_crm_plugin.analytics.definitions import Metric
from saleor_crm_plugin.analytics.figures import Period, Side, Spent
from saleor_crm_plugin.analytics.policies import comparison
from saleor_crm_plugin.analytics.queries import journey_figures
from saleor_crm_plugin.saleor_adapter.vouchers import (
    Redemption,
)
from tests.fixtures.journey import (
    BEGUN_AT,
    DAY,
    HOUR,
    make_journey,
)
from tests.fixtures.passages import draw, give_code, passage, told

pytestmark = pytest.mark.django_db

DAYS = 7
WINDOW = DAYS * DAY
LATER = BEGUN_AT + 100 * DAY
EVER = Period(None, LATER)
MEASURED = {
    "goal": {"events": [{"event": "order.placed"}], "within_days": DAYS},
    "holdout_basis_points": 2_000,
}


def figures(journey, period=EVER, now=LATER):
    """Ask for the figures of one journey."""
    return journey_figures([journey.pk], period, now=now)[journey.pk]


PEOPLE = st.integers(1, 4)
MONEY = st.integers(0, 50).map(Decimal)
HOURS = st.integers(-24, 14 * 24)
A_PASSAGE = st.tuples(PEOPLE, st.integers(0, 240), st.booleans())
AN_ORDER = st.fixed_dictionaries(
    {
        "person": PEOPLE,
        "hours": HOURS,
        "currency": st.sampled_from(["EUR", "USD"]),
        "paid": MONEY,
        "refunded": MONEY,
        "charged_back": MONEY,
        "is_canceled": st.booleans(),
        "discount": st.none() | st.integers(1, 9).map(Decimal),
    }
)
SIDES = st.dictionaries(PEOPLE, st.booleans())


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    passages=st.lists(A_PASSAGE, max_size=6),
    orders=st.lists(AN_ORDER, max_size=6),
    sides=SIDES,
)
def test_the_database_reckons_as_one_does_by_hand(passages, orders, sides):
    with transaction.atomic():
        _compare(passages, orders, sides)
        transaction.set_rollback(True)


def _compare(passages, orders, sides):
    # given people who come in, now and then again, some held out, and their orders
    journey = make_journey("measured", **MEASURED)
    rows = [
        passage(
            journey,
            person,
            BEGUN_AT + hours * HOUR,
            goal_at=BEGUN_AT + (hours + 1) * HOUR if reached else None,
        )
        for person, hours, reached in passages
    ]
    first = {}
    for row in sorted(rows, key=lambda row: (row.entered_at, row.pk)):
        first.setdefault(row.profile_id, row)
    for person, is_held_out in sides.items():
        if person in first:
            at = first[person].entered_at
            draw(journey, person, at, is_held_out=is_held_out)
    shop_orders = [_order(order) for order in orders]
    treated = [row for row in rows if not sides.get(row.profile_id)]
    used = _use_codes(treated, shop_orders)

    # when
    with (
        mock.patch.object(queries, "redemptions", return_value=used),
        mock.patch.object(queries, "comparison", wraps=comparison) as compared,
    ):
        found = figures(journey)

    # then
    assert found.counts[Metric.ENROLLED] == len(rows)
    assert found.counts[Metric.SHADOW] == len(rows) - len(treated)
    assert found.counts[Metric.GOAL_REACHED] == sum(
        row.goal_at is not None for row in treated
    )
    assert {
        one.currency: (one.orders, one.gross, one.refunded, one.coupon_cost, one.net)
        for one in found.revenue
    } == _by_hand(treated, shop_orders, used)
    assert {one.currency: one.net for one in found.revenue if not used} == _sums_of_net(
        treated, shop_orders, used
    )
    _check_sides(found.comparison, first, sides)
    [(_, spent)] = [call.args for call in compared.call_args_list]
    assert spent == _spent_by_hand(first, sides, rows, shop_orders, used)


def _order(order):
    row = told(
        order["person"],
        order["paid"],
        BEGUN_AT + order["hours"] * HOUR,
        currency=order["currency"],
        refunded=order["refunded"],
        charged_back=order["charged_back"],
        is_canceled=order["is_canceled"],
    )
    return SimpleNamespace(row=row, discount=order["discount"])


def _use_codes(treated, shop_orders):
    """Give each treated passage a code, used in one of the orders that have a discount."""
    used = {}
    redeemed = [one for one in shop_orders if one.discount]
    for row, order in zip(treated, redeemed, strict=False):
        give_code(row, f"CODE{row.pk}")
        used[f"CODE{row.pk}"] = Redemption(
            order_id=str(order.row.pk),
            at=order.row.placed_at,
            discount=order.discount,
            currency=order.row.currency,
            is_canceled=order.row.is_canceled,
        )
    return used


def _brought(treated, order):
    return not order.row.is_canceled and any(
        row.profile_id == order.row.profile_id
        and row.entered_at <= order.row.placed_at < row.entered_at + WINDOW
        for row in treated
    )


def _net(row):
    return row.paid - min(row.paid, row.refunded + row.charged_back)


def _by_hand(treated, shop_orders, used):
    costs = {one.order_id: one.discount for one in used.values() if not one.is_canceled}
    sums = defaultdict(lambda: [0, Decimal(0), Decimal(0), Decimal(0), Decimal(0)])
    for order in shop_orders:
        cost = costs.get(str(order.row.pk), Decimal(0))
        is_brought = _brought(treated, order)
        if not (is_brought or cost):
            continue
        line = sums[order.row.currency]
        gross = order.row.paid + cost if is_brought else Decimal(0)
        refunded = order.row.paid - _net(order.row) if is_brought else Decimal(0)
        for place, value in enumerate(
            (is_brought, gross, refunded, cost, gross - refunded - cost)
        ):
            line[place] += value
    return {currency: tuple(line) for currency, line in sums.items()}


def _sums_of_net(treated, shop_orders, used):
    """Without coupons a currency has brought the net of its orders, each once, and no more."""
    if used:
        return {}
    sums = defaultdict(Decimal)
    for order in shop_orders:
        if _brought(treated, order):
            sums[order.row.currency] += _net(order.row)
    return dict(sums)


def _check_sides(compared, first, sides):
    for is_held_out, side in (
        (False, compared.treated),
        (True, compared.held_out),
    ):
        drawn = [one for one in first if sides.get(one) is is_held_out]
        reached = [one for one in drawn if first[one].goal_at is not None]
        assert side == Side(len(drawn), 0, len(reached))


def _spent_by_hand(first, sides, rows, shop_orders, used):
    """What each drawn person spent in the days after the draw, as sums of each side."""
    per_person = defaultdict(lambda: [Decimal(0), 0])
    starts = {one: first[one].entered_at for one in first if one in sides}
    within = {
        str(order.row.pk): order.row.profile_id
        for order in shop_orders
        if order.row.profile_id in starts
        and not order.row.is_canceled
        and datetime.timedelta()
        <= order.row.placed_at - starts[order.row.profile_id]
        < WINDOW
    }
    for order in shop_orders:
        if str(order.row.pk) in within:
            line = per_person[order.row.profile_id, order.row.currency]
            line[0] += _net(order.row)
            line[1] += 1
    for row in rows:
        coupon = used.get(f"CODE{row.pk}")
        if coupon is None or coupon.is_canceled or coupon.order_id in within:
            continue
        start = starts.get(row.profile_id)
        if start is not None and row.entered_at - start < WINDOW:
            per_person[row.profile_id, coupon.currency][0] -= coupon.discount
    sums = defaultdict(dict)
    for (person, currency), (amount, orders) in per_person.items():
        before = sums[currency].get(sides[person], Spent())
        sums[currency][sides[person]] = Spent(
            before.buyers + (orders > 0),
            before.revenue + amount,
            before.revenue_squares + amount * amount,
        )
    return sums
