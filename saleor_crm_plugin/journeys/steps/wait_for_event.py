"""Wait until something happens, but not for ever."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from ..definition import Code
from ..hearing_subjects import is_about
from ..step import (
    Move,
    Next,
    Scene,
    Standing,
    Step,
    StepName,
    StepSettings,
    Wait,
    steps,
)


@steps.register
class WaitForEvent(Step):
    """Goes to `then` when a fact of the kind `event` arrives, to `otherwise` after the time-out.

    With `same_subject` only a fact about the passage's own order or cart counts.
    """

    code = "wait_for_event"
    label = "Wait until something happens"
    takes_time = True

    class Settings(StepSettings):
        event: Code
        same_subject: bool = False
        within_hours: Annotated[int, Field(ge=1, le=24 * 365)]
        then: StepName
        otherwise: StepName

    def run(self, scene: Scene) -> Move:
        if scene.passage.heard == self.settings.event:
            return Next(self.settings.then, "happened")
        until = scene.since + datetime.timedelta(hours=self.settings.within_hours)
        if scene.now >= until:
            return Next(self.settings.otherwise, "timed_out")
        return Wait(until)

    def edges(self) -> Mapping[str, str]:
        return {"then": self.settings.then, "otherwise": self.settings.otherwise}

    def listens(self) -> frozenset[str]:
        return frozenset({self.settings.event})

    def hears(self, fact: Any, standing: Standing) -> bool:
        is_mine = not self.settings.same_subject or is_about(fact, standing.subject)
        return is_mine and super().hears(fact, standing)
