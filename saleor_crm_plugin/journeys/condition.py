"""Conditions on what is known about a person: who may enter, and which way they go."""

import enum
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StringConstraints,
)

from ..core.sentences import Sentence
from .reading import Ask, Reading, ValueKind, readings


class Operator(enum.StrEnum):
    """How a reading is compared. What is not known compares with nothing but UNKNOWN."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    HAS = "has"
    HAS_NOT = "has_not"
    UNKNOWN = "unknown"
    KNOWN = "known"


ANY_KIND = frozenset({Operator.UNKNOWN, Operator.KNOWN})
OPERATORS: Mapping[ValueKind, frozenset[Operator]] = {
    ValueKind.TEXT: ANY_KIND | {Operator.IS, Operator.IS_NOT},
    ValueKind.YES_NO: ANY_KIND | {Operator.IS, Operator.IS_NOT},
    ValueKind.NUMBER: ANY_KIND
    | {Operator.IS, Operator.IS_NOT, Operator.AT_LEAST, Operator.LESS_THAN},
    ValueKind.TEXTS: ANY_KIND | {Operator.HAS, Operator.HAS_NOT},
}
VALUE_TYPES: Mapping[ValueKind, str] = {
    ValueKind.TEXT: "string",
    ValueKind.TEXTS: "string",
    ValueKind.YES_NO: "boolean",
    ValueKind.NUMBER: "number",
}
AttributeName = Annotated[
    str, StringConstraints(pattern=r"^[a-z_]+(:[A-Za-z0-9_.-]+)?$", max_length=120)
]
PlainText = Annotated[str, StringConstraints(strict=True, max_length=200)]


class Condition(BaseModel):
    """One comparison: the reading `attribute` (`tier:club`), an operator and a value."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    attribute: AttributeName
    operator: Operator
    value: StrictBool | StrictInt | StrictFloat | PlainText | None = Field(
        default=None, union_mode="left_to_right"
    )

    @property
    def ask(self) -> Ask:
        """Return what must be read for it."""
        return Ask.parse(self.attribute)

    def holds(self, known: Mapping[Ask, Any]) -> bool:
        """Whether it holds of what was read."""
        value = known.get(self.ask)
        if self.operator is Operator.UNKNOWN:
            return value is None
        if value is None:
            return False
        return self.operator is Operator.KNOWN or _compare(
            self.operator, value, self.value
        )


def condition_schema(reading: type[Reading]) -> dict[str, Any]:
    """Return the JSON Schema of a condition on a reading, its argument apart from its code.

    The operators of ANY_KIND take no value.
    """
    value: dict[str, Any] = {"type": VALUE_TYPES[reading.kind]}
    if reading.values is not None:
        value["enum"] = list(reading.values)
    allowed = [one.value for one in Operator if one in OPERATORS[reading.kind]]
    properties: dict[str, Any] = {"operator": {"enum": allowed}, "value": value}
    if not reading.takes_argument:
        return {"type": "object", "properties": properties, "required": ["operator"]}
    properties["argument"] = {"type": "string", "description": reading.takes_argument}
    return {
        "type": "object",
        "properties": properties,
        "required": ["argument", "operator"],
    }


def problem_of(condition: Condition) -> Sentence | None:
    """Return what is wrong with a condition in a sentence; None if it can be asked."""
    ask = condition.ask
    if ask.code not in readings:
        return Sentence("There is no attribute {attribute!r}.", attribute=ask.code)
    reading = readings[ask.code]
    if problem := problem_of_ask(ask):
        return problem
    if condition.operator not in OPERATORS[reading.kind]:
        return Sentence(
            "{operator!r} cannot be asked of {ask!r}.",
            operator=condition.operator.value,
            ask=ask.code,
        )
    if condition.operator in ANY_KIND:
        if condition.value is None:
            return None
        return Sentence("There is nothing to compare with.")
    return _problem_of_value(condition.value, reading.kind, reading.values)


def problem_of_ask(ask: Ask) -> Sentence | None:
    """Return what is wrong with a reading's argument; None if nothing is."""
    wanted = readings[ask.code].takes_argument
    if wanted and not ask.argument:
        return Sentence(
            "{ask!r} needs {wanted} behind a colon.", ask=ask.code, wanted=wanted
        )
    if ask.argument and not wanted:
        return Sentence("{ask!r} takes nothing behind a colon.", ask=ask.code)
    return None


def _problem_of_value(
    value: object, kind: ValueKind, values: tuple[str, ...] | None
) -> Sentence | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    fits = {
        ValueKind.TEXT: isinstance(value, str),
        ValueKind.TEXTS: isinstance(value, str),
        ValueKind.YES_NO: isinstance(value, bool),
        ValueKind.NUMBER: is_number,
    }[kind]
    if not fits:
        return Sentence("The value must be of the kind {kind!r}.", kind=kind.value)
    if values is not None and value not in values:
        return Sentence("The value must be one of {values}.", values=", ".join(values))
    return None


def _compare(operator: Operator, known: Any, wanted: Any) -> bool:
    match operator:
        case Operator.IS:
            return bool(known == wanted)
        case Operator.IS_NOT:
            return bool(known != wanted)
        case Operator.AT_LEAST:
            return bool(known >= wanted)
        case Operator.LESS_THAN:
            return bool(known < wanted)
        case Operator.HAS:
            return wanted in known
        case _:
            return wanted not in known
