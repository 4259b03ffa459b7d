"""A time on the wall is one moment, on the days too on which the clocks are changed."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.core.local_time import local_moment

UTC = datetime.UTC
MINUTE = datetime.timedelta(minutes=1)
ROME, NEW_YORK, LORD_HOWE, SHANGHAI, APIA = (
    ZoneInfo(name)
    for name in (
        "Europe/Rome",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Shanghai",
        "Pacific/Apia",
    )
)
ZONES = st.sampled_from([ROME, NEW_YORK, LORD_HOWE, SHANGHAI])
DAYS = st.dates(datetime.date(2025, 1, 1), datetime.date(2027, 12, 31))
TIMES = st.integers(0, 24 * 60 - 1).map(
    lambda minute: datetime.time(minute // 60, minute % 60)
)


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text, zone):
    wall = datetime.datetime.fromisoformat(text)
    return local_moment(wall.date(), wall.time(), zone)


@pytest.mark.parametrize(
    ("wall", "zone", "expected"),
    [
        # an ordinary day in winter and in summer
        ("2026-01-10 09:00", ROME, "2026-01-10 08:00"),
        ("2026-07-10 09:00", ROME, "2026-07-10 07:00"),
        ("2026-01-10 09:00", NEW_YORK, "2026-01-10 14:00"),
        ("2026-07-10 09:00", SHANGHAI, "2026-07-10 01:00"),
        # what is skipped in spring is the first time that there is
        ("2026-03-29 01:59", ROME, "2026-03-29 00:59"),
        ("2026-03-29 02:00", ROME, "2026-03-29 01:00"),
        ("2026-03-29 02:30", ROME, "2026-03-29 01:00"),
        ("2026-03-29 02:59", ROME, "2026-03-29 01:00"),
        ("2026-03-29 03:00", ROME, "2026-03-29 01:00"),
        ("2026-03-29 09:00", ROME, "2026-03-29 07:00"),
        ("2026-03-08 02:30", NEW_YORK, "2026-03-08 07:00"),
        # half an hour is skipped in October, for it is spring there
        ("2026-10-04 01:59", LORD_HOWE, "2026-10-03 15:29"),
        ("2026-10-04 02:10", LORD_HOWE, "2026-10-03 15:30"),
        ("2026-10-04 02:30", LORD_HOWE, "2026-10-03 15:30"),
        # what comes twice in autumn is meant the first time
        ("2026-10-25 02:30", ROME, "2026-10-25 00:30"),
        ("2026-10-25 03:00", ROME, "2026-10-25 02:00"),
        ("2026-11-01 01:30", NEW_YORK, "2026-11-01 05:30"),
        ("2026-04-05 01:45", LORD_HOWE, "2026-04-04 14:45"),
        # China has not changed its clocks since 1991
        ("2026-03-29 02:30", SHANGHAI, "2026-03-28 18:30"),
        ("2026-10-25 02:30", SHANGHAI, "2026-10-24 18:30"),
    ],
)
def test_a_time_on_the_wall_is_this_moment(wall, zone, expected):
    assert local(wall, zone) == moment(expected)


def test_a_day_that_a_country_skipped_is_the_next_one():
    # Samoa went from the 29th to the 31st when it changed sides of the date line.
    assert local("2011-12-30 10:00", APIA) == moment("2011-12-30 10:00")
    assert local("2011-12-31 00:00", APIA) == moment("2011-12-30 10:00")


@given(DAYS, TIMES, ZONES)
def test_clocks_show_it_or_it_does_not_exist_on_that_day(day, at, zone):
    found = local_moment(day, at, zone)

    shown = found.astimezone(zone).replace(tzinfo=None, fold=0)
    wall = datetime.datetime.combine(day, at)
    assert shown >= wall
    # a minute before, the clocks had not come to it yet
    before = (found - MINUTE).astimezone(zone).replace(tzinfo=None, fold=0)
    assert before < wall
    # and none before it showed the same
    assert (found.astimezone(zone)).fold == 0


@given(DAYS, TIMES, TIMES, ZONES)
def test_a_later_time_is_never_earlier(day, one, other, zone):
    first, second = sorted([one, other])

    assert local_moment(day, first, zone) <= local_moment(day, second, zone)
