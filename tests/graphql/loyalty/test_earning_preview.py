"""What an order would earn, asked by staff before anybody buys."""

import pytest
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.loyalty.models import ProgramRule
from tests.fixtures.api import assert_closed, global_id

PREVIEW = """
query ($program: ID!, $input: CrmEarningPreviewInput!) {
  crmEarningPreview(program: $program, input: $input) {
    points orderPoints firstOrderPoints worth
  }
}
"""
TWO_PER_DOLLAR = {"by_currency": {"USD": {"amount": "1", "points": 2}}}
WELCOME = {"by_currency": {"USD": {"points": 100}}}


@pytest.fixture
def preview(program, staff_api):
    """Ask about an order of the club's."""
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    def ask(**order):
        given = {"currency": "USD", "amount": 84.5, **order}
        return staff.post(
            PREVIEW, program=global_id("CrmProgram", program.pk), input=given
        )

    return ask


def test_the_rules_in_force_decide(preview):
    assert preview()["data"]["crmEarningPreview"] == {
        "points": 84,
        "orderPoints": 84,
        "firstOrderPoints": 0,
        "worth": None,
    }
    assert preview(currency="EUR")["data"]["crmEarningPreview"]["points"] == 0


def test_drafts_take_the_place_of_rules_and_are_not_kept(program, preview):
    program.currencies.create(currency="USD", worth_per_point="0.01")
    before = list(ProgramRule.objects.values())

    answer = preview(
        isFirstOrder=True,
        rules=[
            {"code": "per_amount_spent", "settings": TWO_PER_DOLLAR},
            {"code": "first_order", "settings": WELCOME},
        ],
    )

    assert answer["data"]["crmEarningPreview"] == {
        "points": 269,
        "orderPoints": 169,
        "firstOrderPoints": 100,
        "worth": 2.69,
    }
    assert list(ProgramRule.objects.values()) == before


def test_a_tier_multiplies(program, tiers, preview):
    gold = tiers["gold"]
    gold.multiplier = 2
    gold.save()

    answer = preview(tier=global_id("CrmTier", gold.pk))

    assert answer["data"]["crmEarningPreview"]["points"] == 169


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ({"amount": 10**12}, "amount"),
        ({"amount": 0.00001}, "amount"),
        ({"shipping": 10**12}, "shipping"),
        ({"tier": global_id("CrmTier", 10**9)}, "tier"),
        ({"tier": "nonsense"}, "tier"),
        ({"rules": [{"code": "nonsense", "settings": {}}]}, "rules"),
        ({"rules": [{"code": "per_amount_spent", "settings": {}}]}, "rules"),
        ({"rules": [{"code": "x", "settings": {}}] * 21}, "rules"),
    ],
)
def test_what_cannot_be_is_named(order, field, preview):
    answer = preview(**order)

    assert answer["data"] == {"crmEarningPreview": None}
    assert answer["errors"][0]["message"].startswith(f"Argument `{field}`")


def test_a_program_that_does_not_exist_is_null(program, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    order = {"currency": "USD", "amount": 1}
    asked = global_id("CrmProgram", 10**9)

    assert staff.ask(PREVIEW, program=asked, input=order) == {"crmEarningPreview": None}


def test_nobody_else_may(program, outsiders):
    asked = global_id("CrmProgram", program.pk)
    order = {"currency": "USD", "amount": 1}
    assert_closed(outsiders, PREVIEW, program=asked, input=order)
