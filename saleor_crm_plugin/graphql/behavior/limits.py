"""How often storefronts may tell something, by the client's address and by the visitor."""

import datetime
from typing import Any

from ...behavior.errors import TooOften
from ...saleor_adapter.http_requests import client_ip
from ...saleor_adapter.request_counts import seconds_to_wait

MINUTE = datetime.timedelta(minutes=1)
# Shops, schools and mobile networks share one address.
PER_ADDRESS = 600
PER_VISITOR = 60


def require_seldom(request: Any, place: str, visitor: str) -> None:
    """Count a call, and raise TooOften above 60 a minute of a visitor or 600 of an address."""
    waits = (
        seconds_to_wait(place, client_ip(request), most=PER_ADDRESS, period=MINUTE),
        seconds_to_wait(f"{place}:v", visitor, most=PER_VISITOR, period=MINUTE),
    )
    if any(waits):
        raise TooOften(max(waits))
