"""Money in words, with the decimals of its currency."""

from decimal import Decimal

import pytest

from saleor_crm_plugin.core.currencies import money_text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("12.5", "EUR", "12.50 EUR"),
        ("1200", "EUR", "1200.00 EUR"),
        ("0", "EUR", "0.00 EUR"),
        ("500.000", "JPY", "500 JPY"),
        ("1E+3", "JPY", "1000 JPY"),
        ("0", "JPY", "0 JPY"),
        ("1.5", "KWD", "1.500 KWD"),
        ("1.125", "EUR", "1.125 EUR"),
        ("-3", "KRW", "-3 KRW"),
    ],
)
def test_money_has_the_decimals_of_its_currency(amount, currency, text):
    assert money_text(Decimal(amount), currency) == text
