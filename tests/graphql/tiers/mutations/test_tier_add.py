"""Add a tier."""

import pytest
from saleor.permission.enums import DiscountPermissions

from tests.fixtures.api import assert_closed, global_id

ADD = """
mutation Add($ladder: ID!, $input: CrmTierInput!) {
  crmTierAdd(ladder: $ladder, input: $input) {
    tier { code name rank isByInvitation multiplier thresholds { currency value } }
    errors { field code message }
  }
}
"""
PLATINUM = {
    "code": "platinum",
    "name": "Platinum",
    "rank": 4,
    "thresholds": [{"currency": "USD", "value": "500"}],
}


@pytest.fixture
def ladder_id(tiers):
    return global_id("CrmTierLadder", tiers["gold"].ladder_id)


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_a_tier_is_added(who, ladder_id, request):
    client = request.getfixturevalue(who)(DiscountPermissions.MANAGE_DISCOUNTS)

    tier = client.done(ADD, ladder=ladder_id, input=PLATINUM)["tier"]

    assert (tier["code"], tier["name"], tier["rank"]) == ("platinum", "Platinum", 4)
    assert tier["isByInvitation"] is False
    assert float(tier["multiplier"]) == 1
    assert [(one["currency"], float(one["value"])) for one in tier["thresholds"]] == [
        ("USD", 500)
    ]


def test_a_tier_without_thresholds_is_by_invitation(ladder_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    tier = staff.done(ADD, ladder=ladder_id, input=PLATINUM | {"thresholds": []})[
        "tier"
    ]

    assert (tier["isByInvitation"], tier["thresholds"]) == (True, [])


def test_nobody_else_may(ladder_id, outsiders):
    assert_closed(outsiders, ADD, ladder=ladder_id, input=PLATINUM)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"code": "gold"}, "code", "UNIQUE"),
        ({"rank": 3}, "rank", "UNIQUE"),
        ({"rank": -1}, "rank", "INVALID"),
        ({"name": " "}, "name", "REQUIRED"),
        ({"multiplier": "0"}, "multiplier", "INVALID"),
        ({"thresholds": [{"value": "5"}]}, "thresholds", "INVALID_THRESHOLD"),
        (
            {
                "thresholds": [
                    {"currency": "USD", "value": "5"},
                    {"currency": "USD", "value": "6"},
                ]
            },
            "thresholds",
            "INVALID_THRESHOLD",
        ),
    ],
)
def test_wrong_settings_are_named_and_change_nothing(
    changes, field, code, ladder_id, staff_api
):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(ADD, ladder=ladder_id, input=PLATINUM | changes) == [
        (field, code)
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [("nonsense", "INVALID"), (global_id("CrmTierLadder", 10**9), "NOT_FOUND")],
)
def test_another_ladder_is_refused(given, code, tiers, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(ADD, ladder=given, input=PLATINUM) == [("ladder", code)]
