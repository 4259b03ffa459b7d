"""Whether a condition holds of what is known; two-valued, for nothing is undecided in the end.

What is not known fulfills no comparison, and NOT turns that around: a segment and its opposite
always hold everybody between them.
"""

import calendar
import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .values import Operator, ValueKind

DAY = datetime.timedelta(days=1)
LEAP_DAY = 229
A_YEAR_AND_A_DAY = 366
# The year that has every day.
LEAP_YEAR = 2000


def holds(
    kind: ValueKind,
    operator: Operator,
    known: Any,
    wanted: Any,
    *,
    now: datetime.datetime,
    today: datetime.date,
) -> bool:
    """Whether the condition holds; `known` is None for what is not known."""
    if operator is Operator.UNKNOWN:
        return known is None
    if known is None:
        return False
    if operator is Operator.KNOWN:
        return True
    if kind is ValueKind.ANNIVERSARY:
        return known in anniversaries(operator, wanted, today=today)
    if kind is ValueKind.MOMENT:
        return _holds_of_moment(operator, known, wanted, now)
    return _COMPARISONS[operator](known, wanted)


def _between(known: Decimal, wanted: tuple[Decimal, Decimal]) -> bool:
    return wanted[0] <= known <= wanted[1]


_COMPARISONS: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.IS: lambda known, wanted: bool(known == wanted),
    Operator.IS_NOT: lambda known, wanted: bool(known != wanted),
    Operator.ONE_OF: lambda known, wanted: known in wanted,
    Operator.NONE_OF: lambda known, wanted: known not in wanted,
    Operator.STARTS_WITH: lambda known, wanted: bool(known.startswith(wanted)),
    Operator.AT_LEAST: lambda known, wanted: bool(known >= wanted),
    Operator.AT_MOST: lambda known, wanted: bool(known <= wanted),
    Operator.MORE_THAN: lambda known, wanted: bool(known > wanted),
    Operator.LESS_THAN: lambda known, wanted: bool(known < wanted),
    Operator.BETWEEN: _between,
    Operator.HAS_ANY: lambda known, wanted: not known.isdisjoint(wanted),
    Operator.HAS_ALL: lambda known, wanted: bool(known.issuperset(wanted)),
    Operator.HAS_NONE: lambda known, wanted: bool(known.isdisjoint(wanted)),
}


def _holds_of_moment(
    operator: Operator, known: datetime.datetime, wanted: Any, now: datetime.datetime
) -> bool:
    match operator:
        case Operator.IN_LAST_DAYS:
            return bool(now - wanted * DAY < known <= now)
        case Operator.LONGER_AGO_THAN_DAYS:
            return bool(known <= now - wanted * DAY)
        case Operator.IN_NEXT_DAYS:
            return bool(now < known <= now + wanted * DAY)
        case Operator.BEFORE:
            return bool(known < wanted)
        case _:
            return bool(known >= wanted)


def anniversaries(
    operator: Operator, days: int, *, today: datetime.date
) -> frozenset[int]:
    """Return the days of the year (month * 100 + day) that lie within so many days of today.

    Today is one of them. Who was born on February 29 celebrates on the 28th where the year has
    no 29th.
    """
    ahead = 1 if operator is Operator.IN_NEXT_DAYS else -1
    dates = [today + ahead * step * DAY for step in range(days + 1)]
    found = {date.month * 100 + date.day for date in dates}
    if any(
        (date.month, date.day) == (2, 28) and not calendar.isleap(date.year)
        for date in dates
    ):
        found.add(LEAP_DAY)
    return frozenset(found)


@lru_cache(maxsize=64)
def next_turns(
    operator: Operator, days: int, *, today: datetime.date
) -> Mapping[int, datetime.date]:
    """Return for each day of the year the next date on which the condition turns for it."""
    now_in = anniversaries(operator, days, today=today)
    every = _days_of_a_leap_year()
    turns: dict[int, datetime.date] = {}
    for step in range(1, A_YEAR_AND_A_DAY + 1):
        date = today + step * DAY
        within = anniversaries(operator, days, today=date)
        for one in (within ^ now_in) & (every - turns.keys()):
            turns[one] = date
    return turns


def _days_of_a_leap_year() -> frozenset[int]:
    first = datetime.date(LEAP_YEAR, 1, 1)
    dates = (first + step * DAY for step in range(A_YEAR_AND_A_DAY))
    return frozenset(date.month * 100 + date.day for date in dates)
