"""What comes again comes on its days, each once, whatever the clocks do."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.campaigns.definition import Repeat
from saleor_crm_plugin.campaigns.policies.named_days import NAMED_DAYS
from saleor_crm_plugin.campaigns.policies.occurrences import (
    days_from,
    next_occurrences,
    occurrences_between,
)

UTC = datetime.UTC
ROME = ZoneInfo("Europe/Rome")
ZONES = st.sampled_from(
    ["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"]
).map(ZoneInfo)
MOMENTS = st.datetimes(
    datetime.datetime(2024, 1, 1),  # noqa: DTZ001
    datetime.datetime(2028, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
TIMES = st.integers(0, 24 * 60 - 1).map(
    lambda minute: datetime.time(minute // 60, minute % 60)
)
INTERVALS = st.integers(1, 5)
REPEATS = st.one_of(
    INTERVALS.map(lambda every: Repeat(every="day", interval=every)),
    st.builds(
        lambda days, every: Repeat(every="week", weekdays=tuple(days), interval=every),
        st.sets(st.integers(1, 7), min_size=1),
        INTERVALS,
    ),
    st.builds(
        lambda day, every: Repeat(every="month", day=day, interval=every),
        st.integers(1, 31),
        INTERVALS,
    ),
    st.builds(
        lambda day, before: Repeat(
            every="year", month=day.month, day=day.day, days_before=before
        ),
        st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)),
        st.integers(0, 60),
    ),
    st.builds(
        lambda name, before: Repeat(every="named", named=name, days_before=before),
        st.sampled_from(sorted(NAMED_DAYS)),
        st.integers(0, 60),
    ),
)


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


def upcoming(after, /, at="09:00", zone=ROME, count=3, **repeat):
    """Return the next times as texts: the day, and the moment in UTC."""
    found = next_occurrences(
        Repeat(**repeat),
        datetime.time.fromisoformat(at),
        zone,
        after=moment(after),
        count=count,
    )
    return [(one.key, f"{one.starts_at:%m-%d %H:%M}") for one in found]


def days(after, /, **repeat):
    """Return the next days as texts."""
    return [day for day, _ in upcoming(after, **repeat)]


def test_every_day_keeps_its_hour_when_summer_begins():
    assert upcoming("2026-03-27 12:00", every="day") == [
        ("2026-03-28", "03-28 08:00"),
        ("2026-03-29", "03-29 07:00"),
        ("2026-03-30", "03-30 07:00"),
    ]


def test_a_night_hour_that_is_skipped_or_doubled_comes_once_a_day():
    assert upcoming("2026-03-28 12:00", at="02:30", count=2, every="day") == [
        ("2026-03-29", "03-29 01:00"),
        ("2026-03-30", "03-30 00:30"),
    ]
    assert upcoming("2026-10-24 12:00", at="02:30", count=2, every="day") == [
        ("2026-10-25", "10-25 00:30"),
        ("2026-10-26", "10-26 01:30"),
    ]


def test_every_second_day_is_counted_from_the_first():
    since = datetime.date(2026, 11, 20)

    found = days("2026-11-22 12:00", every="day", interval=2, since=since)

    assert found == ["2026-11-24", "2026-11-26", "2026-11-28"]
    assert days("2026-11-01 12:00", every="day", interval=2, since=since, count=1) == [
        "2026-11-20"
    ]


def test_weeks_have_the_days_that_were_chosen():
    tuesday_and_saturday = {"every": "week", "weekdays": (6, 2)}

    assert upcoming("2026-11-22 12:00", **tuesday_and_saturday) == [
        ("2026-11-24", "11-24 08:00"),
        ("2026-11-28", "11-28 08:00"),
        ("2026-12-01", "12-01 08:00"),
    ]
    every_second = days(
        "2026-11-22 12:00",
        interval=2,
        since=datetime.date(2026, 11, 18),
        **tuesday_and_saturday,
    )
    # the week of the beginning counts, which was a Wednesday
    assert every_second == ["2026-12-01", "2026-12-05", "2026-12-15"]


def test_the_31st_is_the_end_of_every_month():
    found = days("2027-12-31 12:00", every="month", day=31, count=4)

    assert found == ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]
    assert days("2027-01-02 12:00", every="month", day=30, interval=3) == [
        "2027-01-30",
        "2027-04-30",
        "2027-07-30",
    ]


def test_february_29th_is_the_28th_in_common_years():
    found = days("2026-03-01 12:00", every="year", month=2, day=29)

    assert found == ["2027-02-28", "2028-02-29", "2029-02-28"]


def test_a_named_day_comes_once_a_year_or_some_days_before_it():
    lunar = {"every": "named", "named": "lunar_new_year"}

    assert upcoming("2026-02-17 12:00", zone=ZoneInfo("Asia/Shanghai"), **lunar) == [
        ("2027-02-06", "02-06 01:00"),
        ("2028-01-26", "01-26 01:00"),
        ("2029-02-13", "02-13 01:00"),
    ]
    assert days("2026-12-29 12:00", days_before=40, count=2, **lunar) == [
        "2027-12-17",
        "2029-01-04",
    ]


def test_what_ends_comes_no_more():
    until = datetime.date(2026, 11, 24)

    assert days("2026-11-22 12:00", every="day", until=until) == [
        "2026-11-23",
        "2026-11-24",
    ]
    assert days("2026-11-24 12:00", every="day", until=until) == []
    assert days("2199-12-30 12:00", every="day") == ["2199-12-31"]


@given(REPEATS, TIMES, ZONES, MOMENTS, st.integers(1, 6))
def test_what_comes_next_is_later_in_order_and_on_different_days(
    repeat, at, zone, after, count
):
    found = next_occurrences(repeat, at, zone, after=after, count=count)

    assert len(found) == len({one.key for one in found}) == count
    assert found == sorted(found)
    assert all(one.starts_at > after for one in found)
    # nothing is missed between the question and the first answer, nor between two answers
    between = occurrences_between(
        repeat, at, zone, after=after, until=found[-1].starts_at
    )
    assert between == found


@given(REPEATS, TIMES, ZONES, MOMENTS, st.integers(0, 400))
def test_asking_in_two_parts_is_asking_at_once(repeat, at, zone, after, hours):
    middle = after + datetime.timedelta(hours=hours)
    end = after + datetime.timedelta(hours=400)

    def between(one, other):
        return occurrences_between(repeat, at, zone, after=one, until=other)

    assert between(after, middle) + between(middle, end) == between(after, end)


@pytest.mark.parametrize(
    ("repeat", "days"),
    [
        ({"every": "day", "interval": 5, "since": "2199-12-20"}, [20, 25, 30]),
        ({"every": "week", "weekdays": [1]}, [23, 30]),
        ({"every": "month", "day": 31}, [31]),
        ({"every": "year", "month": 12, "day": 24}, [24]),
        ({"every": "named", "named": "christmas_day"}, [25]),
    ],
)
def test_days_have_an_end(repeat, days):
    found = days_from(datetime.date(2199, 12, 20), Repeat.model_validate(repeat))

    assert list(found) == [datetime.date(2199, 12, day) for day in days]
