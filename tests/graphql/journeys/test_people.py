"""Where people stand in a journey, counted for staff and named to who may see people."""

import pytest
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.wake import wake_due
from saleor_crm_plugin.journeys.models import Enrollment
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.journey import BEGUN_AT, registered, republish

COUNTS = """
query Counts($id: ID!) {
  crmJourney(id: $id) { people { version step state people } }
}
"""
PEOPLE = """
query People($version: ID!, $step: String, $first: Int!, $after: String) {
  crmJourneyPeople(version: $version, step: $step, first: $first, after: $after) {
    edges { node { profileId step state } } pageInfo { hasNextPage endCursor }
  }
}
"""


def _version(journey):
    return global_id("CrmJourneyVersion", journey.current_id)


@pytest.mark.usefixtures("at_the_beginning")
def test_people_are_counted_by_version_step_and_state(journey, people, staff_api):
    first, second, third = people(3)
    hear([registered(first), registered(second)])
    wake_due(now=BEGUN_AT)
    Enrollment.objects.filter(profile_id=second).update(state="stuck", due_at=None)
    republish(journey, priority=7)
    hear([registered(third)])
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    shown = staff.ask(COUNTS, id=global_id("CrmJourney", journey.pk))["crmJourney"]

    assert shown["people"] == [
        {"version": 2, "step": "", "state": "EXPECTED", "people": 1},
        {"version": 1, "step": "rest", "state": "ACTIVE", "people": 1},
        {"version": 1, "step": "rest", "state": "STUCK", "people": 1},
    ]


@pytest.mark.usefixtures("at_the_beginning")
def test_people_at_a_step_are_shown_page_by_page(journey, people, staff_api):
    found = people(3)
    hear([registered(one) for one in found])
    wake_due(now=BEGUN_AT)
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    asked = {"version": _version(journey), "first": 2}

    page = staff.ask(PEOPLE, **asked)["crmJourneyPeople"]
    rest = staff.ask(PEOPLE, after=page["pageInfo"]["endCursor"], **asked)

    shown = [*page["edges"], *rest["crmJourneyPeople"]["edges"]]
    assert sorted(one["node"]["profileId"] for one in shown) == sorted(
        global_id("CrmProfile", one) for one in found
    )
    assert {one["node"]["step"] for one in shown} == {"rest"}
    assert rest["crmJourneyPeople"]["pageInfo"]["hasNextPage"] is False
    at_the_end = staff.ask(PEOPLE, step="end", **asked)["crmJourneyPeople"]
    assert at_the_end["edges"] == []


def test_nobody_else_may_ask_who_they_are(journey, outsiders, staff_api):
    assert_closed(outsiders, PEOPLE, version=_version(journey), first=1)
    marketer = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    assert (
        marketer.refusal(PEOPLE, version=_version(journey), first=1)
        == "PermissionDenied"
    )
