"""A birthday: wishes, and a present where the merchant gives one."""

import datetime
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
class BirthdayWishes(ReadyMadeJourney):
    """For those who have said when it is."""

    code = "birthday"
    label = "Birthday"
    summary = (
        "Wishes people a happy birthday, on the day or some days before, with a code where one "
        "is chosen. Once a year."
    )
    list_code = "birthday"

    class Settings(ReadyMadeSettings):
        days_before: Annotated[int, Field(ge=0, le=60)] = 0
        at: datetime.time = datetime.time(9)
        zone: str = "UTC"
        coupon: Coupon | None = None

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {
                "kind": "birthday",
                "days_before": chosen.days_before,
                "at": chosen.at.isoformat("minutes"),
                "zone": chosen.zone,
            },
        }

    def steps(self) -> Steps:
        coupon = self.settings.coupon
        return say_with_coupon("wish", "birthday_wishes", coupon, then=END)
