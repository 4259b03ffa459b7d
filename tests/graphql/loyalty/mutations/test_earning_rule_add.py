"""Put a rule in force."""

import pytest
from saleor.permission.enums import DiscountPermissions

from tests.fixtures.api import assert_closed, global_id

ADD = """
mutation Add($program: ID!, $input: CrmEarningRuleInput!) {
  crmEarningRuleAdd(program: $program, input: $input) {
    rule { code label settings startsAt endsAt }
    errors { field code message }
  }
}
"""
SIGN_UP = {"code": "sign_up", "settings": {"points": 50}}


def test_a_rule_is_in_force_from_the_start_of_the_program(program, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    rule = staff.done(ADD, program=global_id("CrmProgram", program.pk), input=SIGN_UP)[
        "rule"
    ]

    assert rule["startsAt"] == program.starts_at.isoformat()
    assert (rule["code"], rule["label"], rule["endsAt"]) == (
        "sign_up",
        "Points for signing up",
        None,
    )
    assert rule["settings"] == {"points": 50, "needs_verified_email": False}


def test_an_app_may(program, app_api):
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)

    app.done(ADD, program=global_id("CrmProgram", program.pk), input=SIGN_UP)

    assert program.rules.count() == 2


def test_nobody_else_may(program, outsiders):
    assert_closed(
        outsiders, ADD, program=global_id("CrmProgram", program.pk), input=SIGN_UP
    )


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"code": "per_step"}, "code", "UNKNOWN_RULE"),
        ({"settings": []}, "settings", "INVALID_SETTINGS"),
        ({"settings": {"points": 0}}, "settings", "INVALID_SETTINGS"),
        ({"settings": {"points": 5, "pints": 1}}, "settings", "INVALID_SETTINGS"),
        (
            {"startsAt": "2026-02-01T00:00:00Z", "endsAt": "2026-02-01T00:00:00Z"},
            "endsAt",
            "INVALID_PERIOD",
        ),
        (
            {
                "code": "per_amount_spent",
                "settings": {"by_currency": {"USD": {"amount": "1", "points": 2}}},
                "startsAt": "2026-02-01T00:00:00Z",
            },
            "startsAt",
            "OVERLAPPING_PERIOD",
        ),
    ],
)
def test_a_wrong_rule_is_refused_and_changes_nothing(
    given, field, code, program, staff_api
):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(
        ADD, program=global_id("CrmProgram", program.pk), input=SIGN_UP | given
    ) == [(field, code)]


@pytest.mark.parametrize(
    ("given", "code"),
    [("nonsense", "INVALID"), (global_id("CrmProgram", 10**9), "NOT_FOUND")],
)
def test_another_program_is_refused(given, code, program, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(ADD, program=given, input=SIGN_UP) == [("program", code)]
