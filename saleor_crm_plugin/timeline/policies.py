"""Months of the timeline: which one a moment belongs to, and which are to be kept."""

import datetime

MONTHS_AHEAD = 3
YEARS_BACK = 20
DECEMBER = 12


def month_of(moment: datetime.datetime) -> datetime.date:
    """Return the first day of the month, in UTC, that the moment belongs to."""
    return moment.astimezone(datetime.UTC).date().replace(day=1)


def following(month: datetime.date) -> datetime.date:
    """Return the first day of the next month."""
    if month.month == DECEMBER:
        return month.replace(year=month.year + 1, month=1)
    return month.replace(month=month.month + 1)


def months_ahead(month: datetime.date) -> list[datetime.date]:
    """Return this month and the three after it."""
    months = [month]
    for _ in range(MONTHS_AHEAD):
        months.append(following(months[-1]))
    return months


def months_of_the_past(
    first: datetime.date, last: datetime.date
) -> list[datetime.date]:
    """Return the months from one to the other, both included; the latest 240 of them at most.

    One purchase with a date of the year 1 would else ask for tens of thousands.
    """
    earliest = last.replace(year=max(last.year - YEARS_BACK, 1))
    month = max(first, following(earliest))
    months = []
    while month <= last:
        months.append(month)
        month = following(month)
    return months


def first_month_to_keep(now: datetime.datetime, keep_days: int) -> datetime.date:
    """Return the earliest month that holds entries which must be kept still.

    Whole months go: the one that the limit falls into stays until it is over.
    """
    return month_of(now - datetime.timedelta(days=keep_days))
