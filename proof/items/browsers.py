"""Every page's main task, done in a browser on the demo's shop, in three looks."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runner import browsers, chromium, pages, postgres
from runner.processes import Program, supervised

from ..item import ROOT, Item, LeftOut, Trial

SERVED_SECONDS = 300.0


def run(trial: Trial) -> None:
    try:
        browsers.needed()
    except browsers.LeftOut as reason:
        raise LeftOut(str(reason)) from reason
    if not chromium.shows_chinese():
        trial.say("left out: no font here has Chinese characters")
    with _demo(trial) as stage:
        trial.command(
            browsers.command([], browsers.looks()),
            folder=pages.SOURCES,
            variables={**browsers.needed(), **stage.variables()},
        )


@contextmanager
def _demo(trial: Trial) -> Iterator[browsers.Stage]:
    """Run the demo on a database of its own, and stop it on the way out."""
    served = trial.folder / "served.json"
    with postgres.running("browsers") as server, supervised() as supervisor:
        demo = supervisor.start(
            Program(
                name="demo",
                command=[sys.executable, "-m", "runner", "demo"],
                log=ROOT / "build" / "browsers-demo.log",
                environment={
                    "DATABASE_URL": server.url,
                    "CRM_DEMO_SERVED": str(served),
                    "PYTHONUNBUFFERED": "1",
                },
                folder=ROOT,
                grace_seconds=60.0,
            )
        )
        until = time.monotonic() + SERVED_SECONDS
        while not served.exists():
            demo.check()
            trial.check(time.monotonic() < until, "the demo was not served in time")
            time.sleep(0.5)
        yield _read(served)


def _read(served: Path) -> browsers.Stage:
    return browsers.Stage(**json.loads(served.read_text()))


ITEM = Item(
    "browsers",
    "staff does each page's main task in a browser: English light, Italian dark, Chinese to look at",
    budget_seconds=24 * 60,
    run=run,
)
