"""Stages of the lifecycle, and when time alone moves people on."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.insight.inference_models import Lifecycle
from saleor_crm_plugin.insight.policies.lifecycle import (
    OrderHistory,
    at_risk_after,
    lost_after,
    stage_of,
)

NOW = datetime.datetime(2026, 6, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
SECOND = datetime.timedelta(seconds=1)


def history(days_ago, *, order_days=3, **changes):
    last = NOW - days_ago * DAY
    values = {
        "orders": order_days,
        "order_days": order_days,
        "first_at": last - 200 * DAY * (order_days > 1),
        "last_at": last,
        "gap_days": 40 if order_days > 1 else None,
    }
    return OrderHistory(**values | changes)


@pytest.mark.parametrize(
    ("seen", "stage"),
    [
        (OrderHistory(), Lifecycle.PROSPECT),
        (history(10, order_days=1), Lifecycle.NEW),
        (history(10), Lifecycle.ACTIVE),
        (history(10, frequency=4, monetary=5), Lifecycle.VIP),
        (history(10, frequency=5, monetary=4), Lifecycle.ACTIVE),
        (history(10, order_days=1, frequency=5, monetary=5), Lifecycle.NEW),
        # nothing known of the habit: 90 days are usual
        (history(179.9), Lifecycle.ACTIVE),
        (history(180), Lifecycle.AT_RISK),
        (history(180, order_days=1), Lifecycle.AT_RISK),
        (history(180, frequency=5, monetary=5), Lifecycle.AT_RISK),
        (history(359.9), Lifecycle.AT_RISK),
        (history(360), Lifecycle.LOST),
        # a habit of 20 days
        (history(39.9, cycle_days=20), Lifecycle.ACTIVE),
        (history(40, cycle_days=20), Lifecycle.AT_RISK),
        (history(90, cycle_days=20), Lifecycle.LOST),
        # habits of extremes
        (history(29, cycle_days=1), Lifecycle.ACTIVE),
        (history(89, cycle_days=1), Lifecycle.AT_RISK),
        (history(364, cycle_days=700), Lifecycle.ACTIVE),
        (history(730, cycle_days=700), Lifecycle.LOST),
        # back after having been lost, and back for good
        (history(10, gap_days=360), Lifecycle.WON_BACK),
        (history(10, gap_days=359), Lifecycle.ACTIVE),
        (history(200, gap_days=360), Lifecycle.AT_RISK),
        # by the habit before, not by the one that the gap has made
        (history(10, gap_days=400, cycle_days=200), Lifecycle.WON_BACK),
        (history(10, gap_days=100, cycle_before_days=20), Lifecycle.WON_BACK),
        (history(10, gap_days=400, cycle_before_days=200), Lifecycle.ACTIVE),
    ],
)
def test_stage(seen, stage):
    assert stage_of(seen, now=NOW).stage == stage


def test_every_stage_is_reached():
    assert len(set(Lifecycle)) == 7


def test_a_stage_says_since_when_and_until_when():
    seen = history(200)
    found = stage_of(seen, now=NOW)
    assert found.since == seen.last_at + 180 * DAY
    assert found.due_at == seen.last_at + 360 * DAY
    lost = stage_of(seen, now=found.due_at)
    assert (lost.stage, lost.since, lost.due_at) == ("lost", found.due_at, None)


def test_signals_say_what_decided():
    found = stage_of(history(200, cycle_days=50), now=NOW)
    assert found.stage == "lost"
    told = {signal.code: (signal.value, signal.weight) for signal in found.signals}
    assert told == {
        "orders": (3, 0),
        "days_since_last": (200, 1),
        "own_cycle": (50, 0),
        "at_risk_after": (100, 0),
        "lost_after": (200, 1),
    }


histories = st.builds(
    history,
    st.floats(0, 2000),
    order_days=st.integers(1, 50),
    cycle_days=st.none() | st.floats(0.5, 1000),
    gap_days=st.none() | st.floats(1, 1000),
    frequency=st.none() | st.integers(1, 5),
    monetary=st.none() | st.integers(1, 5),
)


@given(histories)
def test_nothing_changes_before_it_is_due(seen):
    found = stage_of(seen, now=NOW)
    if found.due_at is None:
        later = stage_of(seen, now=NOW + 10_000 * DAY)
        assert later.stage == found.stage == "lost"
    else:
        assert found.due_at > NOW
        assert stage_of(seen, now=found.due_at - SECOND).stage == found.stage
        assert stage_of(seen, now=found.due_at).stage != found.stage
    assert found.since <= NOW


@given(st.none() | st.floats(0.1, 5000))
def test_nobody_is_lost_before_being_at_risk(cycle):
    assert 30 <= at_risk_after(cycle) < lost_after(cycle) <= 730
