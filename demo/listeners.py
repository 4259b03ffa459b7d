"""Ports that are taken from their choice on, and handed on to the programs that answer there.

A port that was only found free, and is taken later by its program, may be another's by then.
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from runner.processes import ProcessDied

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Port:
    """A port of this machine, and the socket that listens there."""

    number: int
    listener: socket.socket

    @property
    def url(self) -> str:
        """Return the address of what answers there by HTTP."""
        return f"http://{HOST}:{self.number}"

    @property
    def handle(self) -> int:
        """Return the number under which a program inherits the listener."""
        return self.listener.fileno()

    def close(self) -> None:
        """Leave the port to whoever has inherited it; it is free when they end."""
        self.listener.close()


def listen(usual: int = 0) -> Port:
    """Take that port if it is free, else any. Raises ProcessDied if none is."""
    for wanted in (usual, 0):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, wanted))
            listener.listen()
        except OSError:
            listener.close()
            continue
        return Port(int(listener.getsockname()[1]), listener)
    raise ProcessDied("There is no free port on this machine.")


def inherited(handle: str) -> socket.socket:
    """Return the listener that the program which started this one has handed on."""
    return socket.socket(fileno=int(handle))


def web_server(
    listener: socket.socket, handler: Callable[..., BaseHTTPRequestHandler]
) -> ThreadingHTTPServer:
    """Return a server that answers at a listener, which it closes with itself."""
    address = listener.getsockname()
    server = ThreadingHTTPServer(address, handler, bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    return server
