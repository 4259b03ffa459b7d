"""How many messages leave in which hour, when a throttle lets only so many through."""

import datetime
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HOUR = datetime.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour from `begins_at` on: how many are due in it, leave in it, and wait at its end."""

    begins_at: datetime.datetime
    due: int
    leaving: int
    waiting: int


@dataclass(slots=True)
class _Waiting:
    """How many still wait of those who were due in one hour."""

    due_at: datetime.datetime
    count: int


@dataclass(frozen=True, slots=True)
class Pace:
    """The hours in which something is due, leaves or waits, in order; and who waits for nothing.

    `too_slow` are those whose time is over before the throttle has come to them.
    """

    hours: Sequence[Hour] = ()
    too_slow: int = 0


def pace(
    due: Mapping[datetime.datetime, int],
    per_hour: int | None,
    *,
    keeps: datetime.timedelta,
) -> Pace:
    """Return the pace of all that is due, by the hour that it is due in; all at once if not told.

    Whoever is due first leaves first, and nothing leaves when its time has been over for `keeps`.
    """
    hours: list[Hour] = []
    queue: deque[_Waiting] = deque()
    too_slow = 0
    for hour in _hours(due, keeps):
        if new := due.get(hour, 0):
            queue.append(_Waiting(hour, new))
        while queue and queue[0].due_at + keeps <= hour:
            too_slow += queue.popleft().count
        leaving = _leave(queue, per_hour)
        if new or leaving:
            hours.append(Hour(hour, new, leaving, sum(one.count for one in queue)))
    return Pace(hours, too_slow)


def _hours(
    due: Mapping[datetime.datetime, int], keeps: datetime.timedelta
) -> list[datetime.datetime]:
    """Return every hour in which anything could leave or be over."""
    if not due:
        return []
    first, last = min(due), max(due) + keeps
    return [first + number * HOUR for number in range((last - first) // HOUR + 1)]


def _leave(queue: deque[_Waiting], per_hour: int | None) -> int:
    """Take from the front of the queue what may leave in one hour; return how many."""
    left = 0
    while queue and (per_hour is None or left < per_hour):
        first = queue[0]
        going = first.count if per_hour is None else min(first.count, per_hour - left)
        left += going
        first.count -= going
        if not first.count:
            queue.popleft()
    return left
