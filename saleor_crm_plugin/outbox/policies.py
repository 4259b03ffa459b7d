"""Pure decisions of delivery: who is to blame, and how long to wait."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

MAX_TRIES = 8
FIRST_WAIT = datetime.timedelta(seconds=10)
LONGEST_WAIT = datetime.timedelta(hours=1)
LANE_GROUPS = 64
ERROR_LENGTH = 500


class Laned(Protocol):
    """What waits in a lane."""

    @property
    def lane(self) -> int: ...


Item = TypeVar("Item", bound=Laned)


def lane_group_of(profile_id: int | None) -> int:
    """Return the group of the lane of facts about this profile, or about nobody."""
    return (profile_id or 0) % LANE_GROUPS


def wait_after(tries: int) -> datetime.timedelta:
    """Return how long to leave a thing alone that has failed `tries` times: doubling, capped."""
    return min(FIRST_WAIT * (1 << (tries - 1)), LONGEST_WAIT)


def is_given_up(tries: int) -> bool:
    """Whether a thing that has failed so often is parked for a person to look at."""
    return tries >= MAX_TRIES


def error_text(error: BaseException) -> str:
    """Return what the stuck list shows of an error: its kind and the message's first line.

    In the lines after it databases and validators quote the values that they refused.
    """
    message, _, _ = str(error).partition("\n")
    return f"{type(error).__name__}: {message}"[:ERROR_LENGTH]


class Told(Exception):
    """An error as logs may show it: where it came about, and what `error_text` says of it."""


def loggable(error: BaseException) -> Told:
    """Return the error for logs: its way through the code, without the values that it quotes."""
    return Told(error_text(error)).with_traceback(error.__traceback__)


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

    `attempt` runs all given items or none, and returns the error. Items are tried in the given
    order; those behind a failed one in the same lane are not attempted.
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
