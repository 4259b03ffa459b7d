"""Statements timed by pgbench on the benchmark's own database."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

MICROSECONDS = 2
IN_A_SECOND = 1_000_000


def latencies(scripts: Sequence[str], *, seconds: int) -> list[float]:
    """Run the scripts (at most 128) in random order with one client, prepared.

    Returns the seconds that each run of a script took.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, script in enumerate(scripts):
            path = Path(folder) / f"{number}.sql"
            path.write_text(script)
            files += ["-f", str(path)]
        command = [_program(), "-n", "-M", "prepared", "-c", "1", "-T", str(seconds)]
        command += ["-l", "--log-prefix", str(Path(folder) / "log"), *files]
        subprocess.run(
            [*command, connection.get_connection_params()["dbname"]],
            env=os.environ | _server(),
            capture_output=True,
            check=True,
        )
        lines = [
            line
            for log in Path(folder).glob("log.*")
            for line in log.read_text().splitlines()
        ]
    return [int(line.split()[MICROSECONDS]) / IN_A_SECOND for line in lines]


def _program() -> str:
    folder = os.environ.get("CRM_POSTGRES_BIN")
    return str(Path(folder) / "pgbench") if folder else "pgbench"


def _server() -> dict[str, str]:
    database = connection.get_connection_params()
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
    }
    return {names[name]: str(database[name]) for name in names if database.get(name)}
