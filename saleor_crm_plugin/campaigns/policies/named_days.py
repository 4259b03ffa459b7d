"""Days with a name that shops keep: on which date they are in a year."""

import datetime
from collections.abc import Callable
from functools import cache

from icu4py.messageformat import MessageFormat

NOVEMBER, THURSDAY, SUNDAY = 11, 3, 6
DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)
# The Chinese calendar of Unicode's own library; months that are put in say so in their number.
_MONTH_AND_DAY = "{day,date,M/d}"
_CHINESE = "en-u-ca-chinese"
# A month begins on the day of the new moon, in China. Where this is minutes from midnight the library
# is a day off, until it is mended (ICU-23274): in 1901 to 2101 nine times, of which these are to come.
_OFF_BY_DAYS = {
    datetime.date(2027, 2, 7): -1,
    datetime.date(2030, 2, 2): 1,
    datetime.date(2070, 3, 13): -1,
    datetime.date(2101, 6, 26): 1,
}


def fixed_day(month: int, day: int) -> Callable[[int], datetime.date]:
    """Return a rule for the same date every year."""
    return lambda year: datetime.date(year, month, day)


def lunar_day(month: int, day: int) -> Callable[[int], datetime.date]:
    """Return a rule for a day of the Chinese calendar; its year begins in January or February."""
    return lambda year: _lunar_dates(year)[f"{month}/{day}"]


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """Return the nth such weekday (Monday is 0) of the month."""
    first = datetime.date(year, month, 1)
    ahead = (weekday - first.weekday()) % 7 * DAY
    return first + ahead + (nth - 1) * WEEK


def black_friday(year: int) -> datetime.date:
    """Return the day after Thanksgiving, the fourth Thursday of November."""
    thanksgiving = nth_weekday(year, NOVEMBER, THURSDAY, 4)
    return thanksgiving + DAY


def cyber_monday(year: int) -> datetime.date:
    """Return the Monday after Black Friday."""
    return black_friday(year) + 3 * DAY


def mothers_day(year: int) -> datetime.date:
    """Return the second Sunday of May, as in Italy, Germany, China and the United States."""
    return nth_weekday(year, 5, SUNDAY, 2)


def easter(year: int) -> datetime.date:
    """Return Easter Sunday of the Western churches, by Butcher's rule (1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moved + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


NAMED_DAYS: dict[str, Callable[[int], datetime.date]] = {
    "lunar_new_year": lunar_day(1, 1),
    "valentines_day": fixed_day(2, 14),
    "womens_day": fixed_day(3, 8),
    "easter": easter,
    "mothers_day": mothers_day,
    "dragon_boat_festival": lunar_day(5, 5),
    "qixi_festival": lunar_day(7, 7),
    "mid_autumn_festival": lunar_day(8, 15),
    "singles_day": fixed_day(11, 11),
    "black_friday": black_friday,
    "cyber_monday": cyber_monday,
    "double_twelve": fixed_day(12, 12),
    "christmas_day": fixed_day(12, 25),
}


def named_day(name: str, year: int) -> datetime.date:
    """Return the date of a named day in a year. Raises KeyError for a name that nobody knows."""
    return NAMED_DAYS[name](year)


@cache
def _lunar_dates(year: int) -> dict[str, datetime.date]:
    """Return the days of the lunar year that begins in this one, by "month/day".

    Days of a month that is put in have a name of their own ("6bis/1"). Asked at noon by the wall,
    so that no zone of the machine makes another day of it.
    """
    by_moon = MessageFormat(_MONTH_AND_DAY, _CHINESE)
    wall = datetime.datetime(year, 1, 20, 12)  # noqa: DTZ001 a wall, in no place
    days: dict[str, datetime.date] = {}
    off = 0
    while (name := by_moon.format({"day": wall})) != "1/1" or not days:
        if name.endswith("/1"):
            off = _OFF_BY_DAYS.get(wall.date(), 0)
        if name == "1/1" or days:
            days[name] = wall.date() + off * DAY
        wall += DAY
    return days
