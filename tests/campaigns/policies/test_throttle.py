"""No hour has more messages than staff allow, whenever the worker comes."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.campaigns.policies.throttle import HOUR, SLACK, allowance

NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def queued_at(per_hour, visits):
    """Return how many messages are queued by a worker that comes at these moments."""
    next_at, queued = None, []
    for now in visits:
        allowed = allowance(per_hour, next_at, now)
        queued.append((now, allowed.most))
        next_at = allowed.next_at(allowed.most, per_hour)
    return queued


@given(
    per_hour=st.integers(1, 5_000),
    pauses=st.lists(
        st.one_of(
            st.integers(0, 10_000_000),
            st.integers(0, 3 * HOUR // datetime.timedelta(microseconds=1)),
        ),
        min_size=1,
        max_size=60,
    ),
)
def test_no_hour_has_more(per_hour, pauses):
    visits = [NOON]
    for pause in pauses:
        visits.append(visits[-1] + datetime.timedelta(microseconds=pause))
    queued = queued_at(per_hour, visits)
    for begun, _ in queued:
        within = [count for now, count in queued if begun <= now < begun + HOUR]
        assert sum(within) <= per_hour


@pytest.mark.parametrize("per_hour", [1, 59, 60, 61, 3_600, 100_000])
def test_who_comes_every_five_seconds_queues_nearly_all_that_may(per_hour):
    # given a day
    visits = [NOON + place * 5 * SECOND for place in range(24 * 720)]
    # when
    queued = sum(count for _, count in queued_at(per_hour, visits))
    # then the slack's share is lost, and nothing else
    most = per_hour * (visits[-1] - NOON) / (HOUR + SLACK)
    assert most - 0.01 <= queued <= most + 1


def test_who_was_away_makes_up_for_a_minute_only():
    first = allowance(3_660, None, NOON)
    assert (first.most, first.first_at) == (1, NOON)
    next_at = first.next_at(1, 3_660)
    assert next_at == NOON + SECOND
    assert allowance(3_660, next_at, NOON).most == 0
    assert allowance(3_660, next_at, NOON + SECOND).most == 1
    assert allowance(3_660, next_at, NOON + 5 * HOUR).most == 61


def test_what_was_not_queued_does_not_count():
    allowed = allowance(3_660, NOON - 10 * SECOND, NOON)
    assert allowed.most == 11
    assert allowed.next_at(0, 3_660) == NOON - 10 * SECOND
    assert allowed.next_at(4, 3_660) == NOON - 6 * SECOND
