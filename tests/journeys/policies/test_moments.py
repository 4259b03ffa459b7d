"""Local hours, on ordinary days and on those on which clocks change."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.journeys.policies.moments import (
    FARTHEST,
    known_zone,
    next_local_time,
)

TEN = datetime.time(10)


def _utc(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("after", "wanted", "zone", "moment"),
    [
        ("2026-03-01 08:00", TEN, "Europe/Rome", "2026-03-01 09:00"),
        ("2026-03-01 09:00", TEN, "Europe/Rome", "2026-03-02 09:00"),
        ("2026-03-01 23:30", TEN, "Asia/Shanghai", "2026-03-02 02:00"),
        # Half past two does not exist on that day: clocks jump from two to three.
        ("2026-03-29 00:00", datetime.time(2, 30), "Europe/Rome", "2026-03-29 01:00"),
        # Half past two comes twice: the first counts.
        ("2026-10-24 23:00", datetime.time(2, 30), "Europe/Rome", "2026-10-25 00:30"),
        ("2026-03-01 08:00", TEN, "Nowhere/Land", "2026-03-01 10:00"),
    ],
)
def test_the_hour_is_the_places_own(after, wanted, zone, moment):
    assert next_local_time(_utc(after), wanted, zone) == _utc(moment)


@given(
    st.integers(min_value=946_684_800, max_value=2_524_608_000),
    st.times(),
    st.sampled_from(
        ["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]
    ),
)
def test_it_is_always_later_and_never_far(after, wanted, zone):
    after = datetime.datetime.fromtimestamp(after, tz=datetime.UTC)

    moment = next_local_time(after, wanted.replace(tzinfo=None), zone)

    assert after < moment <= after + FARTHEST


def test_a_zone_that_nobody_knows_is_utc():
    assert str(known_zone("../etc/passwd")) == "UTC"
