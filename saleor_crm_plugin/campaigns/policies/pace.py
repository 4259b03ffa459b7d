"""How many messages leave in which hour, when a throttle lets only so many through."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

HOUR = datetime.timedelta(hours=1)
# Nothing is kept for longer than a month.
MOST_HOURS = 24 * 32


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour from `begins_at` on: how many are due in it, leave in it, and wait at its end."""

    begins_at: datetime.datetime
    due: int
    leaving: int
    waiting: int


def hours_of_sending(
    due: Mapping[datetime.datetime, int], per_hour: int | None
) -> list[Hour]:
    """Return the hours in which something is due, leaves or waits, in order.

    `due` says how many are due in the hour that begins then; without `per_hour` all leave at once.
    Whoever is due first leaves first.
    """
    return list(_hours(due, per_hour)) if due else []


def _hours(
    due: Mapping[datetime.datetime, int], per_hour: int | None
) -> Iterator[Hour]:
    hour, last = min(due), max(due)
    waiting = 0
    for _ in range(MOST_HOURS):
        new = due.get(hour, 0)
        waiting += new
        leaving = waiting if per_hour is None else min(waiting, per_hour)
        waiting -= leaving
        if new or leaving:
            yield Hour(hour, new, leaving, waiting)
        if hour >= last and not waiting:
            return
        hour += HOUR
