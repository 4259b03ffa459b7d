"""Ask a member of staff to do something for the person."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ...timeline.actions.follow_ups import FollowUp, add_follow_ups
from ..effect import Effect, Placed, Writer, writers


@dataclass(frozen=True, slots=True)
class AddTask(Effect):
    """What is to be done, by whom, and within how many days."""

    owner_id: int
    text: str
    due_in_days: int


@writers.register
class TaskWriter(Writer[AddTask]):
    """Follow-ups on the timeline, in the list of whoever is to do them."""

    code = "add_task"
    effect = AddTask
    position = 30

    def write(
        self, placed: Sequence[Placed[AddTask]], *, now: datetime.datetime
    ) -> None:
        add_follow_ups(
            [
                FollowUp(
                    profile_id=one.passage.profile_id,
                    text=one.effect.text,
                    owner_id=one.effect.owner_id,
                    due_at=now + datetime.timedelta(days=one.effect.due_in_days),
                )
                for one in placed
            ],
            now=now,
        )
