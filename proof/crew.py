"""Beat and workers of one run of a simulated month, each to be killed and born again at any time."""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from .clockwork import LOOK_SECONDS, Clockwork
from .item import ProofFailed
from .nursery import Child, Nursery

BEAT = "beat"


@dataclass
class Crew:
    """One beat and its workers, by their names; `send` is the task that hands letters over."""

    clockwork: Clockwork
    nurseries: Mapping[str, Nursery]
    send: str
    kills: Counter[str] = field(default_factory=Counter)
    _alive: dict[str, Child] = field(default_factory=dict)

    def begin(self, name: str, until: datetime.datetime) -> None:
        """Bring one of them to life, until the simulated time has come so far."""
        part = "beat" if name == BEAT else "work"
        line = f"{part} {self.clockwork.folder} {until.isoformat()}"
        self._alive[name] = self.nurseries[name].child(line)

    def kill(self, name: str) -> bool:
        """Kill one of them in whatever it does; False if it was done already.

        Raises ProofFailed if it had failed by itself.
        """
        child = self._alive[name]
        if child.is_over:
            return False
        del self._alive[name]
        code = child.kill()
        if code >= 0:
            _check(name, code)
            return False
        self.kills["beat" if name == BEAT else "worker"] += 1
        self.kills["sender"] += self.send in self.clockwork.held_by(child.pid)
        return True

    def wait(self, until: datetime.datetime) -> None:
        """Wait until the simulated time has come so far. Raises ProofFailed if one fails."""
        while self.clockwork.now < until:
            for name, child in self._alive.items():
                if child.is_over and self.clockwork.now < until:
                    _check(name, child.wait() or -1)
            time.sleep(LOOK_SECONDS)

    def work(self, until: datetime.datetime) -> None:
        """Let all of them live until then in peace. Raises ProofFailed if one fails."""
        for name in self.nurseries:
            if name not in self._alive:
                self.begin(name, until)
        for name, child in self._alive.items():
            _check(name, child.wait())
        self._alive.clear()


def _check(name: str, code: int) -> None:
    if code != 0:
        raise ProofFailed(f"{name} ended with {code}; see its log")
