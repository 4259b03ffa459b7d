"""Whom other rules would concern, asked by staff before they put them in force."""

import datetime
from decimal import Decimal

import pytest
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.order_cases import Cause
from tests.fixtures.api import assert_closed, global_id
from tests.loyalty.orders import make_line, make_order

EFFECT = """
query ($program: ID!, $rules: [CrmEarningDraftInput!]!, $days: Int) {
  crmEarningEffect(program: $program, rules: $rules, days: $days) {
    days members membersLookedAt orders customers gaining losing pointsNow pointsThen
    worth { currency now then }
  }
}
"""
HALF = {
    "code": "per_amount_spent",
    "settings": {"by_currency": {"USD": {"amount": "2", "points": 1}}},
}


@pytest.fixture
def program_id(program, profile, tell_orders):
    """A program in which somebody has earned with an order of 84.50 dollars, yesterday."""
    program.currencies.create(currency="USD", worth_per_point="0.01")
    yesterday = clock.now() - datetime.timedelta(days=1)
    order = make_order(
        make_line(gross="84.50", net="84.50"),
        channel="main",
        currency="USD",
        placed_at=yesterday,
        paid_at=yesterday,
    )
    tell_orders(order, profile_id=profile.pk)
    settle({order.id: Cause(yesterday, Origin.LIVE)}, now=clock.now())
    return global_id("CrmProgram", program.pk)


def test_staff_see_whom_a_change_concerns(program_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    answer = staff.post(EFFECT, program=program_id, rules=[HALF])

    assert answer["data"]["crmEarningEffect"] == {
        "days": 30,
        "members": 1,
        "membersLookedAt": 1,
        "orders": 1,
        "customers": 1,
        "gaining": 0,
        "losing": 1,
        "pointsNow": 84,
        "pointsThen": 42,
        "worth": [
            {
                "currency": "USD",
                "now": float(Decimal("0.84")),
                "then": float(Decimal("0.42")),
            }
        ],
    }


@pytest.mark.parametrize(
    ("asked", "argument"),
    [
        ({"days": 0}, "days"),
        ({"days": 91}, "days"),
        ({"rules": [{"code": "per_step", "settings": {}}]}, "rules"),
        ({"rules": [HALF] * 21}, "rules"),
    ],
)
def test_what_cannot_be_reckoned_is_refused(asked, argument, program_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    answer = staff.post(EFFECT, **{"program": program_id, "rules": [HALF]} | asked)

    assert answer["data"]["crmEarningEffect"] is None
    assert argument in answer["errors"][0]["message"]


def test_a_program_that_is_not_there_has_no_effect(program, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    answer = staff.post(EFFECT, program=global_id("CrmProgram", 10**9), rules=[HALF])

    assert answer == {"data": {"crmEarningEffect": None}} | {
        key: value for key, value in answer.items() if key == "extensions"
    }


def test_nobody_else_may(program_id, outsiders):
    assert_closed(outsiders, EFFECT, program=program_id, rules=[HALF])
