"""What steps do to the world: plain values, written for a whole batch at once."""

import datetime
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from ..core.registry import Registry
from .passage import Passage


@dataclass(frozen=True, slots=True)
class Effect:
    """Base of everything that a step may do; frozen, made only of ids and plain values.

    `answer` is what the step waits to hear of it; in a rehearsal it is heard at once.
    """

    answer: ClassVar[str] = ""


Kind = TypeVar("Kind", bound=Effect)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Kind]):
    """An effect with the passage that it belongs to, as it stood at the step that asked for it.

    `priority` and `purpose` are the journey's; `author` published the version (`user:5`).
    """

    effect: Kind
    passage: Passage
    priority: int
    purpose: str
    author: str

    @property
    def key(self) -> str:
        """Return the key under which it is done once, however often the step is run."""
        return self.passage.effect_key


class Writer(Generic[Kind]):
    """How one kind of effect is written.

    `position` is the place in the order in which a batch is written: what others refer to first,
    and in the lock order of the areas.
    """

    code: ClassVar[str] = ""
    effect: ClassVar[type[Effect]]
    position: ClassVar[int]

    @abstractmethod
    def write(self, placed: Sequence[Placed[Any]], *, now: datetime.datetime) -> None:
        """Do all of them in a fixed number of statements, in the caller's transaction.

        Idempotent by each one's key.
        """
        raise NotImplementedError


writers: Registry[Writer] = Registry(Writer)
