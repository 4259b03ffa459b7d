"""Facts about what is inferred of people."""

from dataclasses import dataclass
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class LifecycleChanged(Fact):
    """A person has come to another stage; `previous` is empty the first time they are looked at.

    `current` is empty where the shop asks before it concludes anything, and the person has not
    agreed, or agrees no more. `occurred_at` is when the stage began, which is long ago where it was only found out now.
    """

    code: ClassVar[str] = "insight.lifecycle_changed"
    previous: str
    current: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationshipChanged(Fact):
    """The relation that a person seems to want is another one, or they have said so (`is_stated`)."""

    code: ClassVar[str] = "insight.relationship_changed"
    previous: str
    current: str
    is_stated: bool
