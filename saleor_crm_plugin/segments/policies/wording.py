"""How a condition and what is known read in plain English."""

import calendar
import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .values import Operator, ValueKind

MOST_SHOWN = 10
NOTHING = "nothing is known"
_WORDS: Mapping[Operator, str] = {
    Operator.IS: "is {}",
    Operator.IS_NOT: "is not {}",
    Operator.ONE_OF: "is one of {}",
    Operator.NONE_OF: "is none of {}",
    Operator.STARTS_WITH: "starts with {}",
    Operator.AT_LEAST: "is at least {}",
    Operator.AT_MOST: "is at most {}",
    Operator.MORE_THAN: "is more than {}",
    Operator.LESS_THAN: "is less than {}",
    Operator.HAS_ANY: "has any of {}",
    Operator.HAS_ALL: "has all of {}",
    Operator.HAS_NONE: "has none of {}",
    Operator.BEFORE: "is before {}",
    Operator.SINCE: "is {} or later",
    Operator.KNOWN: "is known",
    Operator.UNKNOWN: "is not known",
}
_DAYS: Mapping[Operator, str] = {
    Operator.IN_LAST_DAYS: "is in the last {}",
    Operator.LONGER_AGO_THAN_DAYS: "is {} ago or longer",
    Operator.IN_NEXT_DAYS: "is in the next {}",
}


def asked_in_words(
    label: str,
    operator: Operator,
    wanted: Any,
    *,
    choices: Mapping[str, str],
    unit: str = "",
) -> str:
    """Return what a condition asks: "City is one of milano, roma"."""
    if operator is Operator.BETWEEN:
        least, most = (_one(value, choices) for value in wanted)
        return f"{label} is between {least} and {most}{_with(unit)}"
    if operator in _DAYS:
        days = "1 day" if wanted == 1 else f"{wanted} days"
        return f"{label} {_DAYS[operator].format(days)}"
    told = value_in_words(wanted, choices=choices, unit=unit)
    return f"{label} {_WORDS[operator].replace('{}', told)}"


def known_in_words(
    kind: ValueKind, known: Any, *, choices: Mapping[str, str], unit: str = ""
) -> str:
    """Return what is known of the person: "milano", "3 points", "nothing is known"."""
    if known is None:
        return NOTHING
    if kind is ValueKind.ANNIVERSARY:
        return f"{calendar.month_name[known // 100]} {known % 100}"
    return value_in_words(known, choices=choices, unit=unit)


def known_plainly(kind: ValueKind, known: Any) -> Any:
    """Return what is known as plain values: a day of every year as "05-31", sets as sorted lists."""
    if isinstance(known, frozenset | set | tuple | list):
        return [known_plainly(kind, one) for one in sorted(known)]
    if kind is ValueKind.ANNIVERSARY and known is not None:
        return f"{known // 100:02}-{known % 100:02}"
    if isinstance(known, Decimal):
        return int(known) if known == known.to_integral_value() else float(known)
    if isinstance(known, datetime.datetime):
        return known.isoformat()
    return known


def value_in_words(value: Any, *, choices: Mapping[str, str], unit: str = "") -> str:
    """Return a value, or several, as people write them."""
    if isinstance(value, frozenset | set | tuple | list):
        shown = [_one(one, choices) for one in sorted(value)]
        more = f" and {len(shown) - MOST_SHOWN} more" if len(shown) > MOST_SHOWN else ""
        return ", ".join(shown[:MOST_SHOWN]) + more if shown else "none"
    return _one(value, choices) + _with(
        unit if isinstance(value, Decimal | int) else ""
    )


def _with(unit: str) -> str:
    return f" {unit}" if unit else ""


def _one(value: Any, choices: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime.datetime):
        return f"{value.astimezone(datetime.UTC):%Y-%m-%d %H:%M} UTC"
    return choices.get(str(value), str(value))
