"""Rounding to the digits that a currency has."""

from decimal import Decimal

from babel.numbers import get_currency_precision


def quantize_price(price, currency):
    """Round a Decimal, Money or TaxedMoney to its currency's precision."""
    return price.quantize(Decimal(10) ** -get_currency_precision(currency))
