"""The terms under which an order earns, and their form on the lots: pure values."""

import enum
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from ..core.points import Rounding
from .earning_rule import EarningRule, Occasion, earning_rules


class ExpiryUnit(enum.StrEnum):
    """In what a program counts how long points last."""

    NEVER = "never"
    DAYS = "days"
    MONTHS = "months"


class ExpiryRounding(enum.StrEnum):
    """To which end of a period the last day is moved."""

    NONE = "none"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class ExpiryStart(enum.StrEnum):
    """From when the term counts."""

    AVAILABLE = "available"
    EARNED = "earned"


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpiryTerms:
    """How long points last: `length` in `unit`, then to the end of a period."""

    unit: ExpiryUnit = ExpiryUnit.NEVER
    length: int = 0
    rounding: ExpiryRounding = ExpiryRounding.NONE
    start: ExpiryStart = ExpiryStart.AVAILABLE


@dataclass(frozen=True, kw_only=True)
class RuleTerms:
    """One rule with the settings that it had."""

    code: str
    settings: dict[str, Any]

    @cached_property
    def rule(self) -> EarningRule:
        """The rule itself; raises KeyError if its file is no longer there."""
        return earning_rules[self.code].from_stored(self.settings)


@dataclass(frozen=True, kw_only=True)
class EarningTerms:
    """Everything that decides what one order earns; `multiplier` is of the tier held then.

    `return_window_days` counts from a line's fulfillment, `max_pending_days` from payment.
    """

    currency: str
    rules: tuple[RuleTerms, ...] = ()
    multiplier: Decimal = Decimal(1)
    tier: str = ""
    rounding: Rounding = Rounding.DOWN
    includes_tax: bool = True
    includes_shipping: bool = False
    gift_cards_earn: bool = False
    return_window_days: int = 14
    max_pending_days: int = 30
    time_zone: str = "UTC"
    expiry: ExpiryTerms = field(default_factory=ExpiryTerms)

    def with_rules(
        self,
        rules: "tuple[RuleTerms, ...]",
        currency: str,
        *,
        multiplier: Decimal,
        tier: str,
    ) -> "EarningTerms":
        """Return the same terms for one order: its currency, the rules in force, the tier held."""
        return replace(
            self, rules=rules, currency=currency, multiplier=multiplier, tier=tier
        )

    @cached_property
    def snapshot(self) -> dict[str, Any]:
        """The terms as plain JSON values, as they are kept on a lot."""
        return _terms.dump_python(self, mode="json")

    def has(self, occasion: Occasion) -> bool:
        """Whether a rule for this occasion is among the rules."""
        return any(earning_rules[rule.code].occasion == occasion for rule in self.rules)

    def exact_points(self, occasion: Occasion, eligible: Fraction) -> Fraction:
        """Return the points of all rules for the occasion, before rounding and multiplier."""
        rules = (terms.rule for terms in self.rules)
        return sum(
            (
                rule.points(eligible, self.currency)
                for rule in rules
                if rule.occasion == occasion
            ),
            start=Fraction(0),
        )


_terms = TypeAdapter(EarningTerms)


def from_snapshot(stored: dict[str, Any]) -> EarningTerms:
    """Build the terms again; keys that say more about the lot are ignored."""
    return _terms.validate_python(stored)
