"""What a trigger must answer, and the registry of all of them."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from ..core.facts import Fact
from ..core.registry import Registry
from ..core.sentences import Sentence
from .passage import Subject


class TriggerSettings(BaseModel):
    """Base of every trigger's settings: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody for whom a journey is to begin at `due_at`, because of something at `occurred_at`.

    `key` tells one reason from another: equal keys are one passage.
    """

    profile_id: int
    key: str
    occurred_at: datetime.datetime
    due_at: datetime.datetime
    subject: Subject = field(default_factory=Subject)


@dataclass(frozen=True, slots=True)
class Window:
    """The moments that a scan is about: from `since` (not included) to `until` (included)."""

    since: datetime.datetime
    until: datetime.datetime


@dataclass(frozen=True, slots=True)
class ScanPage:
    """Some of a scan's entries; `reached` is where to go on, "" when the window is done."""

    entries: Sequence[Entry]
    reached: str = ""


class Trigger(ABC):
    """What begins a journey, with its settings."""

    code: ClassVar[str]
    label: ClassVar[str]
    # What this trigger's subject knows: names of `Subject`'s fields.
    subject_has: ClassVar[tuple[str, ...]] = ()

    class Settings(TriggerSettings):
        """What staff can set; every trigger defines its own."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings

    def lacks(self) -> Mapping[str, Sentence]:
        """Return what the shop lacks at this moment, by the field that names it; reads the shop."""
        return {}


class FactTrigger(Trigger):
    """Begins a journey with facts of `events`; pure, so that a rehearsal can ask it too."""

    events: ClassVar[tuple[type[Fact], ...]]

    @abstractmethod
    def matches(self, fact: Any) -> Entry | None:
        """Return the entry that this fact begins, or None; the fact has a profile."""


class ScanTrigger(Trigger):
    """Begins a journey because time has passed; asked every `every`.

    Nobody is found twice for the same reason: keys are made of the reason, not of the scan.
    """

    every: ClassVar[datetime.timedelta] = datetime.timedelta(minutes=15)
    # Whether the facts of the past say enough to rehearse it, by `replayed`.
    is_replayable: ClassVar[bool] = False
    # Whether a scan of a past time finds what it would have found then.
    is_rescannable: ClassVar[bool] = False
    # Where neither is so: why not, as half a sentence.
    unknown_of_past: ClassVar[Sentence | None] = None

    @abstractmethod
    def scan(self, window: Window, *, reached: str, limit: int) -> ScanPage:
        """Return up to `limit` entries of the window, behind `reached`; one statement or few."""

    def replayed(self, facts: Sequence[Fact]) -> Sequence[Entry]:
        """Return what is foreseen for a person with all these facts so far; for rehearsals.

        Pure. An entry that is not foreseen any more when its time has come, does not happen.
        """
        return []


triggers: Registry[Trigger] = Registry(Trigger)
