"""One part of a drill of journeys as a process of its own, over a simulated month.

`python -m proof.journey_drill prepare --people N`, `… count` (prints JSON), and `… nursery`, whose
children are beat and workers: their lines are `beat FOLDER UNTIL` and `work FOLDER UNTIL`.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import django

from . import journey_month
from .clockwork import Clockwork
from .journey_month import TICK, module
from .nursery import serve

# The tasks of the product's own schedule that a month of this journey needs. A second sender comes
# before the first is done, as it does where there is much to send.
SEND = "saleor_crm_plugin.messaging.send"
TASKS = (
    "saleor_crm_plugin.journeys.wake",
    SEND,
    SEND,
    "saleor_crm_plugin.messaging.recover",
    "saleor_crm_plugin.observation.catch_up",
)


def prepare(arguments: argparse.Namespace) -> None:
    """Make everything that the month begins with."""
    journey_month.prepare(arguments.people)


def count(_: argparse.Namespace) -> None:
    """Print what there is, as JSON."""
    print(json.dumps(journey_month.count()))


def nursery(_: argparse.Namespace) -> None:
    """Give birth to beat and workers, by the lines that come in."""
    scheduled = {one["task"] for one in module("tasks").BEAT_SCHEDULE.values()}
    if missing := set(TASKS) - scheduled:
        raise LookupError(f"beat does not know {missing}")
    app = importlib.import_module("saleor.celeryconf").app
    fixed_at = module("core.clock").fixed_at
    tasks = {name: partial(_run, app.tasks[name], fixed_at) for name in TASKS}

    def live(line: str) -> None:
        role, folder, until = line.split()
        clockwork = Clockwork(Path(folder), TICK)
        end = datetime.datetime.fromisoformat(until)
        if role == "beat":
            clockwork.beat(TASKS, end)
        else:
            clockwork.work(tasks, end)

    serve(live)


def _run(
    task: Callable[[], None],
    fixed_at: Callable[[datetime.datetime], Any],
    moment: datetime.datetime,
) -> None:
    with fixed_at(moment):
        task()


PARTS = {"prepare": prepare, "count": count, "nursery": nursery}


def main() -> None:
    """Run the part that is named, with everything allowed that workers are allowed."""
    parser = argparse.ArgumentParser(prog="proof.journey_drill")
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--people", type=int, default=10_000)
    arguments = parser.parse_args()
    django.setup()
    adapter = importlib.import_module(f"{journey_month.PACKAGE}.saleor_adapter.db")
    with adapter.allow_writer():
        PARTS[arguments.part](arguments)


if __name__ == "__main__":
    main()
