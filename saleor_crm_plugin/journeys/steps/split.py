"""Send people different ways by chance, each always the same one."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from ..policies.ways import chosen_way
from ..step import Move, Next, Scene, Step, StepName, StepSettings, steps


class Way(StepSettings):
    """One way, and how many people of all the weights together it gets."""

    weight: Annotated[int, Field(ge=1, le=1000)]
    next: StepName


@steps.register
class Split(Step):
    """The way hangs on journey, person, key and step alone: asked again, it is the same."""

    code = "split"
    label = "Split by chance"

    class Settings(StepSettings):
        ways: Annotated[list[Way], Field(min_length=2, max_length=10)]

    def run(self, scene: Scene) -> Move:
        passage = scene.passage
        seed = f"{passage.journey_id}:{passage.profile_id}:{passage.key}:{passage.step}"
        place = chosen_way(seed, [way.weight for way in self.settings.ways])
        return Next(
            self.settings.ways[place].next, f"way_{place + 1}", numbers={"way": place}
        )

    def edges(self) -> Mapping[str, str]:
        return {
            f"ways.{place}.next": way.next
            for place, way in enumerate(self.settings.ways)
        }
