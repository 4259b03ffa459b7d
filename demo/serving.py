"""Web server, worker and beat as children, as a shop runs them, and the demo's mailbox and shell."""

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from runner.folders import data_folder
from runner.processes import (
    Child,
    ProcessDied,
    Program,
    Supervisor,
    last_lines,
    supervised,
)

from .listeners import HOST, Port
from .ports import Ports

CELERY = ("-m", "celery", "--app", "saleor.celeryconf:app")
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")
WARNINGS = ("--loglevel", "WARNING")
# A free machine takes seconds, one that runs tests or measurements beside it takes minutes.
READY_SECONDS = 900.0
# Then the question is put anew; a child that ends is noticed at once.
ASK_SECONDS = 5.0


@dataclass(frozen=True)
class Engine:
    """By which Python the shop's own programs run, with what besides, and who keeps the schedule."""

    python: str
    variables: Mapping[str, str]
    scheduler: Sequence[str]


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

    The ports are those programs' own from then on. Raises ProcessDied if one of them does not
    answer.
    """
    with supervised() as supervisor:
        mailbox = supervisor.start(_mailbox_program(ports, letters, logs))
        shell = supervisor.start(shell_program(ports, logs))
        web, *_ = [supervisor.start(each) for each in _programs(engine, ports, logs)]
        ports.hand_over()
        for child, port in (
            (mailbox, ports.mailbox),
            (shell, ports.shell),
            (web, ports.web),
        ):
            wait_for(child, port)
        yield Running(ports=ports, letters=letters, supervisor=supervisor)


def shell_program(ports: Ports, logs: Path) -> Program:
    """Return the server of the page that plays the Dashboard."""
    handle = ports.shell.handle
    return Program(
        name="shell",
        command=[sys.executable, "-m", "demo.shell", str(handle), ports.api_url],
        log=logs / "shell.log",
        handles=[handle],
    )


def web_program(engine: Engine, ports: Ports, logs: Path) -> Program:
    """Return the shop's web server."""
    handle = ports.web.handle
    web = _by(engine, "web", ["-m", "demo.web", str(handle)], logs)
    return replace(web, handles=[handle])


def _mailbox_program(ports: Ports, letters: Path, logs: Path) -> Program:
    """Return the server of mailbox and storefront."""
    handles = [ports.smtp.handle, ports.mailbox.handle]
    return Program(
        name="mailbox",
        command=[
            *(sys.executable, "-m", "demo.mailbox", str(letters)),
            *(*map(str, handles), ports.shop_url),
        ],
        log=logs / "mailbox.log",
        handles=handles,
    )


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


def wait_for(child: Child, port: Port) -> None:
    """Return when the child answers there. Raises ProcessDied if it ends or is silent for too long.

    Its listener takes the question at once, and the answer comes when the program is ready.
    """
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        child.check()
        asked = HTTPConnection(HOST, port.number, timeout=ASK_SECONDS)
        with suppress(OSError, HTTPException), closing(asked):
            asked.request("GET", "/")
            asked.getresponse()
            return
        time.sleep(0.1)
    program = child.program
    raise ProcessDied(
        f"{program.name} runs but has not answered at {port.url} for "
        f"{READY_SECONDS / 60:.0f} minutes; see {program.log}\n{last_lines(program.log)}"
    )
