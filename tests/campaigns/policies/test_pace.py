"""No hour has more than the throttle lets through, and whoever it does not come to is counted."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.campaigns.policies.pace import Hour, Pace, pace

NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


def test_a_throttle_makes_three_hours_of_one():
    found = pace({NOON: 250}, per_hour=100, keeps=DAY)

    assert found.too_slow == 0
    assert found.hours == [
        Hour(NOON, due=250, leaving=100, waiting=150),
        Hour(NOON + HOUR, due=0, leaving=100, waiting=50),
        Hour(NOON + 2 * HOUR, due=0, leaving=50, waiting=0),
    ]


def test_whoever_the_throttle_does_not_come_to_in_time_gets_nothing():
    due = {NOON: 250, NOON + HOUR: 30}

    found = pace(due, per_hour=100, keeps=2 * HOUR)

    # Of the first 50 are over when their turn comes; the others had two hours as well.
    assert found.too_slow == 50
    assert found.hours == [
        Hour(NOON, due=250, leaving=100, waiting=150),
        Hour(NOON + HOUR, due=30, leaving=100, waiting=80),
        Hour(NOON + 2 * HOUR, due=0, leaving=30, waiting=0),
    ]


def test_without_a_throttle_everybody_leaves_when_due():
    due = {NOON: 250, NOON + 9 * HOUR: 30}

    found = pace(due, per_hour=None, keeps=HOUR)

    assert found.hours == [
        Hour(NOON, due=250, leaving=250, waiting=0),
        Hour(NOON + 9 * HOUR, due=30, leaving=30, waiting=0),
    ]
    assert pace({}, per_hour=5, keeps=DAY) == Pace([], 0)


@given(
    st.dictionaries(
        st.integers(0, 30).map(lambda hours: NOON + hours * HOUR),
        st.integers(1, 500),
        min_size=1,
    ),
    st.integers(1, 600),
    st.integers(1, 100),
)
def test_everybody_leaves_in_their_turn_or_is_counted(due, per_hour, keeps):
    found = pace(due, per_hour, keeps=keeps * HOUR)

    hours = found.hours
    assert sum(one.due for one in hours) == sum(due.values())
    assert sum(one.leaving for one in hours) + found.too_slow == sum(due.values())
    assert all(one.leaving <= per_hour for one in hours)
    # Whoever waits does so because the hour was full.
    assert all(one.leaving == per_hour for one in hours if one.waiting)


def test_hours_are_told_for_as_long_as_anything_is_kept():
    found = pace({NOON: 1000}, per_hour=1, keeps=31 * DAY)

    assert len(found.hours) == 31 * 24
    assert found.too_slow == 1000 - 31 * 24
    assert found.hours[-1] == Hour(NOON + 743 * HOUR, due=0, leaving=1, waiting=256)
