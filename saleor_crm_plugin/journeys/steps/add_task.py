"""Ask a member of staff to do something for the person."""

from collections.abc import Collection, Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from ...core.sentences import Sentence
from ...saleor_adapter.staff import staff_among
from ..effects.add_task import AddTask as Task
from ..step import GoesOn, Move, Next, Scene, Step, steps

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)
]


@steps.register
class AddTask(Step):
    """A follow-up on the person's timeline, due in `due_in_days`, in the owner's list."""

    code = "add_task"
    label = "Task for staff"

    class Settings(GoesOn):
        owner: Annotated[int, Field(ge=1)]
        text: Text
        due_in_days: Annotated[int, Field(ge=0, le=365)] = 1

    def run(self, scene: Scene) -> Move:
        settings = self.settings
        task = Task(
            owner_id=settings.owner,
            text=settings.text,
            due_in_days=settings.due_in_days,
        )
        return Next(settings.next, "asked", effects=[task])

    def lacks(self, shop_channels: Collection[str] = ()) -> Mapping[str, Sentence]:
        owner = self.settings.owner
        if owner in staff_among([owner]):
            return {}
        return {
            "owner": Sentence(
                "The account {owner} is not a member of staff.", owner=owner
            )
        }
