"""Programs with all their settings, what is missing in them, and the rules that there are."""

import pytest
from saleor.graphql.api import schema
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.loyalty.earning_rule import earning_rules
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.program import make_program
from tests.graphql.selections import everything_of
from tests.shop.rows import make_channel

PROGRAMS = "{ crmPrograms { code problems { code currency rule message } } }"
ONE = "query ($id: ID!) { crmProgram(id: $id) { code ladder { tiers { code } } } }"
TYPES = "{ crmEarningRuleTypes { code label occasion settingsSchema } }"


@pytest.fixture
def staff(staff_api):
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


def test_every_field_of_a_program_can_be_read(program, tiers, staff):
    document = f"{{ crmPrograms {everything_of(schema.get_type('CrmProgram'))} }}"

    [shown] = staff.ask(document)["crmPrograms"]

    assert (shown["code"], shown["excludesStaff"]) == ("club", True)
    assert [tier["isByInvitation"] for tier in shown["ladder"]["tiers"]] == [False] * 3


def test_programs_name_what_is_missing(channel, staff):
    make_program(channel, worth_per_point={"USD": 1})
    make_program(make_channel("second", currency="EUR"), code="other")
    make_channel("third", currency="PLN")

    found = staff.ask(PROGRAMS)["crmPrograms"]

    assert [one["code"] for one in found] == ["club", "other"]
    assert [
        [(fault["code"], fault["currency"], fault["rule"]) for fault in one["problems"]]
        for one in found
    ] == [[], [("missing_worth", "EUR", None)]]


def test_one_program_by_id(program, tiers, app_api):
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert app.ask(ONE, id=global_id("CrmProgram", program.pk))["crmProgram"] == {
        "code": "club",
        "ladder": {"tiers": [{"code": code} for code in ("bronze", "silver", "gold")]},
    }
    assert app.ask(ONE, id=global_id("CrmProgram", 10**9)) == {"crmProgram": None}


@pytest.mark.parametrize("given", ["nonsense", global_id("CrmTier", 1), ""])
def test_a_wrong_id_is_named(given, program, staff):
    answer = staff.post(ONE, id=given)

    assert "is not an ID of a CrmProgram." in answer["errors"][0]["message"]


def test_the_kinds_of_rules_come_with_the_form_of_their_settings(staff):
    found = staff.ask(TYPES)["crmEarningRuleTypes"]

    assert [one["code"] for one in found] == [rule.code for rule in earning_rules]
    sign_up = next(one for one in found if one["code"] == "sign_up")
    assert (sign_up["label"], sign_up["occasion"]) == (
        "Points for signing up",
        "sign_up",
    )
    assert sign_up["settingsSchema"]["required"] == ["points"]


def test_nobody_else_may(program, outsiders):
    assert_closed(outsiders, PROGRAMS)
    assert_closed(outsiders, ONE, id=global_id("CrmProgram", 1))
    assert_closed(outsiders, TYPES)
