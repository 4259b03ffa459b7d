"""Whether a month in which everybody was killed all the time came out as one in peace; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

# Whom a message was for, and which it was.
Message = tuple[int, str]


@dataclass(frozen=True)
class Run:
    """What a run left: states of messages and other sums by the books, and letters that arrived.

    `kills` counts beats, workers, and those of the workers that were sending at that moment.
    """

    states: Mapping[Message, str]
    twice_queued: int
    sums: Mapping[str, int]
    letters: Counter[Message]
    kills: Counter[str]

    @property
    def unknown(self) -> set[Message]:
        """The messages of which the books say that nobody knows whether they left."""
        return {one for one, state in self.states.items() if state == "unknown"}

    def told(self) -> str:
        """Return the figures in words."""
        arrived = sum(one in self.letters for one in self.unknown)
        return (
            f"{len(self.states)} messages, {self.letters.total()} letters, "
            f"{len(self.unknown)} unknown of which {arrived} arrived, {dict(self.sums)}"
        )


def differences(undisturbed: Run, disturbed: Run) -> list[str]:
    """Return everything in which the disturbed run is not what it must be; [] for a good one."""
    unknown = disturbed.unknown
    wanted, got = set(undisturbed.letters), set(disturbed.letters)
    states = Counter(disturbed.states.values())
    claims = {
        "a message was queued twice": not disturbed.twice_queued,
        "other messages than in peace": set(disturbed.states)
        == set(undisturbed.states),
        "in peace not every message was sent": wanted == set(undisturbed.states),
        "a letter came twice": set(disturbed.letters.values()) <= {1},
        "a letter came that nobody was to get": got <= wanted,
        "a letter is missing that is not listed as unknown": wanted - got <= unknown,
        f"neither sent nor unknown: {dict(states)}": set(states) <= {"sent", "unknown"},
        f"{len(unknown)} unknown, but {disturbed.kills['sender']} senders killed": len(
            unknown
        )
        <= disturbed.kills["sender"],
        f"not told of each as sent or lost: {dict(disturbed.sums)}": (
            disturbed.sums["told_as_sent"] + disturbed.sums["told_as_lost"]
            == len(disturbed.states)
        ),
        f"other sums: {dict(undisturbed.sums)}, {dict(disturbed.sums)}": _common(
            undisturbed
        )
        == _common(disturbed),
    }
    return [claim for claim, holds in claims.items() if not holds]


def _common(run: Run) -> dict[str, int]:
    return {
        name: number
        for name, number in run.sums.items()
        if not name.startswith("told_as_")
    }
