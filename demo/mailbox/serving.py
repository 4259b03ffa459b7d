"""Take letters by SMTP and show them by HTTP, both for this machine only."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from . import letters, pages

HOST = "127.0.0.1"
STOREFRONT = "/shop"


class PostOffice:
    """Keeps every letter that comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(  # noqa: N802 (the library's name)
        self, _server: Any, _session: Any, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        letters.keep(self._folder, content)
        return "250 2.0.0 kept"


@contextmanager
def receiving(folder: Path, port: int) -> Iterator[None]:
    """Take letters inside the block, in a thread of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    controller = Controller(PostOffice(folder), hostname=HOST, port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def reading_room(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return the server of the page, listening already."""

    class Reader(_Reader):
        letters_folder = folder

    return ThreadingHTTPServer((HOST, port), Reader)


class _Reader(BaseHTTPRequestHandler):
    letters_folder: Path

    def do_GET(self) -> None:
        status, page = self._answer()
        body = page.encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            "Content-Security-Policy": pages.POLICY,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the page asks again every few seconds."""

    def _answer(self) -> tuple[HTTPStatus, str]:
        path = self.path.partition("?")[0]
        if path.startswith(f"{STOREFRONT}/"):
            return HTTPStatus.OK, pages.storefront(path.removeprefix(STOREFRONT))
        known = letters.newest(self.letters_folder)
        if path == "/":
            return HTTPStatus.OK, pages.mailbox(known, None)
        chosen = letters.find(self.letters_folder, path.removeprefix("/letters/"))
        found = HTTPStatus.OK if chosen else HTTPStatus.NOT_FOUND
        return found, pages.mailbox(known, chosen)
