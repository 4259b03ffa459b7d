"""Senders that are killed during a send to many: at most one letter each, nobody forgotten."""

from __future__ import annotations

import json
import sys

from ..item import Item, Trial

# Two senders are killed in each round.
RECIPIENTS, ROUNDS = 50_000, 20
# Fewer would say little: a sender may be done before its turn to die comes.
LEAST_KILLS = 30
TEST = "test_each_recipient_gets_one_letter_at_most_and_none_is_forgotten"


def run(trial: Trial) -> None:
    trial.say(f"{RECIPIENTS} recipients, {2 * ROUNDS} senders to be killed")
    report = trial.folder / "senders.json"
    trial.command(
        [
            sys.executable,
            "-m",
            "runner",
            "test",
            f"tests/messaging/test_killed_senders.py::{TEST}",
        ],
        variables={
            "KILLED_SENDERS_RECIPIENTS": str(RECIPIENTS),
            "KILLED_SENDERS_ROUNDS": str(ROUNDS),
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
    budget_seconds=12 * 60,
    run=run,
)
