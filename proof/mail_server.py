"""A mail server on this machine that takes every letter and remembers for whom."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"


class MailServer:
    """Whom letters were taken for, in their order; told while workers come and go."""

    def __init__(self) -> None:
        self.recipients: list[str] = []
        self._arrived = threading.Condition()

    async def handle_DATA(  # noqa: N802 the library's name
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        """Take a letter: from here on it has left."""
        with self._arrived:
            self.recipients += envelope.rcpt_tos
            self._arrived.notify_all()
        return "250 2.0.0 taken"

    def wait_for(self, count: int, seconds: float) -> bool:
        """Wait until so many letters were taken; say whether they were."""
        with self._arrived:
            return self._arrived.wait_for(
                lambda: len(self.recipients) >= count, seconds
            )


@contextmanager
def mail_server() -> Iterator[tuple[MailServer, int]]:
    """Run a mail server, and give it with its port."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    server = MailServer()
    controller = Controller(server, hostname=HOST, port=port)
    controller.start()
    try:
        yield server, port
    finally:
        controller.stop()
