"""Exclude a profile from a program, and include it again."""

import pytest
from saleor.permission.enums import AccountPermissions

from tests.fixtures.api import assert_closed, global_id

EXCLUDE = """
mutation Exclude($profile: ID!, $program: ID!, $reason: String!) {
  crmProfileExclude(profile: $profile, program: $program, reason: $reason) {
    errors { field code message }
  }
}
"""
INCLUDE = """
mutation Include($profile: ID!, $program: ID!) {
  crmProfileInclude(profile: $profile, program: $program) {
    wasExcluded
    errors { field code message }
  }
}
"""
SHOWN = "query ($id: ID!) { crmProfile(id: $id) { loyaltyAccounts { isExcluded } } }"


@pytest.fixture
def place(program, member):
    return {
        "profile": global_id("CrmProfile", member),
        "program": global_id("CrmProgram", program.pk),
    }


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_an_exclusion_shows_and_can_be_lifted(who, place, request):
    client = request.getfixturevalue(who)(AccountPermissions.MANAGE_USERS)

    def is_excluded():
        shown = client.ask(SHOWN, id=place["profile"])["crmProfile"]
        return [one["isExcluded"] for one in shown["loyaltyAccounts"]]

    assert is_excluded() == [False]
    client.done(EXCLUDE, **place, reason="Tests the shop.")
    assert is_excluded() == [True]
    assert client.done(INCLUDE, **place) == {"wasExcluded": True}
    assert client.done(INCLUDE, **place) == {"wasExcluded": False}
    assert is_excluded() == [False]


def test_nobody_else_may(place, outsiders):
    assert_closed(outsiders, EXCLUDE, **place, reason="Mine.")
    assert_closed(outsiders, INCLUDE, **place)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"reason": " "}, "reason", "REQUIRED"),
        ({"profile": "nonsense"}, "profile", "INVALID"),
        ({"profile": global_id("CrmProfile", 10**9)}, "profile", "NOT_FOUND"),
        ({"program": "nonsense"}, "program", "INVALID"),
        ({"program": global_id("CrmProgram", 10**9)}, "program", "NOT_FOUND"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(changes, field, code, place, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    asked = place | {"reason": "Tests the shop."} | changes

    assert staff.refused(EXCLUDE, **asked) == [(field, code)]
