"""What a trait must answer, and the registry of all of them.

A trait is something about recipients that variants can ask for. Areas above register their own.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core.registry import Registry

# What a message itself says of its recipient.
GIVEN = {"country": "Country", "language": "Language", "channel": "Channel"}


@dataclass(frozen=True, slots=True)
class Reader:
    """One recipient, in one of the shop's channels; "" for none."""

    profile_id: int
    channel: str = ""


class Trait(ABC):
    """Something about people that a variant can depend on.

    One that `shows_behavior` is read only of people who have not said no to profiling.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    shows_behavior: ClassVar[bool] = False

    @abstractmethod
    def read(
        self, readers: Collection[Reader], *, now: datetime.datetime, using: str
    ) -> Mapping[Reader, Sequence[str]]:
        """Return the values by reader; absent where nothing is known.

        The number of queries does not depend on how many readers there are.
        """


traits: Registry[Trait] = Registry(Trait)


def load_traits() -> None:
    """Import every file of the folder, so that each registers its trait; harmless if repeated."""
    from . import traits as folder  # noqa: PLC0415  (the traits import this module)

    traits.load(folder)


def attributes() -> dict[str, str]:
    """Return everything that a variant can ask for: labels by code, in the order of the codes."""
    known = GIVEN | {trait.code: trait.label for trait in traits}
    return dict(sorted(known.items()))
