"""Beat and workers that are killed all the time, over a simulated month of 10,000 people."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from runner import shop

from ..clockwork import Clockwork
from ..crew import BEAT, Crew
from ..item import ROOT, Item, Trial
from ..journey_drill import SEND
from ..journey_month import BEGUN_AT, MONTH, TICK
from ..letter_box import FILE as LETTERS
from ..letter_box import LETTER_BOX
from ..month_judged import Message, Run, differences
from ..nursery import nursery
from ..twin_databases import migrate, twin_databases

PEOPLE = int(os.environ.get("CRM_DRILL_PEOPLE", "10000"))
CREW = (BEAT, "worker-1", "worker-2")
# From one kill to the next: so many ticks, and so many seconds of one.
MOST_TICKS, LONGEST = 6, 0.5
# Of each kind; fewer would say little.
LEAST_KILLS = max(1, PEOPLE // 1000)
DRILL = (sys.executable, "-m", "proof.journey_drill")
CALM, WILD = "crm_journeys_calm", "crm_journeys_wild"
END = BEGUN_AT + MONTH
# What killed workers held is due again when its lease is over; nobody is killed any more.
LAST_DAY = END + TICK * 12


def run(trial: Trial) -> None:
    with twin_databases(CALM, WILD) as (calm, wild, copy):
        in_peace = _variables(trial, CALM, calm)
        migrate(in_peace)
        _part(in_peace, "prepare", "--people", str(PEOPLE))
        # From one beginning: forks hang on journey and person.
        copy()
        undisturbed = _play(trial, CALM, in_peace, lambda _: None)
        disturbed = _play(
            trial,
            WILD,
            _variables(trial, WILD, wild),
            lambda crew: _kill_at_random(trial, crew),
        )
    trial.say(f"in peace: {undisturbed.told()}")
    trial.say(f"seed {trial.seed}, killed {dict(disturbed.kills)}: {disturbed.told()}")
    for kind in ("beat", "worker", "sender"):
        killed = disturbed.kills[kind]
        trial.check(killed >= LEAST_KILLS, f"only {killed} of kind {kind} were killed")
    trial.check(not undisturbed.unknown, "something is unknown, and nobody was killed")
    found = differences(undisturbed, disturbed)
    trial.check(not found, "; ".join(found))


def _play(
    trial: Trial,
    name: str,
    variables: dict[str, str],
    disturb: Callable[[Crew], None],
) -> Run:
    """Let the month pass, and return what it left."""
    began = time.monotonic()
    clockwork = Clockwork.wound_up(trial.folder / name, TICK, BEGUN_AT)
    with ExitStack() as stack:
        nurseries = {
            each: stack.enter_context(
                nursery(
                    [*DRILL, "nursery"],
                    variables=variables,
                    log=trial.folder / f"{name}-{each}.log",
                )
            )
            for each in CREW
        }
        crew = Crew(clockwork, nurseries, SEND)
        disturb(crew)
        crew.work(END)
        crew.work(LAST_DAY)
    trial.say(f"{name}: {time.monotonic() - began:.0f} s")
    return _left(variables, crew.kills)


def _kill_at_random(trial: Trial, crew: Crew) -> None:
    """Kill somebody after some ticks, at any point of one; on a slow machine it just takes longer."""
    for name in CREW:
        crew.begin(name, END)
    while crew.clockwork.now < END:
        ticks = trial.random.randrange(MOST_TICKS)
        crew.wait(min(END, crew.clockwork.now + TICK * ticks))
        time.sleep(trial.random.uniform(0, LONGEST))
        name = trial.random.choice(CREW)
        if crew.kill(name):
            crew.begin(name, END)


def _left(variables: dict[str, str], kills: Counter[str]) -> Run:
    counted = json.loads(
        subprocess.run(
            [*DRILL, "count"],
            cwd=ROOT,
            env=variables,
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
    )
    messages = counted["messages"]
    states = {(profile, code): state for profile, code, state in messages}
    return Run(
        states=states,
        twice_queued=len(messages) - len(states),
        sums=counted["sums"],
        letters=Counter(
            _message(line) for line in Path(variables[LETTERS]).read_text().splitlines()
        ),
        kills=kills,
    )


def _message(line: str) -> Message:
    """Return what a line of the letter box says: `crowd7@example.com welcome`."""
    address, code = line.split()
    return int(address.partition("@")[0].removeprefix("crowd")), code


def _variables(trial: Trial, name: str, url: str) -> dict[str, str]:
    return {
        **os.environ,
        **shop.variables(),
        "DATABASE_URL": url,
        "EMAIL_BACKEND": LETTER_BOX,
        LETTERS: str(trial.folder / f"{name}-letters"),
        # Of both runs: the second begins as a copy of the first, and a copy sends nothing.
        "CRM_INSTANCE_ID": "drill",
    }


def _part(variables: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        [*DRILL, *arguments],
        cwd=ROOT,
        env=variables,
        check=True,
        stdout=subprocess.DEVNULL,
    )


ITEM = Item(
    "killed-journeys",
    "whoever is killed, beat or worker, everybody gets what they would have got, and once",
    budget_seconds=10 * 60,
    run=run,
)
