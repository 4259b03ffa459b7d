"""What an item of the proof is, and what it is given."""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What an item needs that is about a real shop; all others run as if nobody had given it.
REAL_SHOP = {
    "SALEOR_PATH": "SALEOR_PATH=<a checkout of Saleor>",
    "SALEOR_PYTHON": "PYTHON=<the Python of its environment>",
}


class ProofFailed(Exception):
    """The claim does not hold; the message says what was seen instead."""


class LeftOut(Exception):
    """The item cannot run on this machine; the message says why."""


@dataclass(frozen=True)
class Item:
    """A claim that is tried.

    `run` raises `ProofFailed` or `LeftOut`, or returns. It is killed when its budget is used up.
    It is only tried where all the variables are given that it `needs`, each named with the way
    to give it.
    """

    name: str
    claim: str
    budget_seconds: int
    run: Callable[[Trial], None]
    needs: Mapping[str, str] = field(default_factory=dict)

    def missing(self) -> list[str]:
        """Return how to give the needed variables that nobody has given."""
        return [how for name, how in self.needs.items() if not os.environ.get(name)]


@dataclass
class Trial:
    """What an item is given: a seed, its deadline, and folders of its own."""

    seed: int
    deadline: float
    folder: Path
    random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    @property
    def seconds_left(self) -> float:
        """Seconds until the item is killed; never negative."""
        return max(0.0, self.deadline - time.monotonic())

    def say(self, line: str) -> None:
        print(f"  {line}", flush=True)

    def check(self, claim: bool, seen: str) -> None:
        """Raise `ProofFailed` unless the claim holds."""
        if not claim:
            raise ProofFailed(seen)

    def command(
        self,
        command: Sequence[str | Path],
        *,
        variables: Mapping[str, str] | None = None,
        folder: Path = ROOT,
    ) -> None:
        """Run a program to its end with its output shown; raise `ProofFailed` unless it returns 0.

        A variable given as "" is taken away: to many programs an empty one is still there.
        """
        parts = [str(part) for part in command]
        self.say(" ".join(parts))
        merged = {**os.environ, **(variables or {})}
        given = {name: value for name, value in merged.items() if value}
        code = subprocess.run(parts, cwd=folder, env=given, check=False).returncode
        self.check(code == 0, f"{' '.join(parts)} returned {code}")
