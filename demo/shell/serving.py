"""Serve the shell's few files, for this machine only."""

import json
import socket
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from demo.listeners import web_server

FILES = Path(__file__).parent / "files"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
CONFIG = "/shell.json"


def shell(listener: socket.socket, api_url: str) -> ThreadingHTTPServer:
    """Return the server at a listener; `api_url` is the GraphQL address."""
    return web_server(listener, partial(_Shell, api_url))


class _Shell(BaseHTTPRequestHandler):
    def __init__(self, api_url: str, *arguments: Any) -> None:
        self._api_url = api_url
        # Answers the request before it returns.
        super().__init__(*arguments)

    def do_GET(self) -> None:
        status, kind, body = self._answer(urlsplit(self.path).path)
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": self._policy(),
            # The pages in the frames learn from it to whom they talk.
            "Referrer-Policy": "origin-when-cross-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _answer(self, path: str) -> tuple[HTTPStatus, str, bytes]:
        if path == CONFIG:
            config = json.dumps({"apiUrl": self._api_url}).encode()
            return HTTPStatus.OK, "application/json", config
        known = {f"/{file.name}": file for file in FILES.iterdir()}
        if path in known:
            file = known[path]
        elif Path(path).suffix in TYPES or path == "/favicon.ico":
            return HTTPStatus.NOT_FOUND, "text/plain", b""
        else:
            # Any other address is one of the page itself, which draws what belongs there.
            file = FILES / "index.html"
        return HTTPStatus.OK, TYPES[file.suffix], file.read_bytes()

    def _policy(self) -> str:
        parts = urlsplit(self._api_url)
        shop = f"{parts.scheme}://{parts.netloc}"
        return "; ".join(
            [
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:",
                f"connect-src 'self' {shop}",
                f"frame-src {shop}",
                f"form-action 'self' {shop}",
                "base-uri 'none'",
                "frame-ancestors 'none'",
            ]
        )
