"""When the next run of a campaign begins, and by which name it is known."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ..definition import TimeMode, When
from .due import first_anywhere
from .local_time import local_moment
from .occurrences import days_from
from .states import CampaignKind

ONCE = "once"
DAY = datetime.timedelta(days=1)
MIDNIGHT = datetime.time(0)


@dataclass(frozen=True, slots=True)
class Start:
    """One run: its name among the campaign's runs, its day if it has one, and when it begins."""

    occurrence: str
    starts_at: datetime.datetime
    day: datetime.date | None = None


def next_start(
    kind: CampaignKind, when: When, zone: ZoneInfo, *, after: datetime.datetime
) -> Start | None:
    """Return the first run that begins later than `after`; None if none does any more.

    A broadcast has one, whether its moment is to come or not. By the recipients' clocks a run
    begins when the hour comes for the first of them, wherever they may be. One that gathers whoever
    comes into a segment begins at each midnight. Days are the campaign's own, in `zone`. What the
    kind needs is there, or nothing begins.
    """
    if kind is CampaignKind.BROADCAST:
        return _only_start(when)
    if kind is CampaignKind.ON_ENTRY:
        return _next_midnight(zone, after)
    return next(
        (one for one in _starts(when, zone, after) if one.starts_at > after), None
    )


def day_of(moment: datetime.datetime, zone: ZoneInfo) -> Start:
    """Return the run that gathers newcomers from this moment to the end of its day."""
    day = moment.astimezone(zone).date()
    return Start(day.isoformat(), moment, day)


def _only_start(when: When) -> Start | None:
    if when.mode is TimeMode.FIXED:
        return Start(ONCE, when.at) if when.at else None
    if when.day is None or when.local_time is None:
        return None
    return Start(ONCE, first_anywhere(when.day, when.local_time), when.day)


def _next_midnight(zone: ZoneInfo, after: datetime.datetime) -> Start:
    day = after.astimezone(zone).date() + DAY
    return Start(day.isoformat(), local_moment(day, MIDNIGHT, zone), day)


def _starts(when: When, zone: ZoneInfo, after: datetime.datetime) -> Iterator[Start]:
    if when.repeat is None or when.local_time is None:
        return
    # Two days earlier: by the recipients' clocks a day begins long before it does in the zone.
    for day in days_from(after.astimezone(zone).date() - 2 * DAY, when.repeat):
        moment = (
            local_moment(day, when.local_time, zone)
            if when.mode is TimeMode.FIXED
            else first_anywhere(day, when.local_time)
        )
        yield Start(day.isoformat(), moment, day)
