"""The storefront's files and its two questions, for this machine only."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from ..api import Refused
from .records import Shop

FILES = Path(__file__).parent / "files"
KIT = Path(__file__).resolve().parents[2] / "storefront_kit" / "src"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
JSON = "application/json"
MOST_BYTES = 2000


@dataclass(frozen=True)
class Answer:
    """What is sent back."""

    status: HTTPStatus
    kind: str
    body: bytes


class Storefront:
    """Everything below one path; `shop_url` is where the shop itself answers."""

    def __init__(self, shop_url: str) -> None:
        self._shop = Shop(shop_url)
        # Only what was there at the start is served, so no path leads anywhere else.
        self._files = {f"/files/{file.name}": file for file in FILES.iterdir()} | {
            f"/kit/{file.name}": file for file in KIT.glob("*.js")
        }
        self.policy = "; ".join(
            [
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:",
                f"connect-src 'self' {shop_url}",
                "form-action 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
            ]
        )

    def get(self, path: str) -> Answer:
        """Return a file, what the shop sells, or the page, whatever else it is asked for."""
        if path == "/shop.json":
            return _asked(self._shop.goods)
        if path in self._files:
            return _file(self._files[path])
        if path.startswith(("/files/", "/kit/")):
            return Answer(HTTPStatus.NOT_FOUND, "text/plain", b"")
        return _file(FILES / "index.html")

    def post(self, path: str, kind: str, body: bytes) -> Answer:
        """Take a payment: the cart's ID as JSON, which no other origin's form can send."""
        if path != "/pay" or kind != JSON:
            return Answer(HTTPStatus.NOT_FOUND, "text/plain", b"")
        try:
            checkout = str(json.loads(body)["checkout"])
        except (ValueError, KeyError, TypeError):
            return Answer(HTTPStatus.BAD_REQUEST, "text/plain", b"")
        return _asked(lambda: self._shop.pay(checkout))


def _file(file: Path) -> Answer:
    return Answer(HTTPStatus.OK, TYPES[file.suffix], file.read_bytes())


def _asked(question: Callable[[], Any]) -> Answer:
    try:
        answer = question()
    except (Refused, OSError) as error:
        body = json.dumps({"error": str(error)[:200]}).encode()
        return Answer(HTTPStatus.BAD_GATEWAY, JSON, body)
    return Answer(HTTPStatus.OK, JSON, json.dumps(answer).encode())
