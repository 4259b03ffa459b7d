"""Fixed points for a member's first paid order, taken back if that order is wholly undone."""

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


class FirstOrderBonus(RuleSettings):
    """So many points, for an order that is worth at least so much."""

    points: PositivePoints
    minimum: PositiveMoney | None = None


@earning_rules.register
class FirstOrder(EarningRule):
    """Once per profile; a part refund takes nothing unless less than the minimum is left."""

    code = "first_order"
    label = "Points for the first order"
    occasion = Occasion.FIRST_ORDER

    class Settings(PerCurrencySettings):
        by_currency: dict[Currency, FirstOrderBonus]

    def points(self, eligible: Fraction, currency: str) -> Fraction:
        bonus = self.settings.by_currency.get(currency)
        if bonus is None or eligible <= 0 or eligible < Fraction(bonus.minimum or 0):
            return Fraction(0)
        return Fraction(bonus.points)
