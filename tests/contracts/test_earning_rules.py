"""Every registered earning rule keeps what its base class promises."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from saleor_crm_plugin.loyalty.earning_rule import (
    OF_ORDERS,
    Occasion,
    earning_rules,
    load_earning_rules,
)

load_earning_rules()

# Settings to try each rule with, a currency in which it earns, and one in which it does not.
EXAMPLES = {
    "first_order": {"by_currency": {"EUR": {"points": 50, "minimum": "10"}}},
    "per_amount_spent": {"by_currency": {"EUR": {"amount": "10", "points": 3}}},
    "profile_fields": {"by_field": {"birthday": 25, "attribute:size": 10}},
    "sign_up": {"points": 25},
}
AMOUNTS = [Fraction(0), Fraction(1, 3), Fraction(10), Fraction(10**9)]

rules = pytest.mark.parametrize(
    "rule_type", list(earning_rules), ids=lambda one: one.code
)


@rules
def test_it_has_an_example_a_label_and_an_occasion(rule_type):
    assert rule_type.code in EXAMPLES
    assert rule_type.label
    assert rule_type.occasion in Occasion


@rules
def test_it_is_pure_and_never_negative(rule_type):
    rule = rule_type.from_stored(EXAMPLES[rule_type.code])
    for amount in AMOUNTS:
        points = rule.points(amount, "EUR")
        assert isinstance(points, Fraction)
        assert points >= 0
        assert points == rule_type.from_stored(EXAMPLES[rule_type.code]).points(
            amount, "EUR"
        )


@rules
def test_an_order_that_is_wholly_refunded_earns_nothing(rule_type):
    rule = rule_type.from_stored(EXAMPLES[rule_type.code])
    expected = rule.points(Fraction(0), "EUR")
    assert (expected == 0) == (rule_type.occasion != Occasion.SIGN_UP)


@rules
def test_what_stays_never_earns_more_than_what_was(rule_type):
    rule = rule_type.from_stored(EXAMPLES[rule_type.code])
    points = [rule.points(amount, "EUR") for amount in AMOUNTS]
    assert points == sorted(points)


@rules
def test_it_survives_being_kept_on_a_lot(rule_type):
    rule = rule_type.from_stored(EXAMPLES[rule_type.code])
    kept = rule_type.from_stored(rule.narrowed("EUR"))
    assert kept.points(Fraction(30), "EUR") == rule.points(Fraction(30), "EUR")


@rules
def test_a_currency_without_settings_earns_nothing(rule_type):
    rule = rule_type.from_stored(EXAMPLES[rule_type.code])
    if rule_type.occasion not in OF_ORDERS:
        assert rule.missing_currencies(frozenset({"EUR", "PLN"})) == frozenset()
    else:
        assert rule.narrowed("PLN") is None
        assert rule.points(Fraction(30), "PLN") == 0
        assert rule.missing_currencies(frozenset({"EUR", "PLN"})) == {"PLN"}


@rules
def test_unknown_settings_are_refused(rule_type):
    with pytest.raises(ValidationError):
        rule_type.from_stored(EXAMPLES[rule_type.code] | {"surprise": 1})
