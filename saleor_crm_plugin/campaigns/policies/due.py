"""When a message of a run is due for somebody in a time zone, and who comes too late for it."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ...core.local_time import local_moment

DAY = datetime.timedelta(days=1)
# Where a time of the day comes first in the world, and where last.
FIRST_PLACE, LAST_PLACE = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Etc/GMT+12")


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """When a run's messages are due: with a `day` on this day of everybody's own calendar.

    Without it at the next time after `starts_at`, when the run begins, that clocks show the hour.
    What could not leave for so long as `keeps` after it was due is not sent any more.
    """

    starts_at: datetime.datetime
    keeps: datetime.timedelta
    day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When it is due, by the recipient's clock, and whether that is too long ago."""

    at: datetime.datetime
    is_too_late: bool = False


def due_in_zone(timing: Timing, at: datetime.time, zone: ZoneInfo) -> Due:
    """Return when people in the zone are due, whose clocks are to show `at`.

    Where that has passed when the run begins, it leaves at once, as everything does that is due;
    nobody gets anything later than `keeps` after their own time.
    """
    if timing.day is None:
        return Due(_next(timing.starts_at, at, zone))
    return due_at(timing, local_moment(timing.day, at, zone))


def due_at(timing: Timing, moment: datetime.datetime) -> Due:
    """Return what holds of a message that is due at this moment."""
    return Due(moment, is_too_late=moment + timing.keeps <= timing.starts_at)


def first_anywhere(day: datetime.date, at: datetime.time) -> datetime.datetime:
    """Return when clocks show `at` on that day for the first time in the world."""
    return local_moment(day, at, FIRST_PLACE)


def last_anywhere(day: datetime.date, at: datetime.time) -> datetime.datetime:
    """Return when clocks show `at` on that day for the last time in the world."""
    return local_moment(day, at, LAST_PLACE)


def _next(
    since: datetime.datetime, at: datetime.time, zone: ZoneInfo
) -> datetime.datetime:
    day = since.astimezone(zone).date()
    moment = local_moment(day, at, zone)
    while moment < since:
        day += DAY
        moment = local_moment(day, at, zone)
    return moment
