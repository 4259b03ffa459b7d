"""Change a program."""

import pytest
from saleor.permission.enums import DiscountPermissions

from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.program import make_program
from tests.shop.rows import make_channel

UPDATE = """
mutation Update($id: ID!, $input: CrmProgramInput!) {
  crmProgramUpdate(id: $id, input: $input) {
    program { name unitName channels endsAt rules { code } }
    errors { field code message }
  }
}
"""

VERSIONED = """
mutation Update($id: ID!, $input: CrmProgramInput!, $version: Int) {
  crmProgramUpdate(id: $id, input: $input, version: $version) {
    program { version }
    errors { field code message }
  }
}
"""


def test_what_is_not_named_stays(program, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    after = staff.done(
        UPDATE,
        id=global_id("CrmProgram", program.pk),
        input={"unitName": "stars", "name": None},
    )["program"]

    assert after == {
        "name": program.name,
        "unitName": "stars",
        "channels": ["main"],
        "endsAt": None,
        "rules": [{"code": "per_amount_spent"}],
    }


def test_channels_are_replaced_as_a_whole(program, app_api):
    make_channel("second", currency="EUR")
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)

    after = app.done(
        UPDATE,
        id=global_id("CrmProgram", program.pk),
        input={"channels": ["second", "second"]},
    )["program"]

    assert after["channels"] == ["second"]


def test_nobody_else_may(program, outsiders):
    assert_closed(
        outsiders,
        UPDATE,
        id=global_id("CrmProgram", program.pk),
        input={"name": "Mine"},
    )


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"channels": ["nowhere"]}, "channels", "UNKNOWN_CHANNEL"),
        ({"code": "other"}, "code", "UNIQUE"),
        ({"channels": ["second"]}, "channels", "CHANNEL_TAKEN"),
        ({"courtesyDays": -1}, "courtesyDays", "INVALID"),
        ({"endsAt": "2001-01-01T00:00:00Z"}, "endsAt", "INVALID_PERIOD"),
    ],
)
def test_wrong_settings_are_named_and_change_nothing(
    given, field, code, program, staff_api
):
    make_program(make_channel("second", currency="EUR"), code="other")
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(
        UPDATE, id=global_id("CrmProgram", program.pk), input=given
    ) == [(field, code)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("nonsense", "INVALID"),
        (global_id("CrmProfile", 1), "INVALID"),
        (global_id("CrmProgram", 10**9), "NOT_FOUND"),
    ],
)
def test_another_id_is_refused(given, code, program, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(UPDATE, id=given, input={"name": "x"}) == [("id", code)]


def test_the_second_of_two_is_told_and_changes_nothing(program, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    asked = {
        "id": global_id("CrmProgram", program.pk),
        "input": {"unitName": "stars"},
        "version": 1,
    }
    assert staff.done(VERSIONED, **asked)["program"]["version"] == 2

    asked["input"] = {"unitName": "coins"}

    assert staff.refused(VERSIONED, **asked) == [("version", "CHANGED_MEANWHILE")]
    assert staff.done(VERSIONED, **asked | {"version": 2})["program"]["version"] == 3
