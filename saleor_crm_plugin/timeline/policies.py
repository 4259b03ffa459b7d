"""Which months a page of entries must look into, and when entries are old enough to go."""

import datetime
from collections.abc import Sequence

FIRST_WINDOW = 3
MONTHS_AHEAD = 3
DECEMBER = 12

Span = tuple[datetime.datetime, datetime.datetime]


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


def spans(months: Sequence[datetime.date]) -> list[Span]:
    """Return the times that these months (newest first) cover, neighbors joined to one span."""
    joined: list[tuple[datetime.date, datetime.date]] = []
    for month in months:
        if joined and following(month) == joined[-1][0]:
            joined[-1] = (month, joined[-1][1])
        else:
            joined.append((month, following(month)))
    return [(_midnight(start), _midnight(end)) for start, end in joined]


def next_window(*, months_seen: int, entries_seen: int, entries_missing: int) -> int:
    """Return how many more months to look into, so that the page is likely full with them.

    Goes by what was found so far, and at least doubles: a page takes few statements whatever
    the months hold.
    """
    if months_seen == 0:
        return FIRST_WINDOW
    if entries_seen == 0:
        return 2 * months_seen
    likely = -(-entries_missing * months_seen // entries_seen) + 1
    return max(likely, months_seen)


def first_month_to_keep(now: datetime.datetime, keep_days: int) -> datetime.date:
    """Return the earliest month that holds entries which must be kept still.

    Whole months go: the one that the limit falls into stays until it is over.
    """
    return month_of(now - datetime.timedelta(days=keep_days))


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
