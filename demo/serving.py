"""Web server, worker and beat as children, as a shop runs them, and the demo's mailbox and shell."""

import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from runner.folders import data_folder
from runner.processes import Child, ProcessDied, Program, Supervisor, supervised

from .ports import HOST, Ports

CELERY = ("-m", "celery", "--app", "saleor.celeryconf:app")
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")
WARNINGS = ("--loglevel", "WARNING")


@dataclass(frozen=True)
class Engine:
    """By which Python the shop's own programs run, with what besides, and who keeps the schedule."""

    python: str
    variables: Mapping[str, str]
    scheduler: Sequence[str]
    ready_seconds: float = 60.0


@dataclass(frozen=True)
class Running:
    """Where everything answers, the folder of the letters, and the children."""

    ports: Ports
    letters: Path
    supervisor: Supervisor


@contextmanager
def serving(ports: Ports) -> Iterator[Running]:
    """Run the demo's shop until the block ends; nothing is left running afterwards."""
    logs, letters = data_folder() / "demo-logs", data_folder() / "demo-letters"
    schedule = ("--schedule", str(logs / f"beat-{os.getpid()}"))
    engine = Engine(
        python=sys.executable,
        variables={},
        scheduler=("celery.beat.PersistentScheduler", *schedule),
    )
    with serving_by(engine, ports, letters=letters, logs=logs) as running:
        yield running


@contextmanager
def serving_by(
    engine: Engine, ports: Ports, *, letters: Path, logs: Path
) -> Iterator[Running]:
    """Run a shop by the engine, mailbox and shell by our own Python, until the block ends.

    Raises ProcessDied if one of them does not answer.
    """
    ports.let_go()
    with supervised() as supervisor:
        mailbox = supervisor.start(
            Program(
                name="mailbox",
                command=[
                    *(sys.executable, "-m", "demo.mailbox", str(letters)),
                    *(str(ports.smtp), str(ports.mailbox), ports.shop_url),
                ],
                log=logs / "mailbox.log",
            )
        )
        shell = supervisor.start(shell_program(ports, logs))
        web, *_ = [supervisor.start(each) for each in _programs(engine, ports, logs)]
        for child, port in (
            (mailbox, ports.smtp),
            (mailbox, ports.mailbox),
            (shell, ports.shell),
            (web, ports.web),
        ):
            wait_for(child, port, engine.ready_seconds)
        yield Running(ports=ports, letters=letters, supervisor=supervisor)


def shell_program(ports: Ports, logs: Path) -> Program:
    """Return the server of the page that plays the Dashboard."""
    return Program(
        name="shell",
        command=[sys.executable, "-m", "demo.shell", str(ports.shell), ports.api_url],
        log=logs / "shell.log",
    )


def web_program(engine: Engine, ports: Ports, logs: Path) -> Program:
    """Return the shop's web server."""
    command = [
        *("-m", "uvicorn", "saleor.asgi:application"),
        *("--host", HOST, "--port", str(ports.web)),
        *("--lifespan", "off", "--no-access-log"),
    ]
    return _by(engine, "web", command, logs)


def _programs(engine: Engine, ports: Ports, logs: Path) -> Iterator[Program]:
    """Return web server, worker and beat."""
    yield web_program(engine, ports, logs)
    for name, command in {
        "worker": [*CELERY, "worker", "--concurrency", "1", *QUIET, *WARNINGS],
        "beat": [*CELERY, "beat", *WARNINGS, "--scheduler", *engine.scheduler],
    }.items():
        yield _by(engine, name, command, logs)


def _by(engine: Engine, name: str, command: Sequence[str], logs: Path) -> Program:
    return Program(
        name=name,
        command=[engine.python, *command],
        log=logs / f"{name}.log",
        environment=engine.variables,
    )


def wait_for(child: Child, port: int, seconds: float) -> None:
    """Return when the child listens there. Raises ProcessDied if it does not, or has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        child.check()
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise ProcessDied(f"The {child.program.name} did not answer in {seconds:.0f} s.")
