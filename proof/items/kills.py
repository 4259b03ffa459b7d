"""Workers that are killed all the time, while people shop and every second hook is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from runner import postgres, shop

from ..item import ROOT, Item, ProofFailed, Trial

SHOPPERS = 2
STEPS = 400
WORKERS = 2
LONGEST = 1.5  # seconds that a worker is left alive once it works
DRILL = (sys.executable, "-m", "proof.drill")
DATABASE = "crm_drill"


def run(trial: Trial) -> None:
    with _database() as url:
        variables = {**os.environ, **shop.variables(), "DATABASE_URL": url}
        _migrate(variables)
        kills = _shop_and_kill(trial, variables)
        subprocess.run([*DRILL, "settle"], cwd=ROOT, env=variables, check=True)
        counted = json.loads(
            subprocess.run(
                [*DRILL, "count"],
                cwd=ROOT,
                env=variables,
                check=True,
                stdout=subprocess.PIPE,
            ).stdout
        )
    trial.say(f"{kills} workers killed; {json.dumps(counted)}")
    trial.check(
        counted["shop"] == counted["told"],
        f"the shop and what was told differ: {counted}",
    )
    kept = counted["kept"]
    trial.check(
        kept["facts"] == kept["entries"], f"not in the timeline exactly once: {kept}"
    )
    left = {name: kept[name] for name in ("facts_twice", "deliveries", "marks")}
    trial.check(not any(left.values()), f"something is left over: {left}")


def _shop_and_kill(trial: Trial, variables: dict[str, str]) -> int:
    """Kill workers at random moments until the shoppers are done; returns how many were killed."""
    shoppers = [
        subprocess.Popen(
            [*DRILL, "act", "--seed", str(trial.seed + number), "--steps", str(STEPS)],
            cwd=ROOT,
            env=variables,
        )
        for number in range(SHOPPERS)
    ]
    workers = [_worker(trial, variables, number) for number in range(WORKERS)]
    kills = 0
    try:
        while any(shopper.poll() is None for shopper in shoppers):
            number = trial.random.randrange(WORKERS)
            _wait_until_ready(trial, workers[number], number)
            time.sleep(trial.random.uniform(0, LONGEST))
            kills += workers[number].poll() is None
            _end(workers[number])
            workers[number] = _worker(trial, variables, number)
    finally:
        for process in (*workers, *shoppers):
            _end(process)
    trial.check(
        all(shopper.returncode == 0 for shopper in shoppers), "a shopper failed"
    )
    return kills


def _worker(
    trial: Trial, variables: dict[str, str], number: int
) -> subprocess.Popen[bytes]:
    with (trial.folder / f"worker-{number}.log").open("ab") as log:
        return subprocess.Popen(
            [*DRILL, "work"],
            cwd=ROOT,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=log,
        )


def _wait_until_ready(
    trial: Trial, worker: subprocess.Popen[bytes], number: int
) -> None:
    assert worker.stdout is not None  # noqa: S101 for the type checker
    if worker.stdout.readline() != b"ready\n":
        log = (trial.folder / f"worker-{number}.log").read_text()
        raise ProofFailed(f"a worker did not start: {log[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill at once, without a word of warning."""
    if process.poll() is None:
        process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def _migrate(variables: dict[str, str]) -> None:
    manage = Path(shop.folder()) / "manage.py"
    subprocess.run(
        [sys.executable, manage, "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=variables,
        check=True,
    )


@contextmanager
def _database() -> Iterator[str]:
    """Give an empty database of our own, and drop it afterwards."""
    with postgres.running("drill") as server:
        parts = urlsplit(server.url)
        own = urlunsplit(parts._replace(path=f"/{DATABASE}"))
        _execute(server.url, f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        _execute(server.url, f"CREATE DATABASE {DATABASE}")
        try:
            yield own
        finally:
            _execute(server.url, f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


ITEM = Item(
    "kills",
    "whatever is killed, everything in the shop is told once and delivered once",
    budget_seconds=4 * 60,
    run=run,
)
