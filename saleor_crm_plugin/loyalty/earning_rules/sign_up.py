"""Fixed points for opening an account, once per profile."""

from fractions import Fraction
from typing import Any

from ..earning_rule import (
    EarningRule,
    Occasion,
    PositivePoints,
    RuleSettings,
    earning_rules,
)


@earning_rules.register
class SignUp(EarningRule):
    """Needs no order and so no currency; can wait until the e-mail is proven."""

    code = "sign_up"
    label = "Points for signing up"
    occasion = Occasion.SIGN_UP

    class Settings(RuleSettings):
        points: PositivePoints
        needs_verified_email: bool = False

    def points(self, eligible: Fraction, currency: str) -> Fraction:
        return Fraction(self.settings.points)

    def narrowed(self, currency: str) -> dict[str, Any]:
        return self.settings.model_dump(mode="json")

    def missing_currencies(self, currencies: frozenset[str]) -> frozenset[str]:
        return frozenset()
