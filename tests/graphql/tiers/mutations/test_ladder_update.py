"""Change a ladder."""

import pytest
from saleor.permission.enums import DiscountPermissions

from tests.fixtures.api import assert_closed, global_id

UPDATE = """
mutation Update($id: ID!, $input: CrmTierLadderInput!) {
  crmTierLadderUpdate(id: $id, input: $input) {
    ladder { window graceDays tiers { code thresholds { currency value } } }
    errors { field code message }
  }
}
"""
VERSIONED = """
mutation Update($id: ID!, $input: CrmTierLadderInput!, $version: Int) {
  crmTierLadderUpdate(id: $id, input: $input, version: $version) {
    ladder { version }
    errors { field code message }
  }
}
"""
LIFETIME = {"basis": "SPEND", "window": "LIFETIME", "graceDays": 7}


@pytest.fixture
def ladder_id(tiers):
    return global_id("CrmTierLadder", tiers["gold"].ladder_id)


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_the_ladder_keeps_its_tiers(who, ladder_id, request):
    client = request.getfixturevalue(who)(DiscountPermissions.MANAGE_DISCOUNTS)

    ladder = client.done(UPDATE, id=ladder_id, input=LIFETIME)["ladder"]

    assert (ladder["window"], ladder["graceDays"]) == ("LIFETIME", 7)
    assert [tier["code"] for tier in ladder["tiers"]] == ["bronze", "silver", "gold"]
    assert [float(tier["thresholds"][0]["value"]) for tier in ladder["tiers"]] == [
        50,
        100,
        200,
    ]


def test_nobody_else_may(ladder_id, outsiders):
    assert_closed(outsiders, UPDATE, id=ladder_id, input=LIFETIME)


def test_another_basis_does_not_fit_the_thresholds(ladder_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    points = LIFETIME | {"basis": "POINTS"}

    assert staff.refused(UPDATE, id=ladder_id, input=points) == [
        ("basis", "INVALID_THRESHOLD")
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [("nonsense", "INVALID"), (global_id("CrmTierLadder", 10**9), "NOT_FOUND")],
)
def test_another_id_is_refused(given, code, tiers, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(UPDATE, id=given, input=LIFETIME) == [("id", code)]


def test_the_second_of_two_is_told_and_changes_nothing(ladder_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    asked = {"id": ladder_id, "input": LIFETIME, "version": 1}
    assert staff.done(VERSIONED, **asked)["ladder"]["version"] == 2

    asked["input"] = LIFETIME | {"graceDays": 9}

    assert staff.refused(VERSIONED, **asked) == [("version", "CHANGED_MEANWHILE")]
    assert staff.done(VERSIONED, **asked | {"version": 2})["ladder"]["version"] == 3
