"""What steps, guards and conditions can look at: one reading per file, read for whole batches."""

import datetime
import enum
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.facts import Fact
from ..core.registry import Registry
from ..core.sentences import Sentence
from .passage import Passage


class ValueKind(enum.StrEnum):
    """What a reading's values are, and so how they can be compared."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True, order=True)
class Ask:
    """A reading by its code, with the argument that it needs: `tier:club`, `points:club`."""

    code: str
    argument: str = ""

    @classmethod
    def parse(cls, text: str) -> "Ask":
        """Read `code` or `code:argument`."""
        code, _, argument = text.partition(":")
        return cls(code, argument)

    def __str__(self) -> str:
        return f"{self.code}:{self.argument}" if self.argument else self.code


@dataclass(frozen=True, slots=True)
class Memory:
    """What a rehearsal knows of one person: all their facts until now, the oldest first."""

    facts: Sequence[Fact]

    def last(self, *fact_types: type[Fact]) -> Any:
        """Return the latest fact of one of these types, None if there is none."""
        for fact in reversed(self.facts):
            if isinstance(fact, fact_types):
                return fact
        return None

    def of(self, *fact_types: type[Fact]) -> list[Any]:
        """Return the facts of these types, the oldest first."""
        return [fact for fact in self.facts if isinstance(fact, fact_types)]


class Reading(ABC):
    """Something that is known about a person or about what a passage is about.

    `takes_argument` names what must stand behind the colon, "" for nothing.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    kind: ClassVar[ValueKind]
    takes_argument: ClassVar[Sentence | None] = None
    # What a condition on it may compare with; None for anything of its kind.
    values: ClassVar[tuple[str, ...] | None] = None

    @abstractmethod
    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        """Return the values by passage id, as they are now; absent where nothing is known.

        A fixed number of queries however many passages there are. Takes no locks.
        """

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        """Return the value as it was when the memory ends, for a rehearsal.

        Raises NotRemembered where the past does not say it; then the rehearsal reads the present.
        """
        raise NotRemembered(self.code)


class NotRemembered(LookupError):
    """The facts of the past do not say this."""


readings: Registry[Reading] = Registry(Reading)
