"""When the runs of a campaign begin, by which name each is known, and until when it may begin."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from zoneinfo import ZoneInfo

from ...core.local_time import local_moment
from ..definition import TimeMode, When
from .due import first_anywhere, last_anywhere
from .occurrences import days_from
from .states import CampaignKind

ONCE = "once"
DAY = datetime.timedelta(days=1)
MIDNIGHT, LAST_HOUR = datetime.time(0), datetime.time(23)


@dataclass(frozen=True, slots=True)
class Start:
    """One run: its name among the campaign's runs, when it begins, and its day if it has one.

    From `over_at` on nothing begins any more: even the last recipient in the world would get it
    later than messages are kept, or the day of the newcomers is over.
    """

    occurrence: str
    starts_at: datetime.datetime
    over_at: datetime.datetime
    day: datetime.date | None = None


def next_start(
    kind: CampaignKind, when: When, zone: ZoneInfo, *, after: datetime.datetime
) -> Start | None:
    """Return the first run that begins later than `after`; None if none does any more.

    A broadcast has one, whether its moment is to come or not. By the recipients' clocks a run
    begins when the hour comes for the first of them, wherever they may be; at their best hours with
    their day. One that gathers whoever comes into a segment begins at each midnight. Days are the
    campaign's own, in `zone`. What the kind needs is there, or nothing begins.
    """
    if kind is CampaignKind.BROADCAST:
        return _only_start(when)
    return next(_starts(kind, when, zone, after), None)


def starts_from(
    kind: CampaignKind, when: When, zone: ZoneInfo, *, after: datetime.datetime
) -> Iterator[Start]:
    """Yield the runs that begin later than `after`, in order; there may be no end of them."""
    return _starts(kind, when, zone, after)


def starts_between(
    kind: CampaignKind,
    when: When,
    zone: ZoneInfo,
    *,
    after: datetime.datetime,
    until: datetime.datetime,
) -> list[Start]:
    """Return the runs that begin later than `after` and no later than `until`, in order."""
    found = _starts(kind, when, zone, after)
    return list(takewhile(lambda one: one.starts_at <= until, found))


def starts_since(
    kind: CampaignKind,
    when: When,
    zone: ZoneInfo,
    *,
    due_at: datetime.datetime,
    now: datetime.datetime,
) -> list[Start]:
    """Return the run that was to begin at `due_at`, and those that were to begin since, in order.

    Of newcomers the first gathers those of the rest of the day.
    """
    if kind is CampaignKind.BROADCAST:
        only = _only_start(when)
        return [only] if only and only.starts_at <= now else []
    if kind is CampaignKind.ON_ENTRY:
        later = starts_between(kind, when, zone, after=due_at, until=now)
        return [day_of(due_at, zone), *later] if due_at <= now else []
    just_before = due_at - datetime.timedelta(microseconds=1)
    return starts_between(kind, when, zone, after=just_before, until=now)


def day_of(moment: datetime.datetime, zone: ZoneInfo) -> Start:
    """Return the run that gathers newcomers from this moment to the end of its day."""
    day = moment.astimezone(zone).date()
    return Start(day.isoformat(), moment, local_moment(day + DAY, MIDNIGHT, zone), day)


def kept_for(when: When) -> datetime.timedelta:
    """Return for how long after its time a message may still leave."""
    return datetime.timedelta(hours=when.deadline_hours)


def _only_start(when: When) -> Start | None:
    if when.mode is TimeMode.FIXED:
        return Start(ONCE, when.at, when.at + kept_for(when)) if when.at else None
    if when.day is None or when.local_time is None:
        return None
    return _everywhere(ONCE, when.day, when.local_time, when)


def _starts(
    kind: CampaignKind, when: When, zone: ZoneInfo, after: datetime.datetime
) -> Iterator[Start]:
    if kind is CampaignKind.BROADCAST:
        only = _only_start(when)
        found = iter([only] if only else [])
    elif kind is CampaignKind.ON_ENTRY:
        found = _midnights(zone, after)
    else:
        found = _repeated(when, zone, after)
    return (one for one in found if one.starts_at > after)


def _midnights(zone: ZoneInfo, after: datetime.datetime) -> Iterator[Start]:
    day = after.astimezone(zone).date()
    while True:
        yield day_of(local_moment(day, MIDNIGHT, zone), zone)
        day += DAY


def _repeated(when: When, zone: ZoneInfo, after: datetime.datetime) -> Iterator[Start]:
    if when.repeat is None or when.local_time is None:
        return
    # Two days earlier: by the recipients' clocks a day begins long before it does in the zone.
    for day in days_from(after.astimezone(zone).date() - 2 * DAY, when.repeat):
        if when.mode is TimeMode.FIXED:
            moment = local_moment(day, when.local_time, zone)
            yield Start(day.isoformat(), moment, moment + kept_for(when), day)
        else:
            yield _everywhere(day.isoformat(), day, when.local_time, when)


def _everywhere(
    occurrence: str, day: datetime.date, at: datetime.time, when: When
) -> Start:
    """Return the run of a day on which everybody's own clock counts."""
    first, last = (
        (at, at) if when.mode is TimeMode.LOCAL else (MIDNIGHT, max(at, LAST_HOUR))
    )
    over_at = last_anywhere(day, last) + kept_for(when)
    return Start(occurrence, first_anywhere(day, first), over_at, day)
