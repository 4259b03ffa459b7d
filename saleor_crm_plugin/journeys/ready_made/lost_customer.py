"""Somebody is as good as lost: one question, and then silence."""

from typing import Annotated, Any

from pydantic import Field

from ..ready_made_journey import (
    END,
    ReadyMadeJourney,
    ReadyMadeSettings,
    Steps,
    ready_made_journeys,
)
from ..ready_made_steps import say


@ready_made_journeys.register
class LostCustomer(ReadyMadeJourney):
    """Nothing is offered: an honest answer is worth more than one more order."""

    code = "lost_customer"
    label = "Lost customer"
    summary = "Asks people who have stayed away for very long one question: why. Once."
    list_code = "reminders"
    group = "come_back"
    priority = 60

    class Settings(ReadyMadeSettings):
        after_days: Annotated[int, Field(ge=30, le=1825)] = 365
        least_orders: Annotated[int, Field(ge=1, le=100)] = 1

    def frame(self) -> dict[str, Any]:
        return {
            "trigger": {
                "kind": "win_back",
                "after_days": self.settings.after_days,
                "least_orders": self.settings.least_orders,
            },
            "goal": {"events": [{"event": "order.placed"}], "within_days": 60},
            "re_entry": {"rule": "never"},
        }

    def steps(self) -> Steps:
        return {"ask": say("lost_customer_question", then=END)}
