"""When runs begin, what they are called, and until when they may."""

import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.campaigns.definition import When
from saleor_crm_plugin.campaigns.policies.starts import (
    next_start,
    starts_between,
    starts_since,
)
from saleor_crm_plugin.campaigns.policies.states import CampaignKind

UTC = datetime.UTC
HOUR = datetime.timedelta(hours=1)
ROME = ZoneInfo("Europe/Rome")
ZONES = st.sampled_from(
    ["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"]
).map(ZoneInfo)
MOMENTS = st.datetimes(
    datetime.datetime(2026, 1, 1),  # noqa: DTZ001
    datetime.datetime(2026, 12, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
DAILY = {"local_time": "09:00", "repeat": {"every": "day"}}


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


def told(start):
    """Return a start as texts: name, when it begins, and when it is over."""
    return (
        start.occurrence,
        f"{start.starts_at:%m-%d %H:%M}",
        f"{start.over_at:%m-%d %H:%M}",
    )


def test_a_broadcast_is_over_when_its_messages_would_be():
    when = When(at="2026-05-05T12:00Z", deadline_hours=6)

    start = next_start(CampaignKind.BROADCAST, when, ROME, after=moment("2026-06-01"))

    assert told(start) == ("once", "05-05 12:00", "05-05 18:00")


def test_by_everybodys_clock_it_lasts_around_the_world():
    local = When(mode="local", day="2026-11-11", local_time="09:00", deadline_hours=6)
    best = local.model_copy(update={"mode": "best_hour"})

    found = [
        next_start(CampaignKind.BROADCAST, when, ROME, after=moment("2026-05-04"))
        for when in (local, best)
    ]

    assert [told(one) for one in found] == [
        ("once", "11-10 19:00", "11-12 03:00"),
        # from the first midnight to six hours after the last eleven at night
        ("once", "11-10 10:00", "11-12 17:00"),
    ]


def test_newcomers_have_a_day_from_midnight_to_midnight():
    starts = starts_between(
        CampaignKind.ON_ENTRY,
        When(),
        ROME,
        after=moment("2026-03-28 12:00"),
        until=moment("2026-03-30 12:00"),
    )

    # The day on which summer begins has 23 hours.
    assert [told(one) for one in starts] == [
        ("2026-03-29", "03-28 23:00", "03-29 22:00"),
        ("2026-03-30", "03-29 22:00", "03-30 22:00"),
    ]


def test_what_has_passed_unseen_is_counted_from_what_was_due():
    daily = starts_since(
        CampaignKind.RECURRING,
        When(**DAILY),
        ROME,
        due_at=moment("2026-05-05 07:00"),
        now=moment("2026-05-07 07:30"),
    )
    newcomers = starts_since(
        CampaignKind.ON_ENTRY,
        When(),
        ROME,
        due_at=moment("2026-05-05 12:00"),
        now=moment("2026-05-06 12:00"),
    )

    assert [told(one)[:2] for one in daily] == [
        ("2026-05-05", "05-05 07:00"),
        ("2026-05-06", "05-06 07:00"),
        ("2026-05-07", "05-07 07:00"),
    ]
    # The first one gathers those of the rest of its day.
    assert [told(one)[:2] for one in newcomers] == [
        ("2026-05-05", "05-05 12:00"),
        ("2026-05-06", "05-05 22:00"),
    ]


def test_nothing_that_is_still_to_come_has_passed():
    before = moment("2026-05-05 06:59")
    for kind, when in [
        (CampaignKind.RECURRING, When(**DAILY)),
        (CampaignKind.BROADCAST, When(at="2026-05-05T07:00Z")),
        (CampaignKind.ON_ENTRY, When()),
    ]:
        due_at = moment("2026-05-05 07:00")
        assert starts_since(kind, when, ROME, due_at=due_at, now=before) == []


@given(
    st.sampled_from(
        [
            (CampaignKind.RECURRING, When(**DAILY)),
            (CampaignKind.RECURRING, When(**DAILY | {"mode": "local"})),
            (CampaignKind.RECURRING, When(**DAILY | {"mode": "best_hour"})),
            (CampaignKind.ON_ENTRY, When()),
        ]
    ),
    ZONES,
    MOMENTS,
    st.integers(0, 200),
)
def test_whoever_goes_from_one_to_the_next_meets_each_day_once(
    campaign, zone, begin, hours
):
    kind, when = campaign
    now = begin + hours * HOUR
    due = next_start(kind, when, zone, after=begin)

    passed = starts_since(kind, when, zone, due_at=due.starts_at, now=now)
    following = next_start(kind, when, zone, after=now)

    days = [one.day for one in (*passed, following)]
    assert days == [
        days[0] + place * datetime.timedelta(days=1) for place in range(len(days))
    ]
    assert days[0] == due.day
    assert all(one.starts_at <= now < following.starts_at for one in passed)
    assert all(one.over_at > one.starts_at for one in (*passed, following))


def test_nothing_begins_without_what_its_kind_needs_or_behind_the_last():
    after = moment("2026-05-04T12:00")

    for kind, when in [
        (CampaignKind.BROADCAST, When()),
        (CampaignKind.BROADCAST, When(mode="local", day="2026-05-05")),
        (CampaignKind.RECURRING, When(local_time="09:00")),
        (
            CampaignKind.RECURRING,
            When(local_time="09:00", repeat={"every": "day", "until": "2026-05-01"}),
        ),
    ]:
        assert next_start(kind, when, ROME, after=after) is None
