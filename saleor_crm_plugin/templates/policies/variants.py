"""Which variant of a message somebody gets: the first one whose conditions all hold."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

STANDARD = ""

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)
]
VariantCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
# Which of them there are is asked where variants are saved: areas above add to them.
Attribute = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]


class VariantCondition(BaseModel):
    """An attribute of the recipient is one of these values, or begins with one of them.

    Upper and lower case are the same. Postal codes are mostly asked by their beginning.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    attribute: Attribute
    operator: Literal["is", "is_not", "begins_with"] = "is"
    values: Annotated[tuple[Text, ...], Field(min_length=1, max_length=200)]


class Variant(BaseModel):
    """A variant and all the conditions that somebody must meet to get it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: VariantCode
    conditions: Annotated[
        tuple[VariantCondition, ...], Field(min_length=1, max_length=20)
    ]


def variant_for(
    variants: Sequence[Variant], recipient: Mapping[str, Sequence[str]]
) -> str:
    """Return the code of the first variant that fits; STANDARD if none does.

    `recipient` holds each attribute's values (tags may be many). An attribute that is not known
    meets no condition, neither `is` nor `is_not`.
    """
    for variant in variants:
        if all(_holds(condition, recipient) for condition in variant.conditions):
            return variant.code
    return STANDARD


def _holds(condition: VariantCondition, recipient: Mapping[str, Sequence[str]]) -> bool:
    known = {
        value.casefold() for value in recipient.get(condition.attribute, ()) if value
    }
    if not known:
        return False
    wanted = tuple(value.casefold() for value in condition.values)
    if condition.operator == "begins_with":
        return any(value.startswith(wanted) for value in known)
    return bool(known & set(wanted)) is (condition.operator == "is")
