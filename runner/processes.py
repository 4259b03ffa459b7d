"""Start, watch and stop child processes, so that nothing is left running whatever happens."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

POLL_SECONDS = 0.05
PR_SET_PDEATHSIG = 1  # linux/prctl.h
NOBODY = 65534


class ProcessDied(Exception):
    """A child ended although it should go on; the message carries the end of its log."""


@dataclass(frozen=True)
class Program:
    """What to start: a name, the command, and how it wants to be treated."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    grace_seconds: float = 10.0
    as_nobody: bool = False
    # Of open files, such as listening sockets, that the child shall have under the same number.
    handles: Sequence[int] = ()


class Child:
    """A running program in a session of its own, with its output in a file."""

    def __init__(self, program: Program):
        self.program = program
        program.log.parent.mkdir(parents=True, exist_ok=True)
        with program.log.open("ab") as log:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(
                list(program.command),
                cwd=program.folder,
                env={**os.environ, **program.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=self.program.handles,
                preexec_fn=_dies_with_parent(program.stop_signal),  # noqa: PLW1509
                user=NOBODY if program.as_nobody else None,
                group=NOBODY if program.as_nobody else None,
                extra_groups=[] if program.as_nobody else None,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_running(self) -> bool:
        return self._process.poll() is None

    def check(self) -> None:
        """Raise `ProcessDied` with the log's last lines if the child has ended."""
        code = self._process.poll()
        if code is not None:
            raise ProcessDied(
                f"{self.program.name} ended with {code}; see {self.program.log}\n"
                f"{last_lines(self.program.log)}"
            )

    def wait(self) -> int:
        """Return the exit code once the child has ended by itself."""
        return self._process.wait()

    def kill(self) -> None:
        """Kill the child and its whole session at once, as a crash would."""
        self._signal_session(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> int:
        """Stop politely, after the grace period by force; return the exit code.

        Calling it twice is harmless.
        """
        if self.is_running():
            self._process.send_signal(self.program.stop_signal)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(self.program.grace_seconds)
        # Also when the leader is gone: what it started may not be.
        self._signal_session(signal.SIGKILL)
        return self._process.wait()

    def _signal_session(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


class Supervisor:
    """A handful of children that are stopped together, the last started first."""

    def __init__(self) -> None:
        self.children: dict[str, Child] = {}

    def start(self, program: Program) -> Child:
        child = Child(program)
        self.children[program.name] = child
        return child

    def check(self) -> None:
        """Raise `ProcessDied` for the first child that has ended."""
        for child in self.children.values():
            child.check()

    def watch(self) -> None:
        """Block until a child dies (`ProcessDied`) or the user interrupts (`KeyboardInterrupt`)."""
        while True:
            self.check()
            time.sleep(0.5)

    def stop(self) -> None:
        """Ask all to end at the same time, then wait for each."""
        running = [child for child in self.children.values() if child.is_running()]
        for child in running:
            os.kill(child.pid, child.program.stop_signal)
        for child in reversed(list(self.children.values())):
            child.stop()
        self.children.clear()


@contextmanager
def supervised() -> Iterator[Supervisor]:
    """Yield a supervisor whose children are stopped on the way out."""
    supervisor = Supervisor()
    try:
        yield supervisor
    finally:
        supervisor.stop()


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into an orderly exit, so that every `finally` runs."""

    def leave(number: int, frame: FrameType | None) -> None:
        # A second signal must not interrupt the stopping.
        for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(128 + number)

    before = {
        number: signal.signal(number, leave)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def last_lines(log: Path, count: int = 15) -> str:
    """Return the end of a log, for a message."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])


def _dies_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Ask the kernel to stop the child when we are killed; only Linux can.

    Run in the child after its user was changed: a change of user clears the request.
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(number))

    return ask
