"""Birthdays: the day that people celebrate, with the year or without it. Pure."""

import calendar
import datetime
from dataclasses import dataclass

LEAP_YEAR = 2000
OLDEST_YEARS = 130
LEAP_DAY = (2, 29)


@dataclass(frozen=True, kw_only=True, slots=True)
class Birthday:
    """A day of the year; `year` is None where the person has not said it."""

    month: int
    day: int
    year: int | None = None


def is_real(birthday: Birthday, *, today: datetime.date) -> bool:
    """Whether there is such a day, not in the future and not longer ago than people live."""
    try:
        born = datetime.date(birthday.year or LEAP_YEAR, birthday.month, birthday.day)
    except ValueError:
        return False
    if birthday.year is None:
        return True
    return born <= today and today.year - birthday.year <= OLDEST_YEARS


def celebrated_on(date: datetime.date) -> list[tuple[int, int]]:
    """Return the days (month, day) that are celebrated on a date.

    Who was born on February 29 celebrates on the 28th where the year has no 29th.
    """
    days = [(date.month, date.day)]
    if days == [(2, 28)] and not calendar.isleap(date.year):
        days.append(LEAP_DAY)
    return days
