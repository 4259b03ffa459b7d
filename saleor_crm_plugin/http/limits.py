"""How often a client may come, and how much it may send."""

from django.http import HttpRequest

from ..saleor_adapter import request_counts
from .route import Route


class BodyTooLarge(Exception):
    """The request has more of a body than its route takes."""


def seconds_to_wait(route: Route, client: str) -> int:
    """Count a request, and return after how many seconds the client may come; 0 for now."""
    return request_counts.seconds_to_wait(
        route.pattern, client, most=route.rate.count, period=route.rate.period
    )


def body_of(request: HttpRequest, limit: int) -> bytes:
    """Read the body; no more than one byte above the limit. Raises BodyTooLarge."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdigit() or int(announced) > limit:
        raise BodyTooLarge
    body = request.read(limit + 1)
    if len(body) > limit:
        raise BodyTooLarge
    return body
