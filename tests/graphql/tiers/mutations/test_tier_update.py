"""Change a tier."""

import pytest
from saleor.permission.enums import DiscountPermissions

from tests.fixtures.api import assert_closed, global_id

UPDATE = """
mutation Update($id: ID!, $input: CrmTierInput!) {
  crmTierUpdate(id: $id, input: $input) {
    tier { code name thresholds { currency value } }
    errors { field code message }
  }
}
"""
VERSIONED = """
mutation Update($id: ID!, $input: CrmTierInput!, $version: Int) {
  crmTierUpdate(id: $id, input: $input, version: $version) {
    tier { version }
    errors { field code message }
  }
}
"""
AURUM = {
    "code": "gold",
    "name": "Aurum",
    "rank": 3,
    "thresholds": [{"currency": "USD", "value": "300"}],
}


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_all_settings_are_replaced(who, tiers, request):
    client = request.getfixturevalue(who)(DiscountPermissions.MANAGE_DISCOUNTS)

    tier = client.done(UPDATE, id=global_id("CrmTier", tiers["gold"].pk), input=AURUM)[
        "tier"
    ]

    assert (tier["code"], tier["name"]) == ("gold", "Aurum")
    assert [float(one["value"]) for one in tier["thresholds"]] == [300]


def test_nobody_else_may(tiers, outsiders):
    assert_closed(
        outsiders, UPDATE, id=global_id("CrmTier", tiers["gold"].pk), input=AURUM
    )


def test_a_taken_rank_is_refused(tiers, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    gold = global_id("CrmTier", tiers["gold"].pk)

    assert staff.refused(UPDATE, id=gold, input=AURUM | {"rank": 1}) == [
        ("rank", "UNIQUE")
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [("nonsense", "INVALID"), (global_id("CrmTier", 10**9), "NOT_FOUND")],
)
def test_another_id_is_refused(given, code, tiers, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(UPDATE, id=given, input=AURUM) == [("id", code)]


def test_the_second_of_two_is_told_and_changes_nothing(tiers, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    asked = {"id": global_id("CrmTier", tiers["gold"].pk), "input": AURUM, "version": 1}
    assert staff.done(VERSIONED, **asked)["tier"]["version"] == 2

    asked["input"] = AURUM | {"name": "Oro"}

    assert staff.refused(VERSIONED, **asked) == [("version", "CHANGED_MEANWHILE")]
    assert staff.done(VERSIONED, **asked | {"version": 2})["tier"]["version"] == 3
