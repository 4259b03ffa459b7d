"""The demo finds a place where it is night, whenever it is started."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from demo.wall_clocks import zone_where_it_is

NOW = datetime.datetime(2026, 11, 22, 18, 31, tzinfo=datetime.UTC)


@pytest.mark.parametrize("hour", range(24))
def test_every_hour_is_now_somewhere(hour):
    zone = ZoneInfo(zone_where_it_is(hour, NOW))
    assert NOW.astimezone(zone).hour == hour
