"""Give the person a tag, or take one away."""

import enum
from typing import Annotated

from pydantic import StringConstraints

from ..effects.tag import ChangeTag
from ..step import GoesOn, Move, Next, Scene, Step, steps

TagCode = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=64)
]


class Change(enum.StrEnum):
    """What to do with the tag."""

    ADD = "add"
    REMOVE = "remove"


@steps.register
class Tag(Step):
    """A tag that is there already stays as it was."""

    code = "tag"
    label = "Tag the person"

    class Settings(GoesOn):
        tag: TagCode
        change: Change = Change.ADD

    def run(self, scene: Scene) -> Move:
        is_added = self.settings.change is Change.ADD
        effect = ChangeTag(self.settings.tag, is_added)
        outcome = "tagged" if is_added else "untagged"
        return Next(self.settings.next, outcome, effects=[effect])
