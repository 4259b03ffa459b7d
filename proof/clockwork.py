"""Beat and workers over a simulated time, in files: what is to be run when, and who is at it.

A tick lasts for as long as a living worker is at its tasks, as real time lasts: no lease runs out
under somebody who lives. What a killed worker had taken is lost, as a broker loses it.
"""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK_SECONDS = 0.02


@dataclass(frozen=True)
class Clockwork:
    """The folder of one run, and how long its ticks are."""

    folder: Path
    tick: datetime.timedelta

    @classmethod
    def wound_up(
        cls, folder: Path, tick: datetime.timedelta, begins: datetime.datetime
    ) -> Clockwork:
        """Make the folder of a run that begins at this moment."""
        made = cls(folder, tick)
        for each in (made._orders, made._taken):
            each.mkdir(parents=True)
        made._write(begins)
        return made

    @property
    def now(self) -> datetime.datetime:
        """The simulated moment."""
        return datetime.datetime.fromisoformat((self.folder / "clock").read_text())

    def beat(self, tasks: Sequence[str], until: datetime.datetime) -> None:
        """Order these tasks tick by tick, from wherever the clock stands; one may be there twice."""
        while (moment := self.now) < until:
            for place, task in enumerate(tasks):
                order = self._orders / f"{place} {task}"
                _write_whole(order, moment.isoformat())
            while not self._is_quiet():
                time.sleep(LOOK_SECONDS)
            self._write(moment + self.tick)

    def work(
        self,
        tasks: Mapping[str, Callable[[datetime.datetime], None]],
        until: datetime.datetime,
    ) -> None:
        """Run what is ordered, one task after the other, until the time is over."""
        while self.now < until:
            for order in sorted(self._orders.glob("[!.]*")):
                taken = self._taken / f"{os.getpid()} {order.name}"
                try:
                    order.rename(taken)
                except FileNotFoundError:
                    continue  # The other worker was faster.
                moment = datetime.datetime.fromisoformat(taken.read_text())
                tasks[_task(order)](moment)
                taken.unlink()
            time.sleep(LOOK_SECONDS)

    def held_by(self, pid: int) -> set[str]:
        """Return the tasks that this worker is at, or was when it was killed."""
        return {_task(file) for file in self._taken.glob(f"{pid} *")}

    def _is_quiet(self) -> bool:
        if any(self._orders.glob("[!.]*")):
            return False
        return not any(
            _is_alive(int(file.name.partition(" ")[0]))
            for file in self._taken.iterdir()
        )

    def _write(self, moment: datetime.datetime) -> None:
        _write_whole(self.folder / "clock", moment.isoformat())

    @property
    def _orders(self) -> Path:
        return self.folder / "orders"

    @property
    def _taken(self) -> Path:
        return self.folder / "taken"


def _task(order: Path) -> str:
    return order.name.rpartition(" ")[2]


def _write_whole(file: Path, text: str) -> None:
    # In one step: whoever writes may be killed, and whoever reads must see all of it.
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.write_text(text)
    new.replace(file)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
