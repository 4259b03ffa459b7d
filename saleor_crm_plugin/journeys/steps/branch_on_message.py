"""Go one way or the other by what became of a message of this journey."""

import enum
from collections.abc import Mapping

from ..reading import Ask
from ..step import Move, Next, Scene, Step, StepName, StepSettings, steps


class Outcome(enum.StrEnum):
    """What may have become of a message; each is at least that much."""

    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"
    CLICKED = "clicked"


# A click is an opening, and an opening a delivery, whatever the provider reported first.
AT_LEAST: dict[Outcome, frozenset[str]] = {
    Outcome.SENT: frozenset({"sent", "delivered", "opened", "clicked"}),
    Outcome.DELIVERED: frozenset({"delivered", "opened", "clicked"}),
    Outcome.OPENED: frozenset({"opened", "clicked"}),
    Outcome.CLICKED: frozenset({"clicked"}),
}


@steps.register
class BranchOnMessage(Step):
    """Goes to `then` if the message of that step has come so far, else to `otherwise`."""

    code = "branch_on_message"
    label = "Branch on what became of a message"

    class Settings(StepSettings):
        message_of: StepName
        outcome: Outcome
        then: StepName
        otherwise: StepName

    def run(self, scene: Scene) -> Move:
        state = scene.readings.get(self._ask, "")
        is_so = state in AT_LEAST[self.settings.outcome]
        return Next(
            self.settings.then if is_so else self.settings.otherwise,
            "then" if is_so else "otherwise",
            numbers={"state": state},
        )

    def edges(self) -> Mapping[str, str]:
        return {"then": self.settings.then, "otherwise": self.settings.otherwise}

    def asks(self) -> frozenset[Ask]:
        return frozenset({self._ask})

    def needs_steps(self) -> Mapping[str, tuple[str, str]]:
        return {"message_of": (self.settings.message_of, "send_message")}

    @property
    def _ask(self) -> Ask:
        return Ask("message", self.settings.message_of)
