"""It is time to order again, by the customer's own rhythm."""

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
class ReplenishmentReminder(ReadyMadeJourney):
    """One reminder per order: it helps, or it does not."""

    code = "replenishment"
    label = "Time to order again"
    summary = (
        "Reminds people of their last order shortly before they would order again, by the mean "
        "time between their orders. Not if they have ordered meanwhile."
    )
    list_code = "reminders"
    group = "come_back"
    priority = 40

    class Settings(ReadyMadeSettings):
        least_orders: Annotated[int, Field(ge=2, le=100)] = 3
        shortest_days: Annotated[int, Field(ge=1, le=365)] = 7
        longest_days: Annotated[int, Field(ge=1, le=730)] = 180
        days_before: Annotated[int, Field(ge=0, le=60)] = 3

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {
                "kind": "replenishment",
                "least_orders": chosen.least_orders,
                "shortest_days": chosen.shortest_days,
                "longest_days": chosen.longest_days,
                "days_before": chosen.days_before,
            },
            "goal": {"events": [{"event": "order.placed"}], "within_days": 14},
            "exits": {"guards": ["order_not_canceled"]},
            # A day between two looks, and the time that people take to be let in.
            "freshness_hours": 48,
        }

    def steps(self) -> Steps:
        return {"remind": say("replenishment_reminder", then=END)}
