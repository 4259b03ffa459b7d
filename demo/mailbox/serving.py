"""Take letters by SMTP and show them by HTTP, both for this machine only.

Links of letters lead into the demo's storefront, which is served beside them.
"""

import asyncio
import socket
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import BaseThreadedController
from aiosmtpd.smtp import Envelope

from ..listeners import web_server
from ..storefront.serving import MOST_BYTES, Answer, Storefront
from . import letters, pages

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


class _MailServer(BaseThreadedController):
    """Takes letters at a listener, in a thread of its own."""

    def __init__(self, office: PostOffice, listener: socket.socket) -> None:
        super().__init__(office)
        self._listener = listener

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listener)

    def _trigger_server(self) -> None:
        # It begins with the first visitor, so that what is wrong with it is told at the start.
        with socket.create_connection(self._listener.getsockname()) as visitor:
            visitor.recv(1)


@contextmanager
def receiving(folder: Path, listener: socket.socket) -> Iterator[None]:
    """Take letters inside the block."""
    folder.mkdir(parents=True, exist_ok=True)
    controller = _MailServer(PostOffice(folder), listener)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def reading_room(
    folder: Path, listener: socket.socket, shop_url: str
) -> ThreadingHTTPServer:
    """Return the server of the page and the storefront at a listener."""

    class Reader(_Reader):
        letters_folder = folder
        storefront = Storefront(shop_url)

    return web_server(listener, Reader)


class _Reader(BaseHTTPRequestHandler):
    letters_folder: Path
    storefront: Storefront

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith(f"{STOREFRONT}/"):
            answer = self.storefront.get(path.removeprefix(STOREFRONT))
            return self._send(answer, self.storefront.policy)
        return self._send(self._letters(path), pages.POLICY)

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        # Whatever is longer is cut, and is no payment then.
        body = self.rfile.read(min(size, MOST_BYTES))
        path = self.path.removeprefix(STOREFRONT)
        kind = self.headers.get("Content-Type") or ""
        self._send(self.storefront.post(path, kind, body), self.storefront.policy)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the page asks again every few seconds."""

    def _letters(self, path: str) -> Answer:
        known = letters.newest(self.letters_folder)
        if path == "/":
            return _page(HTTPStatus.OK, pages.mailbox(known, None))
        chosen = letters.find(self.letters_folder, path.removeprefix("/letters/"))
        found = HTTPStatus.OK if chosen else HTTPStatus.NOT_FOUND
        return _page(found, pages.mailbox(known, chosen))

    def _send(self, answer: Answer, policy: str) -> None:
        self.send_response(answer.status)
        for name, value in {
            "Content-Type": answer.kind,
            "Content-Length": str(len(answer.body)),
            "Content-Security-Policy": policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)


def _page(status: HTTPStatus, page: str) -> Answer:
    return Answer(status, "text/html; charset=utf-8", page.encode())
