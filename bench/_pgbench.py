"""Statements timed by pgbench, prepared, on the benchmark's own database."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

MICROSECONDS = 2
IN_A_SECOND = 1_000_000
THREADS = 2


def rate(script: str, *, clients: int, seconds: int) -> float:
    """Return how often per second the clients together run the script."""
    with tempfile.TemporaryDirectory() as folder:
        answer = _run([script], Path(folder), clients=clients, seconds=seconds)
    line = next(line for line in answer.splitlines() if line.startswith("tps = "))
    return float(line.split()[2])


def latencies(scripts: Sequence[str], *, seconds: int) -> list[float]:
    """Run the scripts (at most 128) in random order with one client.

    Returns the seconds that each run of a script took.
    """
    with tempfile.TemporaryDirectory() as folder:
        _run(scripts, Path(folder), clients=1, seconds=seconds)
        lines = [
            line
            for log in Path(folder).glob("log.*")
            for line in log.read_text().splitlines()
        ]
    return [int(line.split()[MICROSECONDS]) / IN_A_SECOND for line in lines]


def _run(scripts: Sequence[str], folder: Path, *, clients: int, seconds: int) -> str:
    """Return what pgbench prints; one client writes a log into the folder."""
    command = [_program(), "-n", "-M", "prepared", "-T", str(seconds)]
    command += ["-c", str(clients), "-j", str(min(clients, THREADS))]
    if clients == 1:
        command += ["-l", "--log-prefix", str(folder / "log")]
    for number, script in enumerate(scripts):
        path = folder / f"{number}.sql"
        path.write_text(script)
        command += ["-f", str(path)]
    database = connection.get_connection_params()
    return subprocess.run(
        [*command, database["dbname"]],
        env=os.environ | _server(database),
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def _program() -> str:
    folder = os.environ.get("CRM_POSTGRES_BIN")
    return str(Path(folder) / "pgbench") if folder else "pgbench"


def _server(database: dict[str, object]) -> dict[str, str]:
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
    }
    return {names[name]: str(database[name]) for name in names if database.get(name)}
