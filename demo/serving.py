"""Web server, worker and beat as children, as a shop runs them, and the demo's mailbox."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from runner.folders import data_folder
from runner.processes import Child, ProcessDied, Program, Supervisor, supervised

from .ports import HOST, Ports

READY_SECONDS = 60.0
CELERY = ("-m", "celery", "--app", "saleor.celeryconf:app")
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")


@dataclass(frozen=True)
class Running:
    """Where everything answers, the folder of the letters, and the children."""

    ports: Ports
    letters: Path
    supervisor: Supervisor


@contextmanager
def serving(ports: Ports) -> Iterator[Running]:
    """Run the shop until the block ends; nothing is left running afterwards."""
    logs, letters = data_folder() / "demo-logs", data_folder() / "demo-letters"
    ports.let_go()
    with supervised() as supervisor:
        mailbox = supervisor.start(
            Program(
                name="mailbox",
                command=[
                    *(sys.executable, "-m", "demo.mailbox", str(letters)),
                    *(str(ports.smtp), str(ports.mailbox)),
                ],
                log=logs / "mailbox.log",
            )
        )
        web = supervisor.start(
            Program(
                name="web",
                command=[
                    *(sys.executable, "-m", "uvicorn", "saleor.asgi:application"),
                    *("--host", HOST, "--port", str(ports.web)),
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
        for child, port in (
            (mailbox, ports.smtp),
            (mailbox, ports.mailbox),
            (web, ports.web),
        ):
            _wait_for(child, port)
        yield Running(ports=ports, letters=letters, supervisor=supervisor)


def _wait_for(child: Child, port: int) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        child.check()
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise ProcessDied(
        f"The {child.program.name} did not answer in {READY_SECONDS:.0f} s."
    )
