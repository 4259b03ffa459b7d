"""No hour has more than the throttle lets through, and nobody is lost on the way."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.campaigns.policies.pace import Hour, hours_of_sending

NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def test_a_throttle_makes_three_hours_of_one():
    found = hours_of_sending({NOON: 250}, per_hour=100)

    assert found == [
        Hour(NOON, due=250, leaving=100, waiting=150),
        Hour(NOON + HOUR, due=0, leaving=100, waiting=50),
        Hour(NOON + 2 * HOUR, due=0, leaving=50, waiting=0),
    ]


def test_without_a_throttle_everybody_leaves_when_due():
    due = {NOON: 250, NOON + 9 * HOUR: 30}

    found = hours_of_sending(due, per_hour=None)

    assert found == [
        Hour(NOON, due=250, leaving=250, waiting=0),
        Hour(NOON + 9 * HOUR, due=30, leaving=30, waiting=0),
    ]
    assert hours_of_sending({}, per_hour=5) == []


@given(
    st.dictionaries(
        st.integers(0, 30).map(lambda hours: NOON + hours * HOUR),
        st.integers(1, 500),
        min_size=1,
    ),
    st.integers(50, 600),
)
def test_everybody_leaves_in_their_turn(due, per_hour):
    found = hours_of_sending(due, per_hour)

    assert sum(one.due for one in found) == sum(due.values())
    assert sum(one.leaving for one in found) == sum(due.values())
    assert all(one.leaving <= per_hour for one in found)
    # Whoever waits does so because the hour was full.
    assert all(one.leaving == per_hour for one in found if one.waiting)
    assert found[-1].waiting == 0


def test_hours_are_told_for_a_month_and_a_day_at_most():
    found = hours_of_sending({NOON: 1000}, per_hour=1)

    assert len(found) == 32 * 24
    assert found[-1] == Hour(NOON + 767 * HOUR, due=0, leaving=1, waiting=232)
