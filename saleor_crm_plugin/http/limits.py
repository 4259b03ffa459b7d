"""How often a client may come, and how much it may send."""

import logging

from django.core.cache import cache
from django.http import HttpRequest

from ..core import clock
from ..saleor_adapter.private_hash import text_hash
from .route import Route

logger = logging.getLogger(__name__)


class BodyTooLarge(Exception):
    """The request has more of a body than its route takes."""


def seconds_to_wait(route: Route, client: str) -> int:
    """Count a request, and return after how many seconds the client may come; 0 for now.

    The count is kept in the shop's cache by the hash of the client's address. Without a cache
    everybody may come: that a limit cannot be counted must not keep anybody from leaving.
    """
    period = int(route.rate.period.total_seconds())
    window, gone = divmod(int(clock.now().timestamp()), period)
    key = f"crm:rate:{route.pattern}:{window}:{text_hash(client)}"
    try:
        cache.add(key, 0, timeout=period)
        count = cache.incr(key)
    except Exception:  # whatever the shop's cache raises: the library is its choice
        logger.warning("Requests to %s are not counted: no cache", route.pattern)
        return 0
    return period - gone if count > route.rate.count else 0


def body_of(request: HttpRequest, limit: int) -> bytes:
    """Read the body; no more than one byte above the limit. Raises BodyTooLarge."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdigit() or int(announced) > limit:
        raise BodyTooLarge
    body = request.read(limit + 1)
    if len(body) > limit:
        raise BodyTooLarge
    return body
