"""Points for the money spent on an order, e.g. 1 point per 10 EUR."""

from fractions import Fraction

from ..earning_rule import (
    Currency,
    EarningRule,
    Occasion,
    PerCurrencySettings,
    PositiveMoney,
    PositivePoints,
    RuleSettings,
    earning_rules,
)


class Rate(RuleSettings):
    """So many points per so much money, in the order's currency."""

    amount: PositiveMoney
    points: PositivePoints


@earning_rules.register
class PerAmountSpent(EarningRule):
    """In proportion to the eligible amount; the program rounds once per order."""

    code = "per_amount_spent"
    label = "Points per amount spent"
    occasion = Occasion.ORDER

    class Settings(PerCurrencySettings):
        by_currency: dict[Currency, Rate]

    def points(self, eligible: Fraction, currency: str) -> Fraction:
        rate = self.settings.by_currency.get(currency)
        if rate is None:
            return Fraction(0)
        return eligible * rate.points / Fraction(rate.amount)
