"""Places where clocks show some hour now."""

import datetime
from zoneinfo import ZoneInfo

from saleor_crm_plugin.core.time_zones import known_zones


def zone_where_it_is(hour: int, now: datetime.datetime) -> str:
    """Return the first zone by name in which clocks show this hour now."""
    return next(
        name
        for name in sorted(known_zones())
        if "/" in name and now.astimezone(ZoneInfo(name)).hour == hour
    )
