"""Senders that are killed during a send to many: at most one letter each, nobody forgotten."""

from __future__ import annotations

import json
import sys

from ..item import Item, Trial

RECIPIENTS, KILLS = 50_000, 40
# Fewer would say little: a sender may be done before its turn to die comes.
LEAST_KILLS = 30


def run(trial: Trial) -> None:
    trial.say(f"{RECIPIENTS} recipients, {KILLS} senders to be killed")
    report = trial.folder / "senders.json"
    trial.command(
        [
            sys.executable,
            "-m",
            "runner",
            "test",
            "tests/messaging/test_killed_senders.py",
        ],
        variables={
            "KILLED_SENDERS_RECIPIENTS": str(RECIPIENTS),
            "KILLED_SENDERS_KILLS": str(KILLS),
            "KILLED_SENDERS_SEED": str(trial.seed),
            "KILLED_SENDERS_REPORT": str(report),
        },
    )
    seen = json.loads(report.read_text())
    trial.say(f"seed {trial.seed}: {seen}")
    trial.check(
        seen["killed"] >= LEAST_KILLS, f"only {seen['killed']} senders were killed"
    )


ITEM = Item(
    "killed-senders",
    "whoever is killed while sending to 50,000 over SMTP, each gets one letter at most",
    budget_seconds=15 * 60,
    run=run,
)
