"""What a campaign would cost, and what its codes are worth together."""

from decimal import Decimal

from saleor_crm_plugin.campaigns.policies.exposure import (
    Price,
    Worth,
    code_exposure,
    message_cost,
)


def test_money_is_added_by_currency_only():
    prices = [
        Price(channel="sms", amount=Decimal("0.07250"), currency="EUR"),
        Price(channel="email", amount=Decimal("0.00100"), currency="USD"),
        Price(channel="phone", amount=Decimal("0.50000"), currency="EUR"),
        Price(channel="pigeon", amount=Decimal(9), currency="CNY"),
    ]
    assert message_cost(
        {"sms": 200, "email": 1_501, "phone": 3, "onsite": 9}, prices
    ) == {
        "EUR": Decimal("16.00000"),
        "USD": Decimal("1.50100"),
    }
    assert message_cost({}, prices) == {}


def test_codes_are_worth_their_amount_at_most():
    five = Worth(currency="USD", value=Decimal(5))
    per_disc = Worth(currency="CNY", value=Decimal(7), is_per_item=True)
    tenth = Worth(currency="EUR", value=Decimal(10), is_percentage=True)

    found = code_exposure(1_234, [five, per_disc, tenth])

    assert [(one.worth, one.most) for one in found] == [
        (five, Decimal(6_170)),
        (per_disc, None),
        (tenth, None),
    ]
