"""Somebody is as good as lost: one question, and then silence."""

from typing import Annotated, Any

from pydantic import Field

from ..follow_up import END, FollowUp, FollowUpSettings, Steps, follow_ups
from ..follow_up_steps import say


@follow_ups.register
class LostCustomer(FollowUp):
    """Nothing is offered: an honest answer is worth more than one more order."""

    code = "lost_customer"
    label = "Lost customer"
    summary = "Asks people who have stayed away for very long one question: why. Once."
    list_code = "reminders"
    group = "come_back"
    priority = 60

    class Settings(FollowUpSettings):
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
