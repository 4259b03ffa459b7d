"""What conditions compare: the kinds of values, their operators, and what may stand beside them."""

import datetime
import enum
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from ...core.sentences import Sentence

LONGEST_TEXT = 200
MOST_VALUES = 500
MOST_DAYS = 3650
LARGEST_ID = 2**31 - 1
LARGEST_NUMBER = Decimal(10) ** 12
MOST_PLACES = 4
LENGTH_OF_DATE = 10
MOST_DAYS_OF_A_YEAR = 180


class ValueKind(enum.StrEnum):
    """What a field's values are, and so how they can be compared.

    CHOICE is a text out of few, IDS numbers of the shop's rows, MOMENT a point in time, ANNIVERSARY
    a day of every year.
    """

    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    YES_NO = "yes_no"
    LIST = "list"
    IDS = "ids"
    MOMENT = "moment"
    ANNIVERSARY = "anniversary"


class Operator(enum.StrEnum):
    """How a value is compared. What is not known compares with nothing but UNKNOWN."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    STARTS_WITH = "starts_with"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    HAS_ANY = "has_any"
    HAS_ALL = "has_all"
    HAS_NONE = "has_none"
    IN_LAST_DAYS = "in_last_days"
    LONGER_AGO_THAN_DAYS = "longer_ago_than_days"
    IN_NEXT_DAYS = "in_next_days"
    BEFORE = "before"
    SINCE = "since"
    KNOWN = "known"
    UNKNOWN = "unknown"


class Shape(enum.StrEnum):
    """What stands beside an operator."""

    NOTHING = "nothing"
    ONE = "one"
    MANY = "many"
    PAIR = "pair"
    DAYS = "days"
    DATE = "date"


SHAPES: Mapping[Operator, Shape] = {
    Operator.ONE_OF: Shape.MANY,
    Operator.NONE_OF: Shape.MANY,
    Operator.HAS_ANY: Shape.MANY,
    Operator.HAS_ALL: Shape.MANY,
    Operator.HAS_NONE: Shape.MANY,
    Operator.BETWEEN: Shape.PAIR,
    Operator.IN_LAST_DAYS: Shape.DAYS,
    Operator.LONGER_AGO_THAN_DAYS: Shape.DAYS,
    Operator.IN_NEXT_DAYS: Shape.DAYS,
    Operator.BEFORE: Shape.DATE,
    Operator.SINCE: Shape.DATE,
    Operator.KNOWN: Shape.NOTHING,
    Operator.UNKNOWN: Shape.NOTHING,
}

_EQUALS = (Operator.IS, Operator.IS_NOT, Operator.ONE_OF, Operator.NONE_OF)
_WHETHER_KNOWN = (Operator.KNOWN, Operator.UNKNOWN)
_SETS = (Operator.HAS_ANY, Operator.HAS_ALL, Operator.HAS_NONE)
OPERATORS: Mapping[ValueKind, tuple[Operator, ...]] = {
    ValueKind.TEXT: (*_EQUALS, Operator.STARTS_WITH),
    ValueKind.CHOICE: _EQUALS,
    ValueKind.NUMBER: (
        Operator.IS,
        Operator.IS_NOT,
        Operator.AT_LEAST,
        Operator.AT_MOST,
        Operator.MORE_THAN,
        Operator.LESS_THAN,
        Operator.BETWEEN,
    ),
    ValueKind.YES_NO: (Operator.IS, Operator.IS_NOT),
    ValueKind.LIST: _SETS,
    ValueKind.IDS: _SETS,
    ValueKind.MOMENT: (
        Operator.IN_LAST_DAYS,
        Operator.LONGER_AGO_THAN_DAYS,
        Operator.IN_NEXT_DAYS,
        Operator.BEFORE,
        Operator.SINCE,
    ),
    ValueKind.ANNIVERSARY: (Operator.IN_NEXT_DAYS, Operator.IN_LAST_DAYS),
}


class UnfitValue(ValueError):
    """A value that the operator cannot compare with; the sentence says what it wants."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)


def is_text(given: str, *, longest: int) -> bool:
    """Whether a text is no longer than that, and every character of it can be kept."""
    is_kept = not any(one == "\x00" or "\ud800" <= one <= "\udfff" for one in given)
    return is_kept and len(given) <= longest


def operators_of(kind: ValueKind, *, is_always_known: bool) -> tuple[Operator, ...]:
    """Return the operators that can be asked of such a field, in the order to show them."""
    return OPERATORS[kind] if is_always_known else OPERATORS[kind] + _WHETHER_KNOWN


def shape_of(operator: Operator) -> Shape:
    """Return what stands beside the operator."""
    return SHAPES.get(operator, Shape.ONE)


def read_value(kind: ValueKind, operator: Operator, given: Any) -> Any:
    """Return the value as it is compared: Decimals, tuples without repeats, aware moments.

    Raises UnfitValue.
    """
    match shape_of(operator):
        case Shape.NOTHING:
            if given is not None:
                raise UnfitValue(Sentence("There is nothing to compare with."))
            return None
        case Shape.DAYS:
            return _days(
                given, MOST_DAYS if kind == ValueKind.MOMENT else MOST_DAYS_OF_A_YEAR
            )
        case Shape.DATE:
            return _moment(given)
        case Shape.MANY:
            return _many(given, _SCALARS[kind])
        case Shape.PAIR:
            return _pair(given)
        case _:
            return _SCALARS[kind](given)


def _days(given: Any, most: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise UnfitValue(Sentence("The value must be a whole number of days."))
    if not 0 <= given <= most:
        raise UnfitValue(
            Sentence("The value must be from 0 to {most} days.", most=most)
        )
    return given


def _moment(given: Any) -> datetime.datetime:
    try:
        read = datetime.datetime.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise UnfitValue(
            Sentence("The value must be a date, as 2026-01-31.")
        ) from error
    if len(given) == LENGTH_OF_DATE:
        return read.replace(tzinfo=datetime.UTC)
    if read.tzinfo is None:
        raise UnfitValue(
            Sentence("A time needs its offset, as 2026-01-31T08:00:00+00:00.")
        )
    return read


def _many(given: Any, read: Callable[[Any], Any]) -> tuple[Any, ...]:
    if not isinstance(given, list | tuple) or not given:
        raise UnfitValue(Sentence("The value must be a list that is not empty."))
    if len(given) > MOST_VALUES:
        raise UnfitValue(Sentence("There are at most {most} values.", most=MOST_VALUES))
    return tuple(sorted({read(one) for one in given}))


def _pair(given: Any) -> tuple[Decimal, Decimal]:
    if not isinstance(given, list | tuple) or len(given) != 2:  # noqa: PLR2004 a pair
        raise UnfitValue(Sentence("The value must be a list of two numbers."))
    least, most = _number(given[0]), _number(given[1])
    if least > most:
        raise UnfitValue(
            Sentence("The first of the two numbers must not be the larger one.")
        )
    return least, most


def _text(given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise UnfitValue(Sentence("The value must be a text that is not empty."))
    if len(given) > LONGEST_TEXT:
        raise UnfitValue(
            Sentence("A text has at most {most} characters.", most=LONGEST_TEXT)
        )
    if not is_text(given, longest=LONGEST_TEXT):
        raise UnfitValue(Sentence("The text has a character that cannot be kept."))
    return given


def _number(given: Any) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, int | float | str | Decimal):
        raise UnfitValue(Sentence("The value must be a number."))
    try:
        read = Decimal(str(given)) if len(str(given)) <= LONGEST_TEXT else None
    except InvalidOperation:
        read = None
    if read is None or not read.is_finite() or abs(read) > LARGEST_NUMBER:
        raise UnfitValue(Sentence("The value must be a number of at most 12 digits."))
    if read != round(read, MOST_PLACES):
        raise UnfitValue(
            Sentence("A number has at most {most} places.", most=MOST_PLACES)
        )
    return read


def _yes_no(given: Any) -> bool:
    if not isinstance(given, bool):
        raise UnfitValue(Sentence("The value must be true or false."))
    return given


def _row_number(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise UnfitValue(Sentence("The value must be the number of a row of the shop."))
    if not 0 < given <= LARGEST_ID:
        raise UnfitValue(Sentence("There is no row of this number."))
    return given


_SCALARS: Mapping[ValueKind, Callable[[Any], Any]] = {
    ValueKind.TEXT: _text,
    ValueKind.CHOICE: _text,
    ValueKind.LIST: _text,
    ValueKind.NUMBER: _number,
    ValueKind.YES_NO: _yes_no,
    ValueKind.IDS: _row_number,
}
