"""Give points of a program."""

from collections.abc import Collection, Mapping
from typing import Annotated

from pydantic import Field

from ...core.sentences import Sentence
from ...loyalty.queries import programs
from ..effects.give_points import GivePoints as Gift
from ..step import GoesOn, Move, Next, Scene, Step, steps


@steps.register
class GivePoints(Step):
    """They last as long as earned ones, but count towards no tier."""

    code = "give_points"
    label = "Give points"

    class Settings(GoesOn):
        program: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", max_length=64)]
        points: Annotated[int, Field(ge=1, le=1_000_000)]

    def run(self, scene: Scene) -> Move:
        gift = Gift(program=self.settings.program, points=self.settings.points)
        numbers = {"points": self.settings.points}
        return Next(self.settings.next, "given", effects=[gift], numbers=numbers)

    def lacks(self, shop_channels: Collection[str] = ()) -> Mapping[str, Sentence]:
        code = self.settings.program
        if programs().filter(code=code).exists():
            return {}
        return {"program": Sentence("There is no program {program!r}.", program=code)}
