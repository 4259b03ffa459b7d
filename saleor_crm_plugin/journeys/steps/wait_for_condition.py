"""Wait until something is so, looking again and again, but not for ever."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field

from ..condition import Condition
from ..reading import Ask
from ..step import Move, Next, Scene, Step, StepName, StepSettings, Wait, steps


@steps.register
class WaitForCondition(Step):
    """Goes to `then` once all conditions hold, to `otherwise` when the time is over.

    For what no fact tells: stock and prices. The first look comes after `every_minutes`; looks
    leave no trace in the log, however many there are.
    """

    code = "wait_for_condition"
    label = "Wait until something is so"
    takes_time = True

    class Settings(StepSettings):
        conditions: Annotated[list[Condition], Field(min_length=1, max_length=10)]
        every_minutes: Annotated[int, Field(ge=5, le=60 * 24 * 7)] = 60
        within_days: Annotated[int, Field(ge=1, le=365)]
        then: StepName
        otherwise: StepName

    def run(self, scene: Scene) -> Move:
        pause = datetime.timedelta(minutes=self.settings.every_minutes)
        if scene.now < scene.since + pause:
            return Wait(scene.since + pause)
        if all(one.holds(scene.readings) for one in self.settings.conditions):
            return Next(self.settings.then, "held")
        over = scene.since + datetime.timedelta(days=self.settings.within_days)
        if scene.now >= over:
            return Next(self.settings.otherwise, "timed_out")
        return Wait(min(scene.now + pause, over))

    def edges(self) -> Mapping[str, str]:
        return {"then": self.settings.then, "otherwise": self.settings.otherwise}

    def asks(self) -> frozenset[Ask]:
        return frozenset(one.ask for one in self.settings.conditions)

    def conditions(self) -> Sequence[Condition]:
        return self.settings.conditions
