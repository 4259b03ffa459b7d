"""The freeze gives everybody the moment that the policy gives their zone, in one statement."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from saleor_crm_plugin.campaigns.definition import read_definition
from saleor_crm_plugin.campaigns.due_sql import due_part
from saleor_crm_plugin.campaigns.policies.starts import next_start
from saleor_crm_plugin.campaigns.policies.states import CampaignKind
from saleor_crm_plugin.identity.detail_models import PersonDetails
from saleor_crm_plugin.saleor_adapter.reading import read_rows
from tests.fixtures.campaign import definition
from tests.fixtures.campaign_rows import persons
from tests.fixtures.messages import NOON

pytestmark = pytest.mark.django_db

UTC = datetime.UTC
HOUR = datetime.timedelta(hours=1)
ZONES = ["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"]
WITH_PEOPLE = """
WITH people AS (SELECT unnest(%(profiles)s::bigint[]) AS profile_id), {ctes}
SELECT profile_id, due_at, is_too_late FROM due ORDER BY profile_id
"""


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def people(db):
    """Return one person of each zone, by zone, who have said so."""
    found = dict(zip(ZONES, persons(len(ZONES)), strict=True))
    PersonDetails.objects.bulk_create(
        [
            PersonDetails(
                profile_id=one, time_zone=zone, source="shopper", changed_at=NOON
            )
            for zone, one in found.items()
        ]
    )
    return found


def dues(people, when, *, occurrence="once", due_at=None, starts_at=None):
    """Return when each zone's person is due, and the zones of those who are too late."""
    asked = read_definition(definition(when=when))
    if due_at is None:
        zone = ZoneInfo("Europe/Rome")
        start = next_start(CampaignKind.BROADCAST, asked.when, zone, after=NOON)
        due_at = start.starts_at
    part = due_part(
        asked, occurrence=occurrence, due_at=due_at, starts_at=starts_at or due_at
    )
    rows = read_rows(
        WITH_PEOPLE.replace("{ctes}", part.ctes),
        {"profiles": list(people.values()), **part.parameters},
        "default",
    )
    by_person = {row["profile_id"]: row for row in rows}
    assert len(rows) == len(people)
    return (
        {zone: by_person[one]["due_at"] for zone, one in people.items()},
        {zone for zone, one in people.items() if by_person[one]["is_too_late"]},
    )


def local(day, at, **changes):
    return {"mode": "local", "day": day, "local_time": at, **changes}


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        # Rome goes to summer time, and has no half past two
        (
            "2026-03-29",
            "02:30",
            {
                "Europe/Rome": "2026-03-29 01:00",
                "America/New_York": "2026-03-29 06:30",
                "Australia/Lord_Howe": "2026-03-28 15:30",
                "Asia/Shanghai": "2026-03-28 18:30",
            },
        ),
        # Rome goes back, and has it twice: the first counts
        (
            "2026-10-25",
            "02:30",
            {
                "Europe/Rome": "2026-10-25 00:30",
                "America/New_York": "2026-10-25 06:30",
                "Australia/Lord_Howe": "2026-10-24 15:30",
                "Asia/Shanghai": "2026-10-24 18:30",
            },
        ),
        # New York skips it, and Lord Howe half an hour in October
        (
            "2026-03-08",
            "02:15",
            {
                "Europe/Rome": "2026-03-08 01:15",
                "America/New_York": "2026-03-08 07:00",
                "Australia/Lord_Howe": "2026-03-07 15:15",
                "Asia/Shanghai": "2026-03-07 18:15",
            },
        ),
        (
            "2026-10-04",
            "02:15",
            {
                "Europe/Rome": "2026-10-04 00:15",
                "America/New_York": "2026-10-04 06:15",
                "Australia/Lord_Howe": "2026-10-03 15:30",
                "Asia/Shanghai": "2026-10-03 18:15",
            },
        ),
        (
            "2026-11-01",
            "01:30",
            {
                "Europe/Rome": "2026-11-01 00:30",
                "America/New_York": "2026-11-01 05:30",
                "Australia/Lord_Howe": "2026-10-31 14:30",
                "Asia/Shanghai": "2026-10-31 17:30",
            },
        ),
    ],
)
def test_a_time_of_the_day_is_everybodys_own_on_days_of_changing_clocks(
    people, day, at, expected
):
    found, too_late = dues(people, local(day, at))

    assert found == {zone: moment(text) for zone, text in expected.items()}
    assert too_late == set()


def test_who_is_past_it_gets_it_at_once_and_who_is_long_past_it_not(people):
    when = local("2026-11-11", "09:00", deadline_hours=6)
    # In Shanghai it is four in the afternoon, in Rome nine in the morning.
    begins = moment("2026-11-11 08:00")

    found, too_late = dues(people, when, starts_at=begins)

    assert too_late == {"Asia/Shanghai", "Australia/Lord_Howe"}
    assert found["Europe/Rome"] == begins
    assert found["America/New_York"] == moment("2026-11-11 14:00")

    _, too_late = dues(people, when, starts_at=begins - HOUR - HOUR / 60)

    # A minute less than six hours ago it was nine in Shanghai.
    assert too_late == {"Australia/Lord_Howe"}


def test_a_fixed_moment_is_the_same_for_everybody(people):
    at = moment("2026-05-05 12:00")
    when = {"mode": "fixed", "at": at.isoformat(), "deadline_hours": 3}

    on_time = dues(people, when)
    a_little_late = dues(people, when, starts_at=at + 2 * HOUR)
    too_late = dues(people, when, starts_at=at + 3 * HOUR)

    assert on_time == a_little_late == (dict.fromkeys(people, at), set())
    assert too_late == (dict.fromkeys(people, at), set(people))


def test_what_comes_again_is_for_the_day_of_its_occurrence(people):
    when = {
        "mode": "local",
        "local_time": "09:00",
        "repeat": {"every": "named", "named": "singles_day"},
    }

    found, _ = dues(
        people, when, occurrence="2026-11-11", due_at=moment("2026-11-10 19:00")
    )

    assert found["Asia/Shanghai"] == moment("2026-11-11 01:00")
    assert found["America/New_York"] == moment("2026-11-11 14:00")


def test_newcomers_wait_for_their_own_hour_or_for_nothing(people):
    seen_at = moment("2026-05-04 12:00")
    midnight = moment("2026-05-03 22:00")
    at_nine = {"mode": "local", "local_time": "09:00"}

    waiting, _ = dues(
        people, at_nine, occurrence="2026-05-04", due_at=midnight, starts_at=seen_at
    )
    at_once, _ = dues(
        people,
        {"mode": "fixed"},
        occurrence="2026-05-04",
        due_at=midnight,
        starts_at=seen_at,
    )

    assert waiting == {
        "Europe/Rome": moment("2026-05-05 07:00"),
        "America/New_York": moment("2026-05-04 13:00"),
        "Australia/Lord_Howe": moment("2026-05-04 22:30"),
        "Asia/Shanghai": moment("2026-05-05 01:00"),
    }
    assert at_once == dict.fromkeys(people, seen_at)


def test_who_has_no_habit_gets_the_hour_that_staff_have_named(people):
    when = local("2026-05-06", "10:30") | {"mode": "best_hour"}

    found, too_late = dues(people, when)

    assert found["Europe/Rome"] == moment("2026-05-06 08:30")
    assert found["America/New_York"] == moment("2026-05-06 14:30")
    assert too_late == set()
