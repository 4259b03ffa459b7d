"""Everybody is due by their own clock, and nobody later than messages are kept."""

import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.campaigns.policies.due import (
    Due,
    Timing,
    due_at,
    due_in_zone,
    first_anywhere,
    last_anywhere,
)
from saleor_crm_plugin.core.time_zones import known_zones

UTC = datetime.UTC
HOUR = datetime.timedelta(hours=1)
NINE = datetime.time(9)
SINGLES_DAY = datetime.date(2026, 11, 11)
ROME, NEW_YORK, LORD_HOWE, SHANGHAI = (
    ZoneInfo(name)
    for name in (
        "Europe/Rome",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Shanghai",
    )
)
ZONES = st.sampled_from([ROME, NEW_YORK, LORD_HOWE, SHANGHAI])
MOMENTS = st.datetimes(
    datetime.datetime(2026, 1, 1),  # noqa: DTZ001
    datetime.datetime(2026, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
TIMES = st.integers(0, 24 * 60 - 1).map(
    lambda minute: datetime.time(minute // 60, minute % 60)
)


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


def timing(starts_at, day=SINGLES_DAY, hours=6):
    return Timing(starts_at=starts_at, keeps=hours * HOUR, day=day)


def test_nine_in_the_morning_comes_to_each_place_in_its_turn():
    begins = first_anywhere(SINGLES_DAY, NINE)

    assert begins == moment("2026-11-10 19:00")
    for zone, due in [
        (LORD_HOWE, "2026-11-10 22:00"),
        (SHANGHAI, "2026-11-11 01:00"),
        (ROME, "2026-11-11 08:00"),
        (NEW_YORK, "2026-11-11 14:00"),
    ]:
        assert due_in_zone(timing(begins), NINE, zone) == Due(moment(due))
    assert last_anywhere(SINGLES_DAY, NINE) == moment("2026-11-11 21:00")


def test_whose_time_has_passed_gets_it_while_it_is_kept_and_not_later():
    shanghai = moment("2026-11-11 01:00")

    in_time = due_in_zone(timing(shanghai + 5 * HOUR), NINE, SHANGHAI)
    late = due_in_zone(timing(shanghai + 6 * HOUR), NINE, SHANGHAI)

    # It has been due since nine in the morning there, so it leaves at once.
    assert in_time == Due(shanghai)
    assert late == Due(shanghai, is_too_late=True)
    assert not due_in_zone(timing(shanghai + 6 * HOUR), NINE, ROME).is_too_late


def test_a_skipped_hour_on_the_day_of_sending_is_the_first_that_exists():
    day = datetime.date(2026, 3, 29)

    due = due_in_zone(
        timing(first_anywhere(day, NINE), day), datetime.time(2, 30), ROME
    )

    assert due == Due(moment("2026-03-29 01:00"))


def test_one_moment_for_all_is_too_late_at_its_deadline():
    noon = moment("2026-11-11 12:00")

    assert due_at(timing(noon + 6 * HOUR - HOUR / 60), noon) == Due(noon)
    assert due_at(timing(noon + 6 * HOUR), noon) == Due(noon, is_too_late=True)


@given(MOMENTS, TIMES, ZONES)
def test_without_a_day_it_is_the_next_time_that_clocks_show_it(starts_at, at, zone):
    due = due_in_zone(timing(starts_at, day=None), at, zone)

    assert not due.is_too_late
    assert starts_at <= due.at < starts_at + 26 * HOUR


@given(
    st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 30)),
    TIMES,
    ZONES,
    st.integers(-40, 60),
    st.integers(1, 48),
)
def test_a_message_of_a_day_is_due_on_that_day_or_too_late(day, at, zone, hours, keeps):
    starts_at = first_anywhere(day, at) + hours * HOUR

    due = due_in_zone(timing(starts_at, day, keeps), at, zone)

    assert due.at.astimezone(zone).date() == day
    assert due.is_too_late == (starts_at - due.at >= keeps * HOUR)


def test_no_place_sees_the_time_earlier_or_later():
    day = datetime.date(2026, 3, 29)
    begins, ends = first_anywhere(day, NINE), last_anywhere(day, NINE)

    for name in known_zones():
        there = due_in_zone(timing(begins, day), NINE, ZoneInfo(name))
        assert begins <= there.at <= ends, name
