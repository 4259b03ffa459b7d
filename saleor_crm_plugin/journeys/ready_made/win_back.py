"""Somebody has not ordered for long: say that they are missed, and make it easy to return."""

from typing import Annotated, Any

from pydantic import Field

from ..ready_made_journey import (
    END,
    Coupon,
    ReadyMadeJourney,
    ReadyMadeSettings,
    Steps,
    ready_made_journeys,
)
from ..ready_made_steps import rest, say, say_with_coupon


@ready_made_journeys.register
class WinBackSeries(ReadyMadeJourney):
    """Two touches; a code, if any, with the second."""

    code = "win_back"
    label = "Win-back"
    summary = (
        "Writes to people who have not ordered for long, and once more with a code where one is "
        "chosen. Stops with the next order."
    )
    list_code = "reminders"
    group = "come_back"
    priority = 50

    class Settings(ReadyMadeSettings):
        after_days: Annotated[int, Field(ge=7, le=1825)] = 120
        least_orders: Annotated[int, Field(ge=1, le=100)] = 1
        second_after_days: Annotated[int, Field(ge=1, le=90)] = 14
        coupon: Coupon | None = None

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {
                "kind": "win_back",
                "after_days": chosen.after_days,
                "least_orders": chosen.least_orders,
            },
            "goal": {"events": [{"event": "order.placed"}], "within_days": 30},
            "ends_after_days": 120,
        }

    def steps(self) -> Steps:
        chosen = self.settings
        return {
            "first": say("win_back_we_miss_you", then="rest"),
            "rest": rest(days=chosen.second_after_days, then="second"),
            **say_with_coupon("second", "win_back_come_back", chosen.coupon, then=END),
        }
