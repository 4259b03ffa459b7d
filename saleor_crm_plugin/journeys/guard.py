"""What a guard must answer, and the registry of all of them."""

from abc import ABC, abstractmethod
from typing import ClassVar

from ..core.registry import Registry
from .reading import Ask
from .step import Scene


class Guard(ABC):
    """A condition under which a passage may go on; asked before anything else at every wake-up.

    When it does not hold, the passage exits with the guard's `code` as the reason. Pure: what it
    looks at stands in `asks`, and is read from the shop itself for the whole batch.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    # The field of the subject that it needs; "" for none.
    needs_subject: ClassVar[str] = ""

    @abstractmethod
    def asks(self) -> frozenset[Ask]:
        """Return what must be read before it is asked."""

    @abstractmethod
    def holds(self, scene: Scene) -> bool:
        """Whether the passage may go on."""


guards: Registry[Guard] = Registry(Guard)
