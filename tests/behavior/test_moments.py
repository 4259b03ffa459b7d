"""A moment told by a clock that may be wrong, put right and kept in bounds."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.behavior.policies.moments import OLDEST, happened_at

NOW = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
LAST = datetime.datetime.max.replace(tzinfo=datetime.UTC)
MOMENTS = st.none() | st.datetimes(timezones=st.just(datetime.UTC))


@given(MOMENTS, MOMENTS)
def test_a_moment_is_never_ahead_nor_too_old(told, sent):
    assert NOW - OLDEST <= happened_at(told, sent, NOW) <= NOW


@given(st.timedeltas(datetime.timedelta(days=-3000), datetime.timedelta(days=3000)))
def test_however_wrong_a_clock_is_the_distance_counts(off):
    before = datetime.timedelta(minutes=7)

    assert happened_at(NOW + off - before, NOW + off, NOW) == NOW - before


def test_a_moment_beyond_all_calendars_is_now():
    assert happened_at(LAST, NOW - OLDEST, NOW) == NOW
