"""Amounts of money, always with their currency."""

import graphene
from babel.numbers import get_currency_precision

from ....core.prices import quantize_price


class Money(graphene.ObjectType):
    currency = graphene.String(description="Currency code.", required=True)
    amount = graphene.Float(description="Amount of money.", required=True)
    fractional_amount = graphene.Int(
        description="The amount as a whole number of the currency's smallest unit.",
        required=True,
    )
    fraction_digits = graphene.Int(
        description="How many decimal digits the currency has.", required=True
    )

    class Meta:
        description = "An amount of money in one currency."

    @staticmethod
    def resolve_amount(root, _info):
        return quantize_price(root.amount, root.currency)

    @staticmethod
    def resolve_fractional_amount(root, _info):
        factor = 10 ** get_currency_precision(root.currency)
        return int(quantize_price(root.amount, root.currency) * factor)

    @staticmethod
    def resolve_fraction_digits(root, _info):
        return get_currency_precision(root.currency)


class MoneyRange(graphene.ObjectType):
    start = graphene.Field(Money, description="Lower bound of a price range.")
    stop = graphene.Field(Money, description="Upper bound of a price range.")

    class Meta:
        description = "A range of amounts of money."


class TaxedMoney(graphene.ObjectType):
    currency = graphene.String(description="Currency code.", required=True)
    gross = graphene.Field(Money, description="Amount with taxes.", required=True)
    net = graphene.Field(Money, description="Amount without taxes.", required=True)
    tax = graphene.Field(Money, description="Amount of taxes.", required=True)

    class Meta:
        description = "An amount with and without taxes; equal where none apply."


class TaxedMoneyRange(graphene.ObjectType):
    start = graphene.Field(TaxedMoney, description="Lower bound of a price range.")
    stop = graphene.Field(TaxedMoney, description="Upper bound of a price range.")

    class Meta:
        description = "A range of amounts with and without taxes."
