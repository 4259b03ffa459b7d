"""Pure decisions of delivery: what runs together, who is to blame, and how long to wait."""

import datetime
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

MAX_TRIES = 8
FIRST_WAIT = datetime.timedelta(seconds=10)
LONGEST_WAIT = datetime.timedelta(hours=1)
LANE_GROUPS = 64
ERROR_LENGTH = 500


class Laned(Protocol):
    """What waits in a lane: `code` is the fact's type."""

    @property
    def lane(self) -> int: ...

    @property
    def code(self) -> str: ...


Item = TypeVar("Item", bound=Laned)


def wait_after(tries: int) -> datetime.timedelta:
    """Return how long to leave a thing alone that has failed `tries` times: doubling, capped."""
    return min(FIRST_WAIT * (1 << (tries - 1)), LONGEST_WAIT)


def is_given_up(tries: int) -> bool:
    """Whether a thing that has failed so often is parked for a person to look at."""
    return tries >= MAX_TRIES


def error_text(error: BaseException) -> str:
    """Return what the stuck list shows of an error: its kind and message, cut to fit."""
    return f"{type(error).__name__}: {error}"[:ERROR_LENGTH]


def in_batches(items: Sequence[Item]) -> list[list[Item]]:
    """Cut items, given in order, into lists of one type so that each lane keeps its order.

    Each list holds, of every lane whose next item is of the list's type, the whole run of that
    type; the type that most lanes wait for goes first. So customers who did the same things in
    the same order need one list per type, however many they are.
    """
    lanes: dict[int, deque[Item]] = {}
    for item in items:
        lanes.setdefault(item.lane, deque()).append(item)
    batches: list[list[Item]] = []
    while lanes:
        code = _most_awaited(lanes)
        batch: list[Item] = []
        for lane in [lane for lane, queue in lanes.items() if queue[0].code == code]:
            queue = lanes[lane]
            while queue and queue[0].code == code:
                batch.append(queue.popleft())
            if not queue:
                del lanes[lane]
        batches.append(batch)
    return batches


def _most_awaited(lanes: dict[int, deque[Item]]) -> str:
    counts: dict[str, int] = {}
    for queue in lanes.values():
        code = queue[0].code
        counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: counts[code])


@dataclass(slots=True)
class Outcome(Generic[Item]):
    """What became of items: done, or failed with an error; the rest was held back.

    `blocked` are the lanes in which something failed, whose later items must wait.
    """

    done: list[Item] = field(default_factory=list)
    failed: list[tuple[Item, Exception]] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)


def run_bisecting(
    batch: Sequence[Item],
    attempt: Callable[[Sequence[Item]], Exception | None],
    outcome: Outcome[Item],
) -> None:
    """Run a batch; if that fails, its halves in turn, down to the items that are to blame.

    `attempt` runs all given items or none, and returns the error. Items behind a failed one in
    the same lane are not attempted.
    """
    ready = [item for item in batch if item.lane not in outcome.blocked]
    if not ready:
        return
    error = attempt(ready)
    if error is None:
        outcome.done.extend(ready)
    elif len(ready) == 1:
        outcome.failed.append((ready[0], error))
        outcome.blocked.add(ready[0].lane)
    else:
        middle = len(ready) // 2
        run_bisecting(ready[:middle], attempt, outcome)
        run_bisecting(ready[middle:], attempt, outcome)
