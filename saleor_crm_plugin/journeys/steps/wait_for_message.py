"""Wait until a message of this journey is read, but not for ever."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from ...messaging.events import MessageClicked, MessageFact, MessageOpened
from ..effects.queue_message import is_of_step
from ..reading import Ask
from ..step import (
    Move,
    Next,
    Scene,
    Standing,
    Step,
    StepName,
    StepSettings,
    Wait,
    steps,
)
from .branch_on_message import AT_LEAST, Outcome

# By what it waits for: the facts that may mean it. Whoever clicks has opened.
NEWS: Mapping[Outcome, tuple[type[MessageFact], ...]] = {
    Outcome.OPENED: (MessageOpened, MessageClicked),
    Outcome.CLICKED: (MessageClicked,),
}


@steps.register
class WaitForMessage(Step):
    """Goes to `then` as soon as one of these steps' messages has come so far, else to `otherwise`.

    What scanners open or click tells nobody anything, and is not waited for.
    """

    code = "wait_for_message"
    label = "Wait until a message is read"
    takes_time = True

    class Settings(StepSettings):
        messages_of: Annotated[tuple[StepName, ...], Field(min_length=1, max_length=5)]
        outcome: Literal[Outcome.OPENED, Outcome.CLICKED] = Outcome.OPENED
        within_hours: Annotated[int, Field(ge=1, le=24 * 365)]
        then: StepName
        otherwise: StepName

    def run(self, scene: Scene) -> Move:
        until = scene.since + datetime.timedelta(hours=self.settings.within_hours)
        states = [scene.readings.get(ask, "") for ask in sorted(self.asks())]
        is_read = any(state in AT_LEAST[self.settings.outcome] for state in states)
        if scene.now == scene.since:
            # Nobody passes a wait at the moment at which they come to it.
            return Wait(scene.now if is_read else until)
        if is_read:
            return Next(self.settings.then, "read")
        if scene.now >= until:
            return Next(self.settings.otherwise, "timed_out")
        return Wait(until)

    def edges(self) -> Mapping[str, str]:
        return {"then": self.settings.then, "otherwise": self.settings.otherwise}

    def asks(self) -> frozenset[Ask]:
        return frozenset(Ask("message", name) for name in self.settings.messages_of)

    def needs_steps(self) -> Mapping[str, tuple[str, str]]:
        return {
            f"messages_of.{place}": (name, "send_message")
            for place, name in enumerate(self.settings.messages_of)
        }

    def listens(self) -> frozenset[str]:
        return frozenset(kind.code for kind in NEWS[self.settings.outcome])

    def hears(self, fact: Any, standing: Standing) -> bool:
        # Also what was read before the passage came here: its news may have been late.
        return any(
            is_of_step(fact, standing.enrollment_id, name)
            for name in self.settings.messages_of
        )
