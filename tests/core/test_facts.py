"""Facts travel as JSON and say whether they may start something."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import (
    DEFAULT_FRESHNESS,
    Origin,
    fact_from_json,
    fact_to_json,
    may_start,
)
from saleor_crm_plugin.observation.events import LineQuantity, OrderPaid, OrderReturned

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def paid(**changes):
    values = {
        "key": "order:1:paid:3",
        "occurred_at": NOON,
        "origin": Origin.LIVE,
        "profile_id": 7,
        "order_id": "1",
        "number": "21",
        "channel": "default",
        "currency": "EUR",
        "amount": Decimal("10.10"),
        "total": Decimal("10.10"),
    }
    return OrderPaid(**{**values, **changes})


def test_a_fact_survives_the_way_through_json():
    stored = fact_to_json(paid())

    assert stored["amount"] == "10.10"
    assert stored["origin"] == "live"
    assert fact_from_json(OrderPaid, stored) == paid()


def test_nested_lines_survive_too():
    returned = OrderReturned(
        key="k",
        occurred_at=NOON,
        origin=Origin.SWEEP,
        profile_id=None,
        order_id="1",
        number="21",
        channel="default",
        currency="EUR",
        lines=(LineQuantity(line_id="a", quantity=2),),
        amount=Decimal(5),
    )

    assert fact_from_json(OrderReturned, fact_to_json(returned)) == returned


def test_a_field_that_a_later_version_dropped_is_ignored():
    assert fact_from_json(OrderPaid, {**fact_to_json(paid()), "mood": "good"}) == paid()


@pytest.mark.parametrize(
    ("origin", "age", "expected"),
    [
        (Origin.LIVE, datetime.timedelta(hours=24), True),
        (Origin.SWEEP, datetime.timedelta(0), True),
        (Origin.LIVE, datetime.timedelta(hours=24, seconds=1), False),
        (Origin.LIVE, datetime.timedelta(minutes=-5), True),
        (Origin.BACKFILL, datetime.timedelta(0), False),
        (Origin.REBUILD, datetime.timedelta(0), False),
        (Origin.IMPORT, datetime.timedelta(0), False),
    ],
)
def test_only_fresh_facts_seen_live_or_by_the_sweep_start_something(
    origin, age, expected
):
    fact = paid(origin=origin, occurred_at=NOON - age)

    assert may_start(fact, now=NOON, freshness=DEFAULT_FRESHNESS) is expected


def test_the_clock_can_be_set_for_a_block_only():
    with clock.fixed_at(NOON):
        assert clock.now() == NOON

    assert clock.now() > NOON


def test_the_clock_refuses_a_moment_without_a_zone():
    with (
        pytest.raises(ValueError, match="aware"),
        clock.fixed_at(NOON.replace(tzinfo=None)),
    ):
        pass
