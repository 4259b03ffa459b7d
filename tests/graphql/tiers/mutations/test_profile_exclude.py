"""Exclude a profile from a program, and include it again."""

import datetime

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.core import clock
from tests.fixtures.api import assert_closed, global_id

EXCLUDE = """
mutation Exclude($profile: ID!, $program: ID!, $reason: String!) {
  crmProfileExclude(profile: $profile, program: $program, reason: $reason) {
    errors { field code message }
  }
}
"""
INCLUDE = """
mutation Include($profile: ID!, $program: ID!, $reason: String!) {
  crmProfileInclude(profile: $profile, program: $program, reason: $reason) {
    wasExcluded
    errors { field code message }
  }
}
"""
HISTORY = """
query ($id: ID!) {
  crmProfile(id: $id) {
    loyaltyAccounts {
      exclusions { kind reason author excludedAt endedAt endedBy endedReason }
    }
  }
}
"""
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
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
    assert client.done(INCLUDE, **place, reason="Done.") == {"wasExcluded": True}
    assert client.done(INCLUDE, **place, reason="Done.") == {"wasExcluded": False}
    assert is_excluded() == [False]


def test_nobody_else_may(place, outsiders):
    assert_closed(outsiders, EXCLUDE, **place, reason="Mine.")
    assert_closed(outsiders, INCLUDE, **place, reason="Mine.")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"reason": " "}, "reason", "REQUIRED"),
        ({"reason": "x" * 501}, "reason", "INVALID"),
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
    assert staff.refused(INCLUDE, **asked) == [(field, code)]


def test_who_excluded_and_who_included_is_kept(place, staff_api):
    one, other = (staff_api(AccountPermissions.MANAGE_USERS) for _ in range(2))
    with clock.fixed_at(NOON):
        one.done(EXCLUDE, **place, reason="Tests the shop.")
        other.done(INCLUDE, **place, reason="Tests no longer.")

    shown = one.ask(HISTORY, id=place["profile"])["crmProfile"]

    assert shown["loyaltyAccounts"] == [
        {
            "exclusions": [
                {
                    "kind": "BY_STAFF",
                    "reason": "Tests the shop.",
                    "author": f"user:{one.user.pk}",
                    "excludedAt": NOON.isoformat(),
                    "endedAt": NOON.isoformat(),
                    "endedBy": f"user:{other.user.pk}",
                    "endedReason": "Tests no longer.",
                }
            ]
        }
    ]
