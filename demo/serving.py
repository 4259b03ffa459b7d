"""Web server, worker and beat as children, as a shop runs them."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from runner.folders import data_folder
from runner.processes import Child, ProcessDied, Program, Supervisor, supervised

PORT = 8000
READY_SECONDS = 60.0
CELERY = ("-m", "celery", "--app", "saleor.celeryconf:app")
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")


@dataclass(frozen=True)
class Running:
    """Where the shop answers, and its children."""

    url: str
    supervisor: Supervisor


@contextmanager
def serving() -> Iterator[Running]:
    """Run the shop until the block ends; nothing is left running afterwards."""
    logs = data_folder() / "demo-logs"
    port = _free_port()
    with supervised() as supervisor:
        web = supervisor.start(
            Program(
                name="web",
                command=[
                    *(sys.executable, "-m", "uvicorn", "saleor.asgi:application"),
                    *("--host", "127.0.0.1", "--port", str(port)),
                    *("--lifespan", "off", "--no-access-log"),
                ],
                log=logs / "web.log",
            )
        )
        supervisor.start(
            Program(
                name="worker",
                command=[
                    *(sys.executable, *CELERY, "worker", "--concurrency", "1", *QUIET),
                    *("--loglevel", "WARNING"),
                ],
                log=logs / "worker.log",
            )
        )
        supervisor.start(
            Program(
                name="beat",
                command=[
                    *(sys.executable, *CELERY, "beat", "--loglevel", "WARNING"),
                    *("--scheduler", "celery.beat.PersistentScheduler"),
                    *("--schedule", str(logs / f"beat-{os.getpid()}")),
                ],
                log=logs / "beat.log",
            )
        )
        _wait_for(web, port)
        yield Running(url=f"http://127.0.0.1:{port}", supervisor=supervisor)


def _free_port() -> int:
    for wanted in (PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ProcessDied("There is no free port on this machine.")


def _wait_for(web: Child, port: int) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        web.check()
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise ProcessDied(f"The web server did not answer in {READY_SECONDS:.0f} s.")
