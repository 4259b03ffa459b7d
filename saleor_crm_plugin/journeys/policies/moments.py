"""When a step is over: whole hours of a place, across the days on which clocks change."""

import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...core.local_time import local_moment

DAY = datetime.timedelta(days=1)
# A local hour is never further away: a day, and an hour for the clocks.
FARTHEST = datetime.timedelta(hours=49)


def next_local_time(
    after: datetime.datetime, wanted: datetime.time, zone: str
) -> datetime.datetime:
    """Return the first moment later than `after` at which clocks in the zone show `wanted`.

    On the day on which that time does not exist it is the moment to which clocks jump; where it
    comes twice, the first. An unknown zone counts as UTC. Moments are aware.
    """
    place = known_zone(zone)
    day = after.astimezone(place).date()
    while True:
        moment = local_moment(day, wanted, place)
        if moment > after:
            return moment
        day += DAY


def known_zone(name: str) -> ZoneInfo:
    """Return the zone of this name; UTC for one that nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
