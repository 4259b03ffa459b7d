"""Go one way or the other by what is known about the person."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field

from ..condition import Condition
from ..reading import Ask
from ..step import Move, Next, Scene, Step, StepName, StepSettings, steps


@steps.register
class Branch(Step):
    """Goes to `then` if all conditions hold at this moment, else to `otherwise`."""

    code = "branch"
    label = "Branch on attributes"

    class Settings(StepSettings):
        conditions: Annotated[list[Condition], Field(min_length=1, max_length=10)]
        then: StepName
        otherwise: StepName

    def run(self, scene: Scene) -> Move:
        known = scene.readings
        numbers = {str(ask): _plain(known.get(ask)) for ask in sorted(self.asks())}
        if all(one.holds(known) for one in self.settings.conditions):
            return Next(self.settings.then, "then", numbers=numbers)
        return Next(self.settings.otherwise, "otherwise", numbers=numbers)

    def edges(self) -> Mapping[str, str]:
        return {"then": self.settings.then, "otherwise": self.settings.otherwise}

    def asks(self) -> frozenset[Ask]:
        return frozenset(one.ask for one in self.settings.conditions)

    def conditions(self) -> Sequence[Condition]:
        return self.settings.conditions


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value
