"""When an event happened, told by a clock that may be wrong."""

import datetime

# What a device has kept to itself for longer is no news.
OLDEST = datetime.timedelta(days=7)
_MIDNIGHT = datetime.time()


def kept_since(now: datetime.datetime, days: int) -> datetime.datetime:
    """Return the moment before which nothing counts any more: the beginning of a day (UTC)."""
    day = (now - datetime.timedelta(days=days)).astimezone(datetime.UTC).date()
    return datetime.datetime.combine(day, _MIDNIGHT, tzinfo=datetime.UTC)


def happened_at(
    told: datetime.datetime | None,
    sent: datetime.datetime | None,
    now: datetime.datetime,
) -> datetime.datetime:
    """Return the moment of an event by our clock: never after now, at most 7 days ago.

    `told` and `sent` are moments of the client's clock, at the event and at sending; how far that
    clock is off is seen from `sent`. Without `told` it happened just now; without `sent` the
    clock is taken to be right.
    """
    if told is None:
        return now
    off = now - sent if sent is not None else datetime.timedelta()
    try:
        moment = told + off
    except OverflowError:
        return now
    return min(max(moment, now - OLDEST), now)
