"""End a rule."""

import pytest
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.core import clock
from tests.fixtures.api import assert_closed, global_id

END = """
mutation End($id: ID!, $endsAt: DateTime) {
  crmEarningRuleEnd(id: $id, endsAt: $endsAt) {
    rule { endsAt }
    errors { field code message }
  }
}
"""


@pytest.fixture
def rule_id(program):
    return global_id("CrmEarningRule", program.rules.get().pk)


def test_a_rule_ends_now_if_nothing_else_is_said(rule_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    now = clock.now()

    with clock.fixed_at(now):
        rule = staff.done(END, id=rule_id)["rule"]

    assert rule == {"endsAt": now.isoformat()}


def test_an_app_ends_a_rule_later(rule_id, app_api):
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)

    rule = app.done(END, id=rule_id, endsAt="2030-01-01T00:00:00+00:00")["rule"]

    assert rule == {"endsAt": "2030-01-01T00:00:00+00:00"}


def test_nobody_else_may(rule_id, outsiders):
    assert_closed(outsiders, END, id=rule_id)


@pytest.mark.parametrize(
    ("given", "code"),
    [("nonsense", "INVALID"), (global_id("CrmEarningRule", 10**9), "NOT_FOUND")],
)
def test_another_id_is_refused(given, code, rule_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(END, id=given) == [("id", code)]
