"""Workers that are killed all the time, while people shop and every second hook is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from runner import postgres, shop

from ..item import ROOT, Item, Trial
from ..nursery import nursery

SHOPPERS = 2
STEPS = 1500
WORKERS = 2
LONGEST = 0.6  # seconds between two kills
LEAST_KILLS = 40
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
    with ExitStack() as stack:
        nurseries = [
            stack.enter_context(
                nursery(
                    [*DRILL, "nursery"],
                    variables=variables,
                    log=trial.folder / f"worker-{number}.log",
                )
            )
            for number in range(WORKERS)
        ]
        workers = [each.child("work") for each in nurseries]
        shoppers = [
            stack.enter_context(_shopper(trial.seed + number, variables))
            for number in range(SHOPPERS)
        ]
        kills = 0
        while any(shopper.poll() is None for shopper in shoppers):
            time.sleep(trial.random.uniform(0, LONGEST))
            number = trial.random.randrange(WORKERS)
            code = workers[number].kill()
            trial.check(code == -signal.SIGKILL, f"a worker ended by itself: {code}")
            kills += 1
            workers[number] = nurseries[number].child("work")
    trial.check(
        all(shopper.returncode == 0 for shopper in shoppers), "a shopper failed"
    )
    trial.check(kills >= LEAST_KILLS, f"only {kills} workers were killed")
    return kills


@contextmanager
def _shopper(seed: int, variables: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [*DRILL, "act", "--seed", str(seed), "--steps", str(STEPS)]
    with subprocess.Popen(command, cwd=ROOT, env=variables) as process:
        try:
            yield process
        finally:
            process.kill()


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
