"""Workers of journeys that are killed all the time, over a simulated month of 10,000 people."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from runner import postgres, shop

from ..item import ROOT, Item, ProofFailed, Trial
from ..journey_drill import BEGUN_AT

PEOPLE = int(os.environ.get("CRM_DRILL_PEOPLE", "10000"))
WORKERS = 2
LONGEST = 2.0  # seconds that a worker is left alive once it works
DRILL = (sys.executable, "-m", "proof.journey_drill")
CALM, WILD = "crm_journeys_calm", "crm_journeys_wild"


def run(trial: Trial) -> None:
    with _databases() as (calm, wild, copy):
        variables = {**os.environ, **shop.variables()}
        quiet = {**variables, "DATABASE_URL": calm}
        _migrate(quiet)
        _part(quiet, "prepare", "--people", str(PEOPLE))
        # From one beginning: forks hang on journey and person.
        copy()
        _part(quiet, "work", "--clock", _clock(trial, "calm"))
        undisturbed = _count(quiet)
        killed = {**variables, "DATABASE_URL": wild}
        kills = _work_and_kill(trial, killed)
        disturbed = _count(killed)
    trial.say(f"{kills} workers killed; {json.dumps(disturbed)}")
    trial.check(kills > 0, "nobody was killed")
    trial.check(
        disturbed["messages"] == disturbed["different_messages"],
        f"something was queued twice: {disturbed}",
    )
    trial.check(
        undisturbed == disturbed,
        f"undisturbed {undisturbed}, with workers killed {disturbed}",
    )
    trial.check(disturbed["not_done"] == 0, f"somebody is still inside: {disturbed}")


def _work_and_kill(trial: Trial, variables: dict[str, str]) -> int:
    """Kill workers at random moments until one of them has come to the end of the month."""
    clock = _clock(trial, "wild")
    workers = [_worker(trial, variables, clock, number) for number in range(WORKERS)]
    kills = 0
    try:
        while all(worker.poll() is None for worker in workers):
            number = trial.random.randrange(WORKERS)
            _wait_until_ready(trial, workers[number], number)
            time.sleep(trial.random.uniform(0, LONGEST))
            if workers[number].poll() is None:
                _end(workers[number])
                kills += 1
                workers[number] = _worker(trial, variables, clock, number)
    finally:
        for worker in workers:
            _end(worker)
    # What a killed worker held is due again when its lease is over.
    _part(variables, "work", "--clock", clock)
    return kills


def _worker(
    trial: Trial, variables: dict[str, str], clock: str, number: int
) -> subprocess.Popen[bytes]:
    with (trial.folder / f"worker-{number}.log").open("ab") as log:
        return subprocess.Popen(
            [*DRILL, "work", "--clock", clock],
            cwd=ROOT,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=log,
        )


def _wait_until_ready(
    trial: Trial, worker: subprocess.Popen[bytes], number: int
) -> None:
    assert worker.stdout is not None  # noqa: S101 for the type checker
    if worker.stdout.readline() not in (b"ready\n", b""):
        log = (trial.folder / f"worker-{number}.log").read_text()
        raise ProofFailed(f"a worker did not start: {log[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill at once, without a word of warning."""
    if process.poll() is None:
        process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def _clock(trial: Trial, name: str) -> str:
    file = trial.folder / f"clock-{name}"
    file.write_text(BEGUN_AT.isoformat())
    return str(file)


def _part(variables: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        [*DRILL, *arguments],
        cwd=ROOT,
        env=variables,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _count(variables: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [*DRILL, "count"],
        cwd=ROOT,
        env=variables,
        check=True,
        stdout=subprocess.PIPE,
    )
    counted: dict[str, Any] = json.loads(done.stdout)
    return counted


def _migrate(variables: dict[str, str]) -> None:
    manage = Path(shop.folder()) / "manage.py"
    subprocess.run(
        [sys.executable, manage, "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=variables,
        check=True,
    )


@contextmanager
def _databases() -> Iterator[tuple[str, str, Any]]:
    """Give two databases of our own and a way to copy one onto the other; drop both afterwards."""
    with postgres.running("drill") as server:
        parts = urlsplit(server.url)
        calm, wild = (
            urlunsplit(parts._replace(path=f"/{name}")) for name in (CALM, WILD)
        )
        _drop(server.url)
        _execute(server.url, f"CREATE DATABASE {CALM}")
        try:
            yield (
                calm,
                wild,
                lambda: _execute(server.url, f"CREATE DATABASE {WILD} TEMPLATE {CALM}"),
            )
        finally:
            _drop(server.url)


def _drop(url: str) -> None:
    for name in (CALM, WILD):
        _execute(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


ITEM = Item(
    "killed_journeys",
    "whoever is killed, everybody gets what they would have got, and once",
    budget_seconds=12 * 60,
    run=run,
)
