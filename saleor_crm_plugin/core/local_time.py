"""Which moment a time on the wall is: in every place, also on days on which clocks are changed."""

import datetime
from zoneinfo import ZoneInfo

UTC = datetime.UTC
SECOND = datetime.timedelta(seconds=1)


def local_moment(
    day: datetime.date, at: datetime.time, zone: ZoneInfo
) -> datetime.datetime:
    """Return the moment (UTC) at which clocks in the zone show `at` on that day.

    A time that is skipped is the first one that exists after it, so that 02:30 is 03:00 where
    clocks go from 02:00 to 03:00. A time that comes twice is meant the first time.
    """
    wall = datetime.datetime.combine(day, at)
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if _wall(moment, zone) == wall:
        return moment
    # Read by the offset from after the change, a skipped time lies before the change.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return _change_between(before, moment, zone)


def _wall(moment: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def _change_between(
    before: datetime.datetime, after: datetime.datetime, zone: ZoneInfo
) -> datetime.datetime:
    """Return the first whole second after `before` at which clocks are as they are at `after`."""
    then = before.astimezone(zone).utcoffset()
    low, high = before, after
    while high - low > SECOND:
        middle = low + (high - low) // (2 * SECOND) * SECOND
        if middle.astimezone(zone).utcoffset() == then:
            low = middle
        else:
            high = middle
    return high
