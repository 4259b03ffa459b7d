"""A year since the first order: a thank-you."""

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
from ..ready_made_steps import say_with_coupon


@ready_made_journeys.register
class FirstOrderAnniversaryThanks(ReadyMadeJourney):
    """Once per person for the year that the merchant chose."""

    code = "first_order_anniversary"
    label = "Anniversary of the first order"
    summary = "Thanks people on the anniversary of their first order, with a code where one is chosen."
    list_code = "birthday"

    class Settings(ReadyMadeSettings):
        years: Annotated[int, Field(ge=1, le=20)] = 1
        coupon: Coupon | None = None

    def frame(self) -> dict[str, Any]:
        return {
            "trigger": {
                "kind": "first_order_anniversary",
                "years": self.settings.years,
            },
        }

    def steps(self) -> Steps:
        coupon = self.settings.coupon
        return say_with_coupon("thank", "first_order_anniversary", coupon, then=END)
