"""Wait for so long."""

import datetime
from typing import Annotated

from pydantic import Field, model_validator

from ...core.sentences import Sentence
from ..step import GoesOn, Move, Next, Scene, Step, Wait, steps


@steps.register
class WaitFor(Step):
    """Counts from the moment at which somebody comes to the step."""

    code = "wait"
    label = "Wait for a time"
    takes_time = True

    class Settings(GoesOn):
        days: Annotated[int, Field(ge=0, le=365)] = 0
        hours: Annotated[int, Field(ge=0, le=24 * 31)] = 0
        minutes: Annotated[int, Field(ge=0, le=60 * 24)] = 0

        @model_validator(mode="after")
        def _takes_time(self) -> "WaitFor.Settings":
            if not (self.days or self.hours or self.minutes):
                raise ValueError(Sentence("A wait is at least a minute long."))
            return self

        @property
        def length(self) -> datetime.timedelta:
            """Return how long the wait is."""
            return datetime.timedelta(
                days=self.days, hours=self.hours, minutes=self.minutes
            )

    def run(self, scene: Scene) -> Move:
        until = scene.since + self.settings.length
        return Next(self.settings.next) if scene.now >= until else Wait(until)
