"""On which days something comes again, and at which moments that is in one time zone."""

import calendar
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from ...core.local_time import local_moment
from ..definition import Every, Repeat
from .named_days import named_day

DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(days=7)
MONTHS = 12
# Whoever asks for days that never come must get an answer.
LAST_DAY = datetime.date(2199, 12, 31)
# A Monday and the first of its month: intervals are counted from it where no beginning is named.
COUNTED_FROM = datetime.date(2024, 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time that something takes place: its own date, by which it is known, and its moment."""

    day: datetime.date
    starts_at: datetime.datetime

    @property
    def key(self) -> str:
        """What makes it one of a kind within what comes again."""
        return self.day.isoformat()


def days_from(first: datetime.date, repeat: Repeat) -> Iterator[datetime.date]:
    """Yield the days that are meant, from `first` on, in order; at the latest until 2199.

    A day of the month that a month has not is its last one, so that the 31st is the end of every
    month and February 29th the 28th in common years.
    """
    ahead = repeat.days_before * DAY
    begins = max(first, repeat.since or first)
    last = min(repeat.until or LAST_DAY, LAST_DAY)
    days = (day - ahead for day in _DAYS[repeat.every](begins + ahead, repeat))
    return takewhile(lambda day: day <= last, (day for day in days if day >= begins))


def next_occurrences(
    repeat: Repeat,
    at: datetime.time,
    zone: ZoneInfo,
    *,
    after: datetime.datetime,
    count: int,
) -> list[Occurrence]:
    """Return the next `count` times later than `after`, when clocks in the zone show `at`.

    Across changes of the clocks as `local_moment` has it: each day once, whatever the clocks do.
    Fewer where there are no more.
    """
    found = _occurrences(repeat, at, zone, after)
    return list(islice(found, count))


def occurrences_between(
    repeat: Repeat,
    at: datetime.time,
    zone: ZoneInfo,
    *,
    after: datetime.datetime,
    until: datetime.datetime,
) -> list[Occurrence]:
    """Return the times later than `after` and no later than `until`, in order."""
    found = _occurrences(repeat, at, zone, after)
    return list(takewhile(lambda one: one.starts_at <= until, found))


def _occurrences(
    repeat: Repeat, at: datetime.time, zone: ZoneInfo, after: datetime.datetime
) -> Iterator[Occurrence]:
    # A day earlier: what was skipped there may take place on the next.
    first = after.astimezone(zone).date() - DAY
    found = (
        Occurrence(day, local_moment(day, at, zone)) for day in days_from(first, repeat)
    )
    return (one for one in found if one.starts_at > after)


def _every_day(first: datetime.date, repeat: Repeat) -> Iterator[datetime.date]:
    counted_from = repeat.since or COUNTED_FROM
    step = repeat.interval
    day = first + (counted_from - first).days % step * DAY
    while day <= LAST_DAY:
        yield day
        day += step * DAY


def _every_week(first: datetime.date, repeat: Repeat) -> Iterator[datetime.date]:
    counted_from = _monday(repeat.since or COUNTED_FROM)
    monday = _monday(first)
    while monday <= LAST_DAY:
        if (monday - counted_from) // WEEK % repeat.interval == 0:
            for weekday in sorted(set(repeat.weekdays)):
                day = monday + (weekday - 1) * DAY
                if day >= first:
                    yield day
        monday += WEEK


def _every_month(first: datetime.date, repeat: Repeat) -> Iterator[datetime.date]:
    counted_from = _months(repeat.since or COUNTED_FROM)
    for months in range(_months(first), _months(LAST_DAY) + 1):
        if (months - counted_from) % repeat.interval == 0:
            year, month = divmod(months, MONTHS)
            day = _day_of_month(year, month + 1, repeat.day or 1)
            if day >= first:
                yield day


def _every_year(first: datetime.date, repeat: Repeat) -> Iterator[datetime.date]:
    for year in range(first.year, LAST_DAY.year + 1):
        day = _day_of_month(year, repeat.month or 1, repeat.day or 1)
        if day >= first:
            yield day


def _named_days(first: datetime.date, repeat: Repeat) -> Iterator[datetime.date]:
    for year in range(first.year, LAST_DAY.year + 1):
        day = named_day(repeat.named or "", year)
        if day >= first:
            yield day


def _monday(day: datetime.date) -> datetime.date:
    return day - day.weekday() * DAY


def _months(day: datetime.date) -> int:
    return day.year * MONTHS + day.month - 1


def _day_of_month(year: int, month: int, wanted: int) -> datetime.date:
    _, length = calendar.monthrange(year, month)
    return datetime.date(year, month, min(wanted, length))


_DAYS: dict[Every, Callable[[datetime.date, Repeat], Iterator[datetime.date]]] = {
    Every.DAY: _every_day,
    Every.WEEK: _every_week,
    Every.MONTH: _every_month,
    Every.YEAR: _every_year,
    Every.NAMED: _named_days,
}
