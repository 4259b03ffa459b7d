"""Workers that are killed all the time while two files with the same people come in and go again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import psycopg

from runner import shop

from ..item import ROOT, Item, Trial
from ..nursery import nursery
from ..twin_databases import migrate, twin_databases

PEOPLE = int(os.environ.get("CRM_DRILL_IMPORTED", "6000"))
WORKERS = 2
# From one kill to the next, in seconds; longer after each that came before any batch was done.
LONGEST, LONGER = 0.3, 1.3
LEAST_KILLS = 20
DRILL = (sys.executable, "-m", "proof.import_drill")
CALM, WILD = "crm_imports_calm", "crm_imports_wild"
WAITING = """
SELECT count(*), coalesce(sum(handled), 0) FROM crm_import
WHERE state NOT IN ('done', 'done_with_errors', 'undone', 'canceled', 'failed')
"""

Counted = dict[str, Any]


def run(trial: Trial) -> None:
    with twin_databases(CALM, WILD) as (calm, wild, copy):
        in_peace, killed = _variables(calm), _variables(wild)
        migrate(in_peace)
        _part(in_peace, "prepare", "--seed", str(trial.seed), "--people", str(PEOPLE))
        copy()
        undisturbed = _in_and_out(trial, in_peace, _let_work)
        kills: list[int] = []
        disturbed = _in_and_out(
            trial, killed, lambda *given: kills.append(_kill_at_random(*given))
        )
    trial.say(f"seed {trial.seed}: {json.dumps(undisturbed[0]['told'])} in peace")
    trial.say(f"{kills} workers killed while in and out")
    trial.check(sum(kills) >= LEAST_KILLS, f"only {kills} workers were killed")
    for way, expected, found in zip(("in", "out"), undisturbed, disturbed, strict=True):
        differing = [name for name in expected if expected[name] != found[name]]
        seen = {name: (expected[name], found[name]) for name in differing}
        trial.check(not seen, f"on the way {way}, in peace and killed: {seen}")
        trial.check(found["held_by_two"] == [["0"]], "an address is held by two")
    trial.check(disturbed[1]["people"][0][0] == "0", "somebody was left after all")


def _in_and_out(
    trial: Trial,
    variables: dict[str, str],
    let: Callable[[Trial, dict[str, str]], Any],
) -> tuple[Counted, Counted]:
    """Let both files be carried out, then taken back; return what there was after each."""
    let(trial, variables)
    brought = _count(variables)
    _part(variables, "undo")
    let(trial, variables)
    return brought, _count(variables)


def _let_work(trial: Trial, variables: dict[str, str]) -> None:
    with nursery(
        [*DRILL, "nursery"], variables=variables, log=trial.folder / "calm.log"
    ) as calm:
        code = calm.child("work").wait()
    trial.check(code == 0, f"a worker in peace ended with {code}")


def _kill_at_random(trial: Trial, variables: dict[str, str]) -> int:
    """Kill workers at random moments until nothing waits; return how many were killed alive."""
    kills, longest, done = 0, LONGEST, 0
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
        while (found := _waiting(variables))[0]:
            longest = longest * LONGER if found[1] == done else LONGEST
            done = found[1]
            time.sleep(trial.random.uniform(0, longest))
            number = trial.random.randrange(WORKERS)
            kills += not workers[number].is_over
            workers[number].kill()
            workers[number] = nurseries[number].child("work")
    return kills


def _waiting(variables: dict[str, str]) -> tuple[int, int]:
    with psycopg.connect(variables["DATABASE_URL"], autocommit=True) as connection:
        row = connection.execute(WAITING).fetchone()
    assert row is not None  # noqa: S101 an aggregate has a row
    return int(row[0]), int(row[1])


def _count(variables: dict[str, str]) -> Counted:
    counted: Counted = json.loads(
        subprocess.run(
            [*DRILL, "count"],
            cwd=ROOT,
            env=variables,
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
    )
    return counted


def _variables(url: str) -> dict[str, str]:
    return {**os.environ, **shop.variables(), "DATABASE_URL": url}


def _part(variables: dict[str, str], *arguments: str) -> None:
    subprocess.run([*DRILL, *arguments], cwd=ROOT, env=variables, check=True)


ITEM = Item(
    "killed-imports",
    "whoever is killed while files come in and go, each row is done once, as in peace",
    budget_seconds=3 * 60,
    run=run,
)
