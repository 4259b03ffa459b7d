"""An order that is only imagined earns what the same order would."""

from decimal import Decimal

import pytest

from saleor_crm_plugin.loyalty.policies.preview import (
    ImaginedOrder,
    PointsPreview,
    points_preview,
)
from saleor_crm_plugin.loyalty.terms import RuleTerms
from tests.loyalty.orders import make_terms

TWO_PER_EURO = RuleTerms(
    code="per_amount_spent",
    settings={"by_currency": {"EUR": {"amount": "1", "points": 2}}},
)
FIFTY_FROM_EIGHTY = RuleTerms(
    code="first_order",
    settings={"by_currency": {"EUR": {"points": 50, "minimum": "80"}}},
)
RULES = (TWO_PER_EURO, FIFTY_FROM_EIGHTY)


def _imagined(goods, **changes):
    return ImaginedOrder(currency="EUR", goods=Decimal(goods), **changes)


def test_the_example_of_the_page():
    terms = make_terms(*RULES)
    assert points_preview(_imagined("84.50"), terms) == PointsPreview(169, 0)


@pytest.mark.parametrize(("goods", "bonus"), [("80", 50), ("79.99", 0)])
def test_the_first_order_has_to_reach_its_minimum(goods, bonus):
    found = points_preview(_imagined(goods, is_first=True), make_terms(*RULES))
    assert found.first_order == bonus


def test_a_tier_multiplies_before_the_one_rounding():
    terms = make_terms(*RULES, multiplier=Decimal("1.5"))
    assert points_preview(_imagined("84.50"), terms).order == 253


@pytest.mark.parametrize(("includes", "points"), [(True, 40), (False, 20)])
def test_shipping_earns_where_the_program_says_so(includes, points):
    terms = make_terms(*RULES, includes_shipping=includes)
    found = points_preview(_imagined("10", shipping=Decimal(10)), terms)
    assert found.order == points


def test_nothing_earns_nothing_and_so_do_no_terms():
    assert points_preview(_imagined("0", is_first=True), make_terms(*RULES)) == (0, 0)
    assert points_preview(_imagined("100"), None) == (0, 0)
