"""Run the items one after the other, each in a process of its own with a budget of time."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import items
from .item import REAL_SHOP, ROOT, Item, LeftOut, ProofFailed, Trial

# For all that runs anywhere; a real shop has its own besides. Budgets allow for a slow moment of
# one item, so they add up to more: what the hour has no room for any more is left out and named.
TOTAL_SECONDS = 60 * 60
SLACK = 1.5  # how much more the budgets may add up to
ONE = (sys.executable, "-m", "proof.one")
# What an item may take to stop its servers when its budget is used up.
STOP_SECONDS = 30
FAILED, LEFT_OUT = 1, 3  # exit codes of an item's process


@dataclass(frozen=True)
class Outcome:
    """How an item ended."""

    name: str
    verdict: str
    seconds: float

    @property
    def failed(self) -> bool:
        return self.verdict.startswith("FAILED")

    def line(self) -> str:
        return f"{self.name:<28} {self.verdict}  {self.seconds:.0f} s"


def load() -> dict[str, Item]:
    """Return the items of the folder `items`, by name in alphabetical order of the files."""
    found: dict[str, Item] = {}
    for module in sorted(
        pkgutil.iter_modules(items.__path__), key=lambda each: each.name
    ):
        item = importlib.import_module(f"{items.__name__}.{module.name}").ITEM
        if not isinstance(item, Item) or item.name in found:
            raise TypeError(
                f"{module.name}: ITEM must be an Item with a name of its own"
            )
        found[item.name] = item
    return found


def run_all(wanted: Sequence[str], seed: int) -> int:
    """Run the wanted items, or all; print a table last; return 1 if one failed."""
    known = load()
    unknown = set(wanted) - set(known)
    if unknown:
        print(f"No such item: {', '.join(sorted(unknown))}. Items: {', '.join(known)}")
        return 2
    chosen = [each for each in known.values() if not wanted or each.name in wanted]
    extra = sum(each.budget_seconds for each in chosen if each.needs)
    end = time.monotonic() + TOTAL_SECONDS + extra
    outcomes = [_run_apart(each, seed, end) for each in chosen]
    print(f"\nseed {seed}")
    for outcome in outcomes:
        print(outcome.line(), flush=True)
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def run_one(name: str, seed: int, seconds: float, report: Path) -> int:
    """Run an item in this very process, and write to the report why it did not succeed."""
    item = load()[name]
    trial = Trial(seed=seed, deadline=time.monotonic() + seconds, folder=report.parent)
    try:
        item.run(trial)
    except LeftOut as reason:
        report.write_text(json.dumps(str(reason)))
        return LEFT_OUT
    except ProofFailed as reason:
        report.write_text(json.dumps(str(reason)))
        return FAILED
    return 0


def new_seed() -> int:
    """Return the seed given by SEED, else a fresh one."""
    given = os.environ.get("SEED")
    return int(given) if given else random.SystemRandom().randrange(1_000_000)


def _run_apart(item: Item, seed: int, end: float) -> Outcome:
    if missing := item.missing():
        return Outcome(item.name, f"left out: give {' '.join(missing)}", 0)
    began = time.monotonic()
    seconds = min(item.budget_seconds, end - began)
    print(
        f"\n{item.name}: {item.claim} (seed {seed}, at most {seconds:.0f} s)",
        flush=True,
    )
    if seconds <= 0:
        return Outcome(item.name, "left out: the hour is over", 0)
    (ROOT / "build" / "proof").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build" / "proof") as folder:
        report = Path(folder) / "report.json"
        code = _process(
            [
                item.name,
                "--seed",
                str(seed),
                "--seconds",
                f"{seconds:.1f}",
                "--report",
                str(report),
            ],
            seconds,
            environment=_environment(item),
        )
        verdict = _verdict(code, report, seconds)
    outcome = Outcome(item.name, verdict, time.monotonic() - began)
    print(outcome.line(), flush=True)
    return outcome


def _environment(item: Item) -> dict[str, str]:
    """Return what the item may know: of a real shop only if it is about one."""
    hidden = set() if item.needs else set(REAL_SHOP)
    return {name: value for name, value in os.environ.items() if name not in hidden}


def _process(
    arguments: Sequence[str],
    seconds: float,
    *,
    environment: Mapping[str, str] | None = None,
) -> int | None:
    """Return the exit code; None when the time was up."""
    child = subprocess.Popen(
        [*ONE, *arguments],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _stop(child)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Let the item stop what it started; then end its whole session."""
    for number in _signals(child):
        try:
            os.killpg(child.pid, number)
        except ProcessLookupError:
            break
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _signals(child: subprocess.Popen[bytes]) -> Iterator[signal.Signals]:
    if child.poll() is None:
        yield signal.SIGTERM
    yield signal.SIGKILL


def _verdict(code: int | None, report: Path, seconds: float) -> str:
    if code == 0:
        return "ok"
    if code is None:
        return f"FAILED: not done after {seconds:.0f} s"
    reason = json.loads(report.read_text()) if report.exists() else f"ended with {code}"
    return f"left out: {reason}" if code == LEFT_OUT else f"FAILED: {reason}"
