"""The shop as an ASGI application, for uvicorn; browsers may ask it from other origins too."""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from fnmatch import fnmatchcase
from typing import Any

from django.conf import settings
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor.settings")

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_CREDENTIALS: Headers = [
    (b"access-control-allow-credentials", b"true"),
    (b"vary", b"Origin"),
]
_PREFLIGHT: Headers = [
    *_CREDENTIALS,
    (
        b"access-control-allow-headers",
        b"Origin, Content-Type, Accept, Authorization, Authorization-Bearer",
    ),
    (b"access-control-allow-methods", b"POST, OPTIONS"),
    (b"access-control-max-age", b"600"),
]


def _answer_other_origins(shop: Application) -> Application:
    """Let pages of the allowed origins read the answers, as the shop's own CORS handler does."""

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await shop(scope, receive, send)
        allowed = _allowed_origin(scope)
        if scope["method"] == "OPTIONS":
            start = {
                "type": "http.response.start",
                "status": 200 if allowed else 400,
                "headers": [*_PREFLIGHT, *allowed],
            }
            await send(start)
            return await send({"type": "http.response.body", "body": b""})

        async def send_with_origin(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", []))
                message = {**message, "headers": [*own, *_CREDENTIALS, *allowed]}
            await send(message)

        return await shop(scope, receive, send_with_origin)

    return answer


def _allowed_origin(scope: Message) -> Headers:
    """Return the header that allows the asking page's origin, or none."""
    origin = dict(scope["headers"]).get(b"origin", b"")
    patterns = settings.ALLOWED_GRAPHQL_ORIGINS
    if origin and any(fnmatchcase(origin.decode("latin1"), one) for one in patterns):
        return [(b"access-control-allow-origin", origin)]
    return []


application = _answer_other_origins(get_asgi_application())
