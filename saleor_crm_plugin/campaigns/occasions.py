"""When a campaign's runs are to begin, by its kind and its definition; plain values, no clock."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from .definition import CampaignDefinition, TimeMode, When
from .policies.due import first_anywhere, last_anywhere
from .policies.local_time import local_moment
from .policies.occurrences import days_from
from .policies.states import CampaignKind

ONCE = "once"
DAY = datetime.timedelta(days=1)
MIDNIGHT, LAST_HOUR = datetime.time(0), datetime.time(23)
# By everybody's own clock a day begins so much earlier somewhere, and ends so much later.
AROUND_THE_WORLD = 2 * DAY


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """One time that a campaign takes place, known by `key`: `once`, or its local date.

    Its run begins at `begins_at`, when the first recipients in the world are due. After `ends_at`
    not even the last of them would get it in time: nothing begins then any more.
    """

    key: str
    begins_at: datetime.datetime
    ends_at: datetime.datetime


def occasions(
    kind: CampaignKind,
    definition: CampaignDefinition,
    zone: ZoneInfo,
    *,
    after: datetime.datetime,
) -> Iterator[Occasion]:
    """Yield the occasions that begin later than `after`, in order.

    `zone` is the campaign's own, or the shop's. A campaign of newcomers has one each day, which
    lasts as long as the day; a broadcast one in all.
    """
    found = _occasions(kind, definition, zone, after)
    return (one for one in found if one.begins_at > after)


def next_occasions(
    kind: CampaignKind,
    definition: CampaignDefinition,
    zone: ZoneInfo,
    *,
    after: datetime.datetime,
    count: int,
) -> list[Occasion]:
    """Return the first `count` of them; fewer where there are no more."""
    return list(islice(occasions(kind, definition, zone, after=after), count))


def occasions_between(
    kind: CampaignKind,
    definition: CampaignDefinition,
    zone: ZoneInfo,
    *,
    after: datetime.datetime,
    until: datetime.datetime,
) -> list[Occasion]:
    """Return those that begin later than `after` and no later than `until`."""
    found = occasions(kind, definition, zone, after=after)
    return list(takewhile(lambda one: one.begins_at <= until, found))


def day_of(when: When, occurrence: str) -> datetime.date | None:
    """Return the day of everybody's own calendar that an occurrence is meant for; None for any."""
    if occurrence == ONCE:
        return when.day
    return datetime.date.fromisoformat(occurrence) if when.repeat else None


def due_moment(
    when: When, due_at: datetime.datetime, starts_at: datetime.datetime
) -> datetime.datetime:
    """Return when messages are due at a fixed time: newcomers' at once, the others' as planned."""
    has_time = when.at is not None or when.day is not None or when.repeat is not None
    return due_at if has_time else max(due_at, starts_at)


def _occasions(
    kind: CampaignKind,
    definition: CampaignDefinition,
    zone: ZoneInfo,
    after: datetime.datetime,
) -> Iterator[Occasion]:
    when = definition.when
    if kind is CampaignKind.BROADCAST:
        yield from _broadcast(when, zone)
        return
    first = (after - AROUND_THE_WORLD).astimezone(zone).date()
    if kind is CampaignKind.ON_ENTRY:
        yield from _days_of_newcomers(first, when, zone)
    elif when.repeat is not None:
        for day in days_from(first, when.repeat):
            yield _occasion(day.isoformat(), day, when, zone)


def _broadcast(when: When, zone: ZoneInfo) -> Iterator[Occasion]:
    if when.at is not None:
        yield Occasion(key=ONCE, begins_at=when.at, ends_at=when.at + _keeps(when))
    elif when.day is not None:
        yield _occasion(ONCE, when.day, when, zone)


def _occasion(key: str, day: datetime.date, when: When, zone: ZoneInfo) -> Occasion:
    at = when.local_time or MIDNIGHT
    if when.mode is TimeMode.FIXED:
        begins_at = ends_at = local_moment(day, at, zone)
    elif when.mode is TimeMode.LOCAL:
        begins_at, ends_at = first_anywhere(day, at), last_anywhere(day, at)
    else:
        begins_at = first_anywhere(day, MIDNIGHT)
        ends_at = last_anywhere(day, LAST_HOUR)
    return Occasion(key=key, begins_at=begins_at, ends_at=ends_at + _keeps(when))


def _days_of_newcomers(
    first: datetime.date, when: When, zone: ZoneInfo
) -> Iterator[Occasion]:
    day = first
    while True:
        following = day + DAY
        yield Occasion(
            key=day.isoformat(),
            begins_at=local_moment(day, MIDNIGHT, zone),
            ends_at=local_moment(following, MIDNIGHT, zone),
        )
        day = following


def _keeps(when: When) -> datetime.timedelta:
    return datetime.timedelta(hours=when.deadline_hours)
