"""What staff may ask about journeys."""

import pytest
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.rehearsals import ask_for_rehearsal
from saleor_crm_plugin.journeys.actions.wake import wake_due
from saleor_crm_plugin.journeys.models import Enrollment
from saleor_crm_plugin.journeys.step import steps
from tests.fixtures.api import assert_closed, global_id, sent_for_the_query
from tests.fixtures.journey import BEGUN_AT, DAY, make_journey, registered

ONE = """
query One($id: ID, $code: String) {
  crmJourney(id: $id, code: $code) {
    id code name status inFlight
    currentVersion { number definition publishedAt publishedBy }
    draft { number }
    versions { number }
  }
}
"""
ALL = """
query All($first: Int!, $after: String) {
  crmJourneys(first: $first, after: $after) {
    edges { node { code inFlight currentVersion { number } } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
KINDS = "{ crmJourneyKinds { group code label settingsSchema } }"
PASSAGES = """
query Passages($profile: ID!) {
  crmEnrollments(profile: $profile, first: 10) {
    edges { node {
      journey { code } version { number } profileId state key step enteredAt dueAt endReason
      steps { step outcome at }
    } }
  }
}
"""
STUCK = """
{ crmStuckEnrollments(first: 10) { edges { node { id lastError journey { code } } } } }
"""
REHEARSAL = """
query Rehearsal($id: ID!) { crmRehearsal(id: $id) { state progress report error } }
"""


@pytest.fixture
def marketer(staff_api):
    """Return a member of staff who manages discounts, and so journeys."""
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


def test_a_journey_is_found_by_id_and_by_code(journey, marketer):
    by_code = marketer.ask(ONE, code="hello")["crmJourney"]
    by_id = marketer.ask(ONE, id=by_code["id"])["crmJourney"]

    assert by_code == by_id
    assert (by_id["status"], by_id["draft"], by_id["inFlight"]) == ("ON", None, 0)
    assert by_id["currentVersion"]["number"] == 1
    assert by_id["currentVersion"]["publishedBy"] == "user:1"
    assert marketer.ask(ONE, code="other")["crmJourney"] is None


def test_all_journeys_page_by_page(db, marketer):
    for code in ("a", "b", "c"):
        make_journey(code)

    first = marketer.ask(ALL, first=2)["crmJourneys"]
    second = marketer.ask(ALL, first=2, after=first["pageInfo"]["endCursor"])

    assert [edge["node"]["code"] for edge in first["edges"]] == ["a", "b"]
    assert [edge["node"]["code"] for edge in second["crmJourneys"]["edges"]] == ["c"]


def test_everything_that_a_definition_can_name_is_listed_with_its_form(marketer):
    kinds = marketer.ask(KINDS)["crmJourneyKinds"]

    listed = {one["code"]: one for one in kinds if one["group"] == "step"}
    assert set(listed) == {kind.code for kind in steps}
    assert "days" in listed["wait"]["settingsSchema"]["properties"]
    groups = {"trigger", "step", "guard", "attribute", "fact"}
    assert {one["group"] for one in kinds} == groups


@pytest.mark.usefixtures("at_the_beginning")
def test_a_persons_passages_are_shown_with_every_step(journey, people, staff_api):
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)
    staff = staff_api(
        AccountPermissions.MANAGE_USERS, DiscountPermissions.MANAGE_DISCOUNTS
    )

    [edge] = staff.ask(PASSAGES, profile=global_id("CrmProfile", profile))[
        "crmEnrollments"
    ]["edges"]

    node = edge["node"]
    assert (node["journey"]["code"], node["version"]["number"]) == ("hello", 1)
    assert (node["state"], node["step"]) == ("ACTIVE", "rest")
    assert node["steps"] == [
        {"step": "greet", "outcome": "tagged", "at": BEGUN_AT.isoformat()}
    ]


@pytest.mark.usefixtures("at_the_beginning")
def test_what_is_stuck_is_listed(journey, people, marketer):
    [profile] = people(1)
    hear([registered(profile)])
    Enrollment.objects.update(state="stuck", due_at=None, last_error="KeyError: 'x'")

    [edge] = marketer.ask(STUCK)["crmStuckEnrollments"]["edges"]

    assert edge["node"]["lastError"] == "KeyError: 'x'"


def test_a_rehearsal_is_shown_and_a_persons_only_to_who_may_see_people(
    people, marketer, staff_api
):
    [profile] = people(1)
    given = {"hello": {**make_journey().current.definition}}
    rows = [
        ask_for_rehearsal(
            given,
            BEGUN_AT - DAY,
            BEGUN_AT,
            author="user:1",
            now=BEGUN_AT,
            profile_id=person,
        )
        for person in (None, profile)
    ]
    of_all, of_one = (global_id("CrmRehearsal", row.pk) for row in rows)

    shown = marketer.ask(REHEARSAL, id=of_all)["crmRehearsal"]
    assert shown == {"state": "WAITING", "progress": 0.0, "report": None, "error": ""}
    assert marketer.refusal(REHEARSAL, id=of_one) == "PermissionDenied"
    both = staff_api(
        DiscountPermissions.MANAGE_DISCOUNTS, AccountPermissions.MANAGE_USERS
    )
    assert both.ask(REHEARSAL, id=of_one)["crmRehearsal"]["state"] == "WAITING"


def test_nobody_else_may_ask(journey, outsiders):
    assert_closed(outsiders, ONE, code="hello")
    assert_closed(outsiders, ALL, first=1)
    assert_closed(outsiders, KINDS)
    assert_closed(outsiders, STUCK)
    assert_closed(outsiders, PASSAGES, profile=global_id("CrmProfile", 1))
    assert_closed(outsiders, REHEARSAL, id=global_id("CrmRehearsal", 1))


def test_who_manages_journeys_does_not_see_people(marketer, people):
    [profile] = people(1)

    assert (
        marketer.refusal(PASSAGES, profile=global_id("CrmProfile", profile))
        == "PermissionDenied"
    )


def test_a_page_costs_the_same_for_one_and_for_three(db, marketer):
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    counts = []
    for codes in (("a",), ("b", "c")):
        for code in codes:
            make_journey(code)
        with CaptureQueriesContext(connections["default"]) as captured:
            marketer.ask(ALL, first=10)
        counts.append(len(sent_for_the_query(each["sql"] for each in captured)))

    assert counts[0] == counts[1]
