"""The end of a journey, with a word for how it came to it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

from ..step import End, Move, Scene, Step, StepSettings, steps


@steps.register
class Exit(Step):
    """Whoever comes here has gone through the journey."""

    code = "exit"
    label = "End"
    ends = True

    class Settings(StepSettings):
        reason: Annotated[
            str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)
        ] = "finished"

    def run(self, scene: Scene) -> Move:
        return End(self.settings.reason)

    def edges(self) -> Mapping[str, str]:
        return {}
