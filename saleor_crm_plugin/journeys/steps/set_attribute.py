"""Note an attribute of the person."""

from typing import Annotated

from pydantic import StringConstraints

from ..effects.set_attribute import SetAttribute as Attribute
from ..step import GoesOn, Move, Next, Scene, Step, steps

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+$", max_length=64)]
Value = Annotated[str, StringConstraints(max_length=200)]


@steps.register
class SetAttribute(Step):
    """The last value counts; the person can see it in the export of their data."""

    code = "set_attribute"
    label = "Set an attribute"

    class Settings(GoesOn):
        name: Name
        value: Value

    def run(self, scene: Scene) -> Move:
        effect = Attribute(self.settings.name, self.settings.value)
        return Next(self.settings.next, "set", effects=[effect])
