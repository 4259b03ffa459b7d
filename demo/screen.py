"""What the demo prints: bars on a terminal, plain lines elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

console = Console(highlight=False)


class Bar:
    """One bar; `step` moves it on, `left` sets it by what remains."""

    def __init__(self, progress: Progress, label: str, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task(label, total=total)
        self._largest = total or 0
        self.done = 0

    def step(self, count: int) -> None:
        """Move on by so many."""
        self.done += count
        self._progress.update(self._task, completed=self.done)

    def left(self, count: int) -> None:
        """Say how many remain; the bar's length is the most that ever did."""
        self._largest = max(self._largest, count)
        self.done = self._largest - count
        self._progress.update(self._task, total=self._largest, completed=self.done)


@contextmanager
def bar(label: str, total: int | None = None) -> Iterator[Bar]:
    """Show a bar inside the block; without a terminal print one line at the end."""
    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    started = time.monotonic()
    with Progress(
        *columns, console=console, disable=not console.is_terminal
    ) as progress:
        shown = Bar(progress, label, total)
        yield shown
    if not console.is_terminal:
        console.print(f"{label}: {shown.done} in {time.monotonic() - started:.1f} s")
