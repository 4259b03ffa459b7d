"""Processes that can be killed and born again in no time: each is the child of one that is set up.

The nursery reads lines; for each it gives birth to a child that lives by it, says its process id,
and when the child has ended, how. One child at a time.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn


class Child:
    """A living child, or one that has ended and not been asked how."""

    def __init__(self, pid: int, process: subprocess.Popen[str]) -> None:
        self.pid = pid
        self._process = process

    @property
    def is_over(self) -> bool:
        """Whether it has ended by itself."""
        assert self._process.stdout is not None  # noqa: S101 for the type checker
        return bool(select.select([self._process.stdout], [], [], 0)[0])

    def wait(self) -> int:
        """Wait for its end, once; return its exit code, or the signal's number below zero."""
        return _read(self._process)

    def kill(self) -> int:
        """Kill it at once, without a word of warning; return what `wait` returns."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return self.wait()


class Nursery:
    """The parent of children that were not even connected to anything when they were born."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def child(self, line: str) -> Child:
        """Start a child that lives by this line; the one before must have ended."""
        assert self._process.stdin is not None  # noqa: S101 for the type checker
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return Child(_read(self._process), self._process)


class NurseryDied(Exception):  # noqa: N818 named after what happened
    """The parent is gone; its log says why."""


@contextmanager
def nursery(
    command: Sequence[str], *, variables: Mapping[str, str], log: Path
) -> Iterator[Nursery]:
    """Give the nursery that a program is which calls `serve`; end it and its child afterwards."""
    with (
        log.open("ab") as file,
        subprocess.Popen(
            command,
            env={**variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield Nursery(process)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def serve(live: Callable[[str], None]) -> None:
    """Be a nursery; nothing that children must not share may be open yet."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _live(live, line.strip())
        _tell(pid)
        _, status = os.waitpid(pid, 0)
        _tell(os.waitstatus_to_exitcode(status))


def _live(live: Callable[[str], None], line: str) -> NoReturn:
    code = 1
    try:
        live(line)
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
    finally:
        # Without the farewells of an interpreter: the nursery's pipes are not the child's.
        os._exit(code)


def _tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _read(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None  # noqa: S101 for the type checker
    said = process.stdout.readline()
    if not said:
        raise NurseryDied(f"with {process.wait()}")
    return int(said)
