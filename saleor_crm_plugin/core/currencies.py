"""How many decimals the money of a currency has."""

from decimal import Decimal

USUAL = 2
# ISO 4217, those that differ from the usual.
DECIMALS = dict.fromkeys(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ],
    0,
) | dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3)


def money_text(amount: Decimal, currency: str) -> str:
    """Return an amount with its currency's decimals, or with as many as it needs to be exact."""
    exponent = int(amount.normalize().as_tuple().exponent)
    places = max(DECIMALS.get(currency, USUAL), -exponent)
    return f"{amount:.{places}f} {currency}"
