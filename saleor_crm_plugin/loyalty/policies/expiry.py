"""Until when points last: a term, then the end of a period, the last day counted whole."""

import calendar
import datetime
from zoneinfo import ZoneInfo

from ..terms import ExpiryRounding, ExpiryTerms, ExpiryUnit

_MONTHS_IN = {
    ExpiryRounding.MONTH: 1,
    ExpiryRounding.QUARTER: 3,
    ExpiryRounding.YEAR: 12,
}


def expiry_moment(
    start: datetime.datetime, expiry: ExpiryTerms, time_zone: str
) -> datetime.datetime | None:
    """Return the first moment after the last day of points whose term starts at `start`.

    The last day counts whole, in the program's time zone; the answer is in UTC. None: never.
    """
    if expiry.unit == ExpiryUnit.NEVER:
        return None
    zone = ZoneInfo(time_zone)
    first_day = start.astimezone(zone).date()
    if expiry.unit == ExpiryUnit.DAYS:
        last_day = first_day + datetime.timedelta(days=expiry.length)
    else:
        last_day = _months_later(first_day, expiry.length)
    day_after = _end_of_period(last_day, expiry.rounding) + datetime.timedelta(days=1)
    midnight = datetime.datetime.combine(day_after, datetime.time(), tzinfo=zone)
    return midnight.astimezone(datetime.UTC)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def _end_of_period(day: datetime.date, rounding: ExpiryRounding) -> datetime.date:
    if rounding == ExpiryRounding.NONE:
        return day
    length = _MONTHS_IN[rounding]
    first_of_period = day.replace(day=1, month=(day.month - 1) // length * length + 1)
    return _months_later(first_of_period, length) - datetime.timedelta(days=1)
