"""What a journey is, typed: the frame here, triggers and steps by their registered settings."""

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializeAsAny,
    StringConstraints,
    model_validator,
)

from ..core.sentences import Sentence
from .condition import Condition
from .policies.entering import ReEntryRule
from .step import StepName, StepSettings
from .trigger import TriggerSettings

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]*$", max_length=64)]
BasisPoints = Annotated[int, Field(ge=0, le=5_000)]
MOST_STEPS = 100


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FactMatch(_Part):
    """A kind of fact; with `same_subject` only one about the passage's own order or cart."""

    event: Code
    same_subject: bool = False


class Goal(_Part):
    """What the journey is for: one of these facts within so many days of the entry.

    Whoever reaches it leaves, unless `stays` says to go on.
    """

    events: Annotated[list[FactMatch], Field(min_length=1, max_length=10)]
    within_days: Annotated[int, Field(ge=1, le=365)] = 7
    stays: bool = False


class Exits(_Part):
    """What takes somebody out before the end: facts, and guards that no longer hold."""

    events: Annotated[list[FactMatch], Field(max_length=10)] = []
    guards: Annotated[list[Code], Field(max_length=10)] = []


class ReEntry(_Part):
    """Whether one person may go through more than once; `days` belongs to `after_days`."""

    rule: ReEntryRule = ReEntryRule.AFTER_EXIT
    days: Annotated[int, Field(ge=0, le=3650)] = 0

    @model_validator(mode="after")
    def _days_belong_to_their_rule(self) -> "ReEntry":
        if (self.rule is ReEntryRule.AFTER_DAYS) != (self.days > 0):
            raise ValueError(
                Sentence("Days are needed for `after_days`, and for nothing else.")
            )
        return self


class Frame(_Part):
    """All of a definition but its trigger and its steps.

    `purpose` is a consent purpose. Journeys with the same `group` share a person: only one with a
    higher `priority` takes the place of another. `freshness_hours` is the age at which a fact no
    longer begins anything, `ends_after_days` the longest that anybody stays.
    """

    purpose: Code = "marketing"
    entry: Annotated[list[Condition], Field(max_length=20)] = []
    start: StepName
    goal: Goal | None = None
    exits: Exits = Exits()
    re_entry: ReEntry = ReEntry()
    holdout_basis_points: BasisPoints = 0
    priority: Annotated[int, Field(ge=0, le=100)] = 50
    group: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]*$", max_length=64)] = (
        ""
    )
    freshness_hours: Annotated[int, Field(ge=1, le=24 * 31)] = 24
    ends_after_days: Annotated[int, Field(ge=1, le=730)] = 90


class RawDefinition(Frame):
    """A definition as it is stored and sent: trigger and steps still plain, each with a `kind`."""

    trigger: dict[str, Any]
    steps: Annotated[
        dict[StepName, dict[str, Any]], Field(min_length=1, max_length=MOST_STEPS)
    ]


class JourneyDefinition(Frame):
    """A definition whose trigger and steps are typed settings, by kind."""

    trigger_kind: str
    trigger: SerializeAsAny[TriggerSettings]
    step_kinds: dict[StepName, str]
    steps: dict[StepName, SerializeAsAny[StepSettings]]
