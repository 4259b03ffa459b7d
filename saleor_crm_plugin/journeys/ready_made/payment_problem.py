"""A payment did not go through: say so at once, and how to try again."""

from typing import Annotated, Any

from pydantic import Field

from ...consent.purposes import ConsentPurpose
from ..ready_made_journey import (
    END,
    ReadyMadeJourney,
    ReadyMadeSettings,
    Steps,
    ready_made_journeys,
)
from ..ready_made_steps import rest, say


@ready_made_journeys.register
class PaymentProblem(ReadyMadeJourney):
    """About an order or a cart that the person wants: no advertising, so nobody is asked first."""

    code = "payment_problem"
    label = "Payment problem"
    summary = (
        "Tells people that a payment was refused and where to try again, and once more a day "
        "later. Stops when the money is there. Takes the place of cart reminders."
    )
    list_code = ""
    purpose = ConsentPurpose.TRANSACTIONAL
    priority = 90
    group = "checkout"

    class Settings(ReadyMadeSettings):
        after_minutes: Annotated[int, Field(ge=0, le=60 * 24)] = 30
        second_after_hours: Annotated[int, Field(ge=1, le=24 * 14)] = 24

    def frame(self) -> dict[str, Any]:
        return {
            "trigger": {
                "kind": "payment_failed",
                "after_minutes": self.settings.after_minutes,
            },
            "goal": {
                "events": [
                    {"event": "order.paid", "same_subject": True},
                    {"event": "checkout.completed", "same_subject": True},
                ],
                "within_days": 7,
            },
            "exits": {
                "events": [{"event": "order.canceled", "same_subject": True}],
                "guards": ["payment_still_open"],
            },
            "re_entry": {"rule": "per_key"},
        }

    def steps(self) -> Steps:
        hours = self.settings.second_after_hours
        return {
            "first": say("payment_problem", then="first_rest"),
            "first_rest": rest(hours=hours, then="second"),
            "second": say("payment_problem_again", then=END),
        }
