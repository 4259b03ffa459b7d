"""The calendar, the outlook and best hours in the API: who may see them, and what they show."""

import datetime

import pytest
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.campaigns.policies.states import CampaignState
from saleor_crm_plugin.core import clock
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.campaign import TOMORROW, campaign_in, definition, make_list
from tests.fixtures.campaign_rows import persons
from tests.fixtures.messages import NOON

pytestmark = pytest.mark.django_db

CALENDAR = """query($since: Date!, $until: Date!, $including: ID) {
    crmCampaignCalendar(since: $since, until: $until, including: $including) {
        occurrences { campaign { name } occurrence day startsAt people run { id } }
        conflicts { campaign { name } otherCampaign { name } journey { code } days people
            sharesSegment }
        days { day people peopleWithSeveral peopleOverCap } } }"""
OUTLOOK = """query($id: ID!, $count: Int!) { crmCampaignOutlook(id: $id, count: $count) {
    startsAt tooLate tooSlow hours { beginsAt due leaving waiting } } }"""
BEST_HOUR = """query($profile: ID!, $fallback: Int!) {
    crmBestHour(profile: $profile, fallback: $fallback) { hour timeZone source acts } }"""
DAYS = {"since": "2026-05-04", "until": "2026-05-10"}


@pytest.fixture(autouse=True)
def at_noon():
    with clock.fixed_at(NOON):
        yield


@pytest.fixture
def staff(staff_api):
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


@pytest.fixture
def spring(db):
    """A campaign to five people tomorrow at noon, two in an hour."""
    of = definition(make_list(persons(5)).pk)
    of["when"]["throttle_per_hour"] = 2
    return campaign_in(CampaignState.SCHEDULED, of=of, due_at=TOMORROW)


def campaign_id(row):
    return global_id("CrmCampaign", row.pk)


def test_outsiders_see_nothing_of_what_is_planned(outsiders, spring):
    assert_closed(outsiders, CALENDAR, **DAYS)
    assert_closed(outsiders, OUTLOOK, id=campaign_id(spring), count=1)
    profile = global_id("CrmProfile", persons(1)[0])
    assert_closed(outsiders, BEST_HOUR, profile=profile, fallback=9)


def test_plans_are_of_discounts_and_hours_of_people_of_users(
    staff_api, app_api, spring
):
    planners = [
        api(DiscountPermissions.MANAGE_DISCOUNTS) for api in (staff_api, app_api)
    ]
    keepers = [api(AccountPermissions.MANAGE_USERS) for api in (staff_api, app_api)]
    profile = global_id("CrmProfile", persons(1)[0])

    assert_closed(planners, BEST_HOUR, profile=profile, fallback=9)
    assert_closed(keepers, CALENDAR, **DAYS)
    assert_closed(keepers, OUTLOOK, id=campaign_id(spring), count=1)
    for api in keepers:
        assert api.ask(BEST_HOUR, profile=profile, fallback=9)["crmBestHour"] == {
            "hour": 9,
            "timeZone": "UTC",
            "source": "FALLBACK",
            "acts": 0,
        }


def test_the_calendar_shows_what_meets(staff, spring):
    other = campaign_in(
        CampaignState.DRAFT, of=spring.definition, name="Idea", due_at=None
    )

    found = staff.ask(CALENDAR, including=campaign_id(other), **DAYS)

    shared = {"occurrence": "once", "day": "2026-05-05", "people": 5, "run": None}
    starts_at = TOMORROW.isoformat()
    assert found["crmCampaignCalendar"] == {
        "occurrences": [
            {"campaign": {"name": name}, "startsAt": starts_at, **shared}
            for name in ("Spring", "Idea")
        ],
        "conflicts": [
            {
                "campaign": {"name": "Spring"},
                "otherCampaign": {"name": "Idea"},
                "journey": None,
                "days": ["2026-05-05"],
                "people": 5,
                "sharesSegment": False,
            }
        ],
        "days": [
            {
                "day": "2026-05-05",
                "people": 5,
                "peopleWithSeveral": 5,
                "peopleOverCap": 0,
            }
        ],
    }


def test_a_calendar_of_no_days_or_too_many_is_refused(staff):
    for until in ("2026-05-03", "2026-07-06"):
        answer = staff.post(CALENDAR, since="2026-05-04", until=until)
        [error] = answer["errors"]
        assert error["extensions"]["field"] == "until"


def test_the_outlook_spreads_what_is_due_over_the_hours(staff, spring):
    found = staff.ask(OUTLOOK, id=campaign_id(spring), count=3)["crmCampaignOutlook"]

    hours = [TOMORROW + number * datetime.timedelta(hours=1) for number in range(3)]
    assert found == {
        "startsAt": [TOMORROW.isoformat()],
        "tooLate": 0,
        "tooSlow": 0,
        "hours": [
            {"beginsAt": hours[0].isoformat(), "due": 5, "leaving": 2, "waiting": 3},
            {"beginsAt": hours[1].isoformat(), "due": 0, "leaving": 2, "waiting": 1},
            {"beginsAt": hours[2].isoformat(), "due": 0, "leaving": 1, "waiting": 0},
        ],
    }


def test_what_comes_again_is_shown_across_the_change_of_clocks(staff):
    of = definition(make_list().pk)
    of["when"] = {
        "mode": "fixed",
        "zone": "Europe/Rome",
        "local_time": "02:30",
        "repeat": {"every": "day", "since": "2026-10-24"},
    }
    row = campaign_in(of=of, kind="recurring")

    found = staff.ask(OUTLOOK, id=campaign_id(row), count=3)["crmCampaignOutlook"]

    assert found == {
        "startsAt": [
            "2026-10-24T00:30:00+00:00",
            "2026-10-25T00:30:00+00:00",
            "2026-10-26T01:30:00+00:00",
        ],
        "tooLate": 0,
        "tooSlow": 0,
        "hours": [],
    }
    for count in (0, 51):
        assert "errors" in staff.post(OUTLOOK, id=campaign_id(row), count=count)


def test_of_newcomers_nobody_knows_the_hours(staff):
    of = definition(make_list(persons(2)).pk) | {"when": {"mode": "fixed"}}
    row = campaign_in(of=of, kind="on_entry")

    found = staff.ask(OUTLOOK, id=campaign_id(row), count=1)["crmCampaignOutlook"]

    assert found == {
        "startsAt": ["2026-05-05T00:00:00+00:00"],
        "tooLate": 0,
        "tooSlow": 0,
        "hours": None,
    }


def test_what_is_not_there_has_no_outlook_and_no_hour(staff, staff_api):
    nobody = global_id("CrmProfile", 999_999)
    keeper = staff_api(AccountPermissions.MANAGE_USERS)

    outlook = staff.ask(OUTLOOK, id=global_id("CrmCampaign", 999), count=1)
    hour = keeper.ask(BEST_HOUR, profile=nobody, fallback=9)

    assert (outlook["crmCampaignOutlook"], hour["crmBestHour"]) == (None, None)
    answer = keeper.post(BEST_HOUR, profile=nobody, fallback=24)
    assert answer["errors"][0]["extensions"]["field"] == "fallback"
