"""How often a client has come to a place, counted in the shop's cache."""

import datetime
import logging

from django.core.cache import cache

from ..core import clock
from .private_hash import text_hash

logger = logging.getLogger(__name__)


def seconds_to_wait(
    place: str, client: str, *, most: int, period: datetime.timedelta
) -> int:
    """Count a request, and return after how many seconds the client may come; 0 for now.

    The client is known by the keyed hash of what is given: an address, or a name. Without a cache
    everybody may come: that a limit cannot be counted must not keep anybody from leaving.
    """
    length = int(period.total_seconds())
    window, gone = divmod(int(clock.now().timestamp()), length)
    key = f"crm:rate:{place}:{window}:{text_hash(client)}"
    try:
        cache.add(key, 0, timeout=length)
        count = cache.incr(key)
    except Exception:  # whatever the shop's cache raises: the library is its choice
        logger.warning("Requests to %s are not counted: no cache", place)
        return 0
    return length - gone if count > most else 0
