"""What an earning rule must answer, and the registry of all of them."""

import enum
from abc import ABC, abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from ..core.registry import Registry
from ..core.sentences import Sentence

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
PositiveMoney = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=3)]
PositivePoints = Annotated[int, Field(gt=0, le=1_000_000_000)]


class Occasion(enum.StrEnum):
    """What a rule rewards, and so where its points are kept.

    ORDER points are shared among the order's lines, FIRST_ORDER points are a lot of their own
    beside them, SIGN_UP and PROFILE_FIELD points belong to the profile.
    """

    ORDER = "order"
    FIRST_ORDER = "first_order"
    SIGN_UP = "sign_up"
    PROFILE_FIELD = "profile_field"


# What an order can earn by.
OF_ORDERS = frozenset({Occasion.ORDER, Occasion.FIRST_ORDER})


class RuleSettings(BaseModel):
    """Base of every rule's settings: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PerCurrencySettings(RuleSettings):
    """Settings whose one field `by_currency` maps a currency to what it is worth there."""

    by_currency: dict[Currency, Any]

    @model_validator(mode="after")
    def _needs_a_currency(self) -> "PerCurrencySettings":
        if not self.by_currency:
            raise ValueError(Sentence("Name at least one currency."))
        return self


class EarningRule(ABC):
    """One way to earn points, with its settings.

    Rules are pure: the same eligible amount in the same currency gives the same points.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    occasion: ClassVar[Occasion]

    class Settings(RuleSettings):
        """What staff can set; every rule defines its own."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> "EarningRule":
        """Build the rule from its stored settings; raises pydantic's ValidationError."""
        return cls(cls.Settings.model_validate(stored))

    @abstractmethod
    def points(self, eligible: Fraction, currency: str) -> Fraction:
        """Return the exact points for an eligible amount (not negative) in one currency.

        Never negative; nothing for nothing, except for occasions that need no money; nothing in
        a currency without settings.
        """

    def points_by_field(self) -> Mapping[str, int]:
        """Return what telling each field of a profile earns; nothing but for that occasion."""
        return {}

    def narrowed(self, currency: str) -> dict[str, Any] | None:
        """Return the settings to keep on a lot, or None if the rule earns nothing there."""
        kept = self.settings.by_currency.get(currency)
        if kept is None:
            return None
        stored = self.settings.model_dump(mode="json")
        return {**stored, "by_currency": {currency: stored["by_currency"][currency]}}

    def missing_currencies(self, currencies: frozenset[str]) -> frozenset[str]:
        """Return those of the program's currencies in which the rule earns nothing."""
        return currencies - frozenset(self.settings.by_currency)


earning_rules: Registry[EarningRule] = Registry(EarningRule)


def load_earning_rules() -> None:
    """Import every file of the folder, so that each registers its rule; harmless if repeated."""
    from . import earning_rules as folder  # noqa: PLC0415  (the rules import this module)

    earning_rules.load(folder)
