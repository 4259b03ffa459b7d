"""Bring a PostgreSQL server: the one named by DATABASE_URL, else one of our own that ends with us."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from . import postgres_binaries
from .folders import data_folder
from .processes import NOBODY, Child, ProcessDied, Program

READY_SECONDS = 30.0
START_ATTEMPTS = 5
STATUS_LINE = 7  # of postmaster.pid
# For databases that are thrown away: nobody will ask for them after a power cut.
# Each statement of a test is small: to compile one costs more than to run it, and so does it to
# start two processes for one that names all tables.
WITHOUT_SAFETY = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("jit=off", "max_parallel_workers_per_gather=0"),
)
# For databases that are kept but can be made again: always whole, without the last half second.
WITHOUT_WAITING = ("synchronous_commit=off",)
ALWAYS = ("max_connections=200", "shared_buffers=256MB", "log_min_messages=warning")


@dataclass(frozen=True)
class Server:
    """A server one can connect to, where it came from in words, and the folder of its programs."""

    url: str
    origin: str
    binaries: Path | None = None


class AlreadyRunning(Exception):
    """Another process of ours uses this data folder at the moment."""


@contextmanager
def running(
    purpose: str, *, keep: bool = False, durable: bool = False
) -> Iterator[Server]:
    """Yield a server with a database named after the purpose, and stop it on the way out.

    The ladder: `DATABASE_URL`, the machine's server programs, the embedded ones of the package index.
    With `keep` the data is found again by the next start, otherwise it is deleted.
    With `durable` a commit waits for the disk, as in a shop. With `keep` it does not, but what is
    found again is whole; otherwise nothing is safe and all is fast.
    Raises `NoPostgres`, `AlreadyRunning` or `ProcessDied`.
    """
    given = os.environ.get("DATABASE_URL")
    if given:
        yield Server(given, "DATABASE_URL")
        return
    binaries = postgres_binaries.find()
    folder = (
        data_folder() / "postgres" / (purpose if keep else f"{purpose}-{os.getpid()}")
    )
    if not keep:
        _remove_leftovers(folder.parent, purpose)
    cluster = Cluster(binaries, folder, options=_options(keep=keep, durable=durable))
    try:
        cluster.start()
        cluster.create_database(purpose)
        version = postgres_binaries.version_of(binaries)
        origin = f"PostgreSQL {version} from {binaries}"
        yield Server(cluster.url(purpose), origin, binaries)
    finally:
        cluster.stop()
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _options(*, keep: bool, durable: bool) -> tuple[str, ...]:
    if durable:
        return ()
    return WITHOUT_WAITING if keep else WITHOUT_SAFETY


class Cluster:
    """A data folder with a server on a free port of the loopback interface."""

    def __init__(self, binaries: Path, folder: Path, *, options: tuple[str, ...]):
        self.binaries = binaries
        self.data = folder / "data"
        self.log = folder / "postgres.log"
        self.folder = folder
        self.options = ALWAYS + options
        self.port = 0
        self._child: Child | None = None

    @property
    def password(self) -> str:
        return (self.folder / "password").read_text()

    def url(self, database: str) -> str:
        return f"postgres://postgres:{self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Make the data folder if there is none, and start the server."""
        self._stop_orphan()
        if not (self.data / "PG_VERSION").exists():
            self._initialize()
        elif self._made_by() != postgres_binaries.version_of(self.binaries):
            # Data of another major version cannot be read; what we keep can be made again.
            shutil.rmtree(self.folder)
            self._initialize()
        for attempt in range(START_ATTEMPTS):
            try:
                self._start_on(_free_port())
            except ProcessDied:
                # Somebody else may have taken the port between our look and the start.
                if attempt == START_ATTEMPTS - 1:
                    raise
            else:
                return

    def create_database(self, name: str) -> None:
        """Create a database unless it is there."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            found = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [name]
            )
            if found.fetchone() is None:
                identifier = sql.Identifier(name)
                connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))

    def kill(self) -> None:
        """Kill the server at once, as a power cut would."""
        if self._child:
            self._child.kill()
            self._child = None

    def stop(self) -> None:
        """Stop the server: connections are cut, data is written. Harmless when it is not running."""
        if self._child:
            self._child.stop()
            self._child = None

    def _initialize(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.folder.chmod(0o755)
        password = self.folder / "password"
        password.touch(mode=0o600)
        password.write_text(secrets.token_urlsafe(24))
        if _is_root():
            os.chown(self.folder, NOBODY, NOBODY)
            os.chown(password, NOBODY, NOBODY)
        subprocess.run(
            [
                *(
                    self.binaries / "initdb",
                    "--pgdata",
                    self.data,
                    "--username=postgres",
                ),
                *("--auth=scram-sha-256", f"--pwfile={password}"),
                *("--encoding=UTF8", "--locale=C", "--no-sync"),
            ],
            check=True,
            cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            stdout=subprocess.DEVNULL,
            **(
                {"user": NOBODY, "group": NOBODY, "extra_groups": []}
                if _is_root()
                else {}
            ),  # type: ignore[call-overload]
        )

    def _start_on(self, port: int) -> None:
        options = (
            *self.options,
            *postgres_binaries.stand_in_options(self.binaries, self.folder),
            *(f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories="),
        )
        self._child = Child(
            Program(
                name="postgres",
                command=[
                    *(str(self.binaries / "postgres"), "-D", str(self.data)),
                    *(part for option in options for part in ("-c", option)),
                ],
                log=self.log,
                environment={"LC_ALL": "C"},
                folder=Path("/"),
                # "Fast": cut the connections and write everything down.
                stop_signal=signal.SIGINT,
                grace_seconds=20.0,
                as_nobody=_is_root(),
            )
        )
        self._wait_until_ready()
        self.port = port

    def _wait_until_ready(self) -> None:
        assert self._child is not None  # noqa: S101 (set by the only caller)
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            self._child.check()
            if self._is_ready(self._child.pid):
                return
            time.sleep(0.05)
        self._child.stop()
        raise ProcessDied(
            f"postgres was not ready in {READY_SECONDS:.0f} s; see {self.log}"
        )

    def _is_ready(self, pid: int) -> bool:
        lines = self._pid_file()
        if len(lines) <= STATUS_LINE:
            return False
        return int(lines[0]) == pid and lines[STATUS_LINE].strip() == "ready"

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _stop_orphan(self) -> None:
        """Stop a server that outlived its runner; leave one alone whose runner still lives."""
        lines = self._pid_file()
        if not lines or not _runs_on(int(lines[0]), self.data):
            return
        pid = int(lines[0])
        if _parent_of(pid) > 1:
            raise AlreadyRunning(
                f"process {_parent_of(pid)} uses {self.data}; stop it first"
            )
        os.kill(pid, signal.SIGINT)
        until = time.monotonic() + READY_SECONDS
        while _runs_on(pid, self.data) and time.monotonic() < until:
            time.sleep(0.05)

    def _made_by(self) -> int:
        return int((self.data / "PG_VERSION").read_text().split(".")[0])


def _remove_leftovers(folder: Path, purpose: str) -> None:
    """Delete what a killed runner could not delete itself."""
    for old in folder.glob(f"{purpose}-*"):
        number = old.name.removeprefix(f"{purpose}-")
        if number.isdigit() and not Path(f"/proc/{number}").exists():
            shutil.rmtree(old, ignore_errors=True)


def _runs_on(pid: int, data: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return str(data).encode() in command


def _parent_of(pid: int) -> int:
    """Return the parent's id; 1 when it is gone, or cannot be known."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 1
    return int(status.rpartition(")")[2].split()[1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_root() -> bool:
    return os.geteuid() == 0
