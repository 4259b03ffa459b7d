"""Fixed points for each thing that members tell about themselves, once per field for good."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from ..earning_rule import (
    EarningRule,
    Occasion,
    PositivePoints,
    RuleSettings,
    earning_rules,
)

# What members tell us by themselves; names and addresses they tell the shop.
FieldCode = Annotated[
    str,
    StringConstraints(
        pattern=r"^(birthday|language|time_zone|attribute:[a-z0-9_-]{1,64})$"
    ),
]


@earning_rules.register
class ProfileFields(EarningRule):
    """Needs no order and so no currency; a field that is emptied and told again earns nothing."""

    code = "profile_fields"
    label = "Points for telling about oneself"
    occasion = Occasion.PROFILE_FIELD

    class Settings(RuleSettings):
        by_field: Annotated[
            dict[FieldCode, PositivePoints], Field(min_length=1, max_length=50)
        ]

    def points(self, eligible: Fraction, currency: str) -> Fraction:
        return Fraction(0)

    def points_by_field(self) -> Mapping[str, int]:
        """Return what each field earns; the others earn nothing."""
        return self.settings.by_field

    def narrowed(self, currency: str) -> dict[str, Any]:
        return self.settings.model_dump(mode="json")

    def missing_currencies(self, currencies: frozenset[str]) -> frozenset[str]:
        return frozenset()
