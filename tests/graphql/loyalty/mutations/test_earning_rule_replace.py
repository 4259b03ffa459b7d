"""Give a rule other settings from a moment on."""

import datetime

import pytest
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.audit.queries import changes_of
from saleor_crm_plugin.core import clock
from tests.fixtures.api import assert_closed, global_id

REPLACE = """
mutation Replace($id: ID!, $settings: JSON!, $startsAt: DateTime) {
  crmEarningRuleReplace(id: $id, settings: $settings, startsAt: $startsAt) {
    rule { code settings startsAt endsAt }
    errors { field code message }
  }
}
"""
TWO_PER_DOLLAR = {"by_currency": {"USD": {"amount": "1", "points": 2}}}


@pytest.fixture
def rule(program):
    return program.rules.get()


@pytest.fixture
def rule_id(rule):
    return global_id("CrmEarningRule", rule.pk)


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_one_ends_where_the_other_begins(who, program, rule, rule_id, request):
    client = request.getfixturevalue(who)(DiscountPermissions.MANAGE_DISCOUNTS)
    now = clock.now()

    with clock.fixed_at(now):
        after = client.done(REPLACE, id=rule_id, settings=TWO_PER_DOLLAR)["rule"]

    assert after == {
        "code": "per_amount_spent",
        "settings": TWO_PER_DOLLAR,
        "startsAt": now.isoformat(),
        "endsAt": None,
    }
    rule.refresh_from_db()
    assert rule.ends_at == now
    newest = program.rules.latest("id")
    [ended, *_] = changes_of("earning_rule", rule.pk)
    assert (list(ended.after), ended.before) == (["ends_at"], {"ends_at": None})
    assert changes_of("earning_rule", newest.pk).get().after["settings"] == (
        TWO_PER_DOLLAR
    )


def test_a_change_can_wait_for_its_day(rule, rule_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    day = "2030-01-01T00:00:00+00:00"

    after = staff.done(REPLACE, id=rule_id, settings=TWO_PER_DOLLAR, startsAt=day)

    assert after["rule"]["startsAt"] == day
    rule.refresh_from_db()
    assert rule.ends_at == datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)


def test_before_its_start_a_rule_is_replaced_from_its_start(rule, rule_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    after = staff.done(
        REPLACE,
        id=rule_id,
        settings=TWO_PER_DOLLAR,
        startsAt="2001-01-01T00:00:00+00:00",
    )

    assert after["rule"]["startsAt"] == rule.starts_at.isoformat()
    rule.refresh_from_db()
    assert rule.ends_at == rule.starts_at


def test_the_second_of_two_is_told(program, rule_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    staff.done(REPLACE, id=rule_id, settings=TWO_PER_DOLLAR)

    refused = staff.refused(REPLACE, id=rule_id, settings=TWO_PER_DOLLAR)

    assert refused == [("id", "CHANGED_MEANWHILE")]
    assert program.rules.count() == 2


@pytest.mark.parametrize("settings", [[], {}, {"by_currency": {}, "pints": 1}])
def test_wrong_settings_change_nothing(settings, program, rule, rule_id, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(REPLACE, id=rule_id, settings=settings) == [
        ("settings", "INVALID_SETTINGS")
    ]

    assert program.rules.get().ends_at is None


def test_nobody_else_may(rule_id, outsiders):
    assert_closed(outsiders, REPLACE, id=rule_id, settings=TWO_PER_DOLLAR)


@pytest.mark.parametrize(
    ("given", "code"),
    [("nonsense", "INVALID"), (global_id("CrmEarningRule", 10**9), "NOT_FOUND")],
)
def test_another_id_is_refused(given, code, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(REPLACE, id=given, settings=TWO_PER_DOLLAR) == [("id", code)]
