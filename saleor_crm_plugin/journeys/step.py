"""What a step must answer, and the registry of all of them."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, StringConstraints

from ..core.registry import Registry
from ..core.sentences import Sentence
from .condition import Condition
from .effect import Effect
from .passage import Passage, Subject
from .reading import Ask

StepName = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)
]


class StepSettings(BaseModel):
    """Base of every step's settings: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GoesOn(StepSettings):
    """Settings of a step behind which there is exactly one way."""

    next: StepName


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a step may look at: the passage, what was read for it, and the moment."""

    passage: Passage
    readings: Mapping[Ask, Any]
    now: datetime.datetime

    @property
    def since(self) -> datetime.datetime:
        """Return when the passage came to this step."""
        return self.passage.step_entered_at or self.now


@dataclass(frozen=True, slots=True)
class Standing:
    """A passage at a step as far as facts matter to it; `since` is when it came there."""

    enrollment_id: int
    subject: Subject
    since: datetime.datetime


@dataclass(frozen=True, slots=True)
class Next:
    """Go on to `target`; `effects` happen, once, and `numbers` say why it went this way."""

    target: str
    outcome: str = "passed"
    effects: Sequence[Effect] = ()
    numbers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wait:
    """Stay, and ask again at `until` (aware, later than now); `effects` happen, each once."""

    until: datetime.datetime
    effects: Sequence[Effect] = ()


@dataclass(frozen=True, slots=True)
class End:
    """Leave the journey by its end; `reason` is a code."""

    reason: str


Move = Next | Wait | End


class Step(ABC):
    """One thing that a journey does or waits for, with its settings.

    `run` is pure: the same scene gives the same move, so running it twice changes nothing twice.
    It reads nothing: what it needs stands in `asks` and is read for a whole batch before. It
    writes nothing: its effects are written after the batch, each under the passage's key.
    `takes_time` is True if nobody passes the step at the moment at which they come to it.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    takes_time: ClassVar[bool] = False
    ends: ClassVar[bool] = False

    class Settings(StepSettings):
        """What staff can set; every step defines its own."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings

    @abstractmethod
    def run(self, scene: Scene) -> Move:
        """Return where the passage goes from here."""

    def edges(self) -> Mapping[str, str]:
        """Return the steps that may come next, by the field that names them."""
        return {"next": self.settings.next}

    def asks(self) -> frozenset[Ask]:
        """Return what must be read before the step is run."""
        return frozenset()

    def conditions(self) -> Sequence[Condition]:
        """Return the conditions among its settings; what they ask is among `asks`."""
        return ()

    def listens(self) -> frozenset[str]:
        """Return the codes of the facts for which the step waits."""
        return frozenset()

    def hears(self, fact: Any, standing: Standing) -> bool:
        """Whether a fact that it listens to is the one that it waits for. Pure."""
        return bool(fact.occurred_at >= standing.since)

    def needs_consent(self) -> bool:
        """Whether it writes to the person where that must be allowed."""
        return False

    def needs_steps(self) -> Mapping[str, tuple[str, str]]:
        """Return other steps that this one refers to: by field their name and what kind they are."""
        return {}

    def lacks(self, shop_channels: Collection[str] = ()) -> Mapping[str, Sentence]:
        """Return what the shop lacks at this moment, by the field that names it; reads the shop.

        That is also what these channels of the shop do not say yet, if they are to run it.
        """
        return {}


steps: Registry[Step] = Registry(Step)
