"""Nobody is disturbed in their night, whatever the clocks do in it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from saleor_crm_plugin.messaging.policies.quiet_hours import QuietHours, next_allowed

UTC = datetime.UTC
ROME, NEW_YORK, LORD_HOWE = (
    ZoneInfo(name)
    for name in ("Europe/Rome", "America/New_York", "Australia/Lord_Howe")
)
NIGHT = QuietHours(datetime.time(21), datetime.time(8))

ZONES = st.sampled_from(
    ["Europe/Rome", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "UTC"]
).map(ZoneInfo)
MOMENTS = st.datetimes(
    datetime.datetime(2026, 1, 1),  # noqa: DTZ001
    datetime.datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
MINUTES = st.integers(0, 24 * 60 - 1).map(
    lambda minute: datetime.time(minute // 60, minute % 60)
)
HOURS = (
    st.tuples(MINUTES, MINUTES)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: QuietHours(*pair))
)


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "allowed"),
    [
        # a winter's evening, and the morning after it
        ("2026-01-10 20:30", ROME, "2026-01-11 07:00"),
        # the last minute of the day and the first of the night
        ("2026-01-10 19:59", ROME, "2026-01-10 19:59"),
        ("2026-01-10 20:00", ROME, "2026-01-11 07:00"),
        # the night that is an hour shorter, and the one that is an hour longer
        ("2026-03-28 22:00", ROME, "2026-03-29 06:00"),
        ("2026-10-24 22:00", ROME, "2026-10-25 07:00"),
        ("2026-11-01 03:00", NEW_YORK, "2026-11-01 13:00"),
    ],
)
def test_message_waits_for_the_morning(moment, zone, allowed):
    assert next_allowed(at(moment), zone, NIGHT) == at(allowed)


def test_an_end_that_daylight_saving_leaves_out_comes_with_the_jump():
    # In New York half past two did not exist on this day: two o'clock was three o'clock.
    hours = QuietHours(datetime.time(22), datetime.time(2, 30))
    assert next_allowed(at("2026-03-08 05:00"), NEW_YORK, hours) == at(
        "2026-03-08 07:00"
    )


def test_half_an_hour_of_daylight_saving_is_followed_too():
    hours = QuietHours(datetime.time(22), datetime.time(2, 15))
    assert next_allowed(at("2026-10-03 13:00"), LORD_HOWE, hours) == at(
        "2026-10-03 15:30"
    )


def test_without_quiet_hours_any_moment_will_do():
    assert next_allowed(at("2026-01-10 23:00"), ROME, None) == at("2026-01-10 23:00")


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (datetime.time(8), datetime.time(8)),
        (datetime.time(8, 0, 1), datetime.time(9)),
        (datetime.time(8), datetime.time(9, 0, 0, 5)),
    ],
)
def test_hours_that_mean_nothing_are_refused(starts, ends):
    with pytest.raises(ValueError, match="Quiet hours"):
        QuietHours(starts, ends)


@given(moment=MOMENTS, zone=ZONES, hours=HOURS)
@example(
    # The one minute that is not quiet is left out by daylight saving on the day after.
    moment=at("2027-03-13 07:01"),
    zone=NEW_YORK,
    hours=QuietHours(datetime.time(2, 1), datetime.time(2)),
)
def test_answer_is_the_first_moment_that_is_not_quiet(moment, zone, hours):
    # when
    allowed = next_allowed(moment, zone, hours)

    # then it is not quiet, and each minute before it was
    assert not hours.covers(allowed.astimezone(zone).time())
    assert moment <= allowed <= moment + datetime.timedelta(hours=48)
    minute = moment.replace(second=0, microsecond=0)
    while minute < allowed.replace(second=0, microsecond=0):
        assert hours.covers(minute.astimezone(zone).time())
        minute += datetime.timedelta(minutes=1)
