"""Give a program its ladder."""

import pytest
from saleor.permission.enums import DiscountPermissions

from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.program import make_tiers

CREATE = """
mutation Create($program: ID!, $input: CrmTierLadderInput!) {
  crmTierLadderCreate(program: $program, input: $input) {
    ladder {
      basis window windowMonths pendingCounts graceDays downgrade tiers { code }
    }
    errors { field code message }
  }
}
"""
SPEND = {"basis": "SPEND", "window": "ROLLING_MONTHS"}


def test_a_ladder_takes_its_defaults(program, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    ladder = staff.done(
        CREATE, program=global_id("CrmProgram", program.pk), input=SPEND
    )["ladder"]

    assert ladder == SPEND | {
        "windowMonths": 12,
        "pendingCounts": True,
        "graceDays": 30,
        "downgrade": "ONE_STEP",
        "tiers": [],
    }


def test_an_app_may(program, app_api):
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)
    chosen = {"basis": "POINTS", "window": "CALENDAR_YEAR", "graceDays": 0}

    ladder = app.done(
        CREATE, program=global_id("CrmProgram", program.pk), input=chosen
    )["ladder"]

    assert (ladder["basis"], ladder["window"], ladder["graceDays"]) == (
        "POINTS",
        "CALENDAR_YEAR",
        0,
    )


def test_nobody_else_may(program, outsiders):
    assert_closed(
        outsiders, CREATE, program=global_id("CrmProgram", program.pk), input=SPEND
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"windowMonths": 0}, "windowMonths"),
        ({"graceDays": -1}, "graceDays"),
        ({"timeZone": "Mars/Olympus"}, "timeZone"),
    ],
)
def test_wrong_settings_are_named_and_change_nothing(
    changes, field, program, staff_api
):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    program_id = global_id("CrmProgram", program.pk)

    assert staff.refused(CREATE, program=program_id, input=SPEND | changes) == [
        (field, "INVALID")
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [("nonsense", "INVALID"), (global_id("CrmProgram", 10**9), "NOT_FOUND")],
)
def test_another_program_is_refused(given, code, program, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(CREATE, program=given, input=SPEND) == [("program", code)]


def test_a_program_has_one_ladder(program, staff_api):
    make_tiers(program, "USD")
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(
        CREATE, program=global_id("CrmProgram", program.pk), input=SPEND
    ) == [("program", "UNIQUE")]
