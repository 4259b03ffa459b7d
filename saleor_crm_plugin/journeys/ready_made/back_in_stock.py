"""Goods that somebody asked for can be bought again."""

from typing import Annotated, Any

from pydantic import Field

from ..ready_made_journey import (
    END,
    ReadyMadeJourney,
    ReadyMadeSettings,
    Steps,
    ready_made_journeys,
)
from ..ready_made_steps import say, until

THERE = {"attribute": "goods_are_there", "operator": "is", "value": True}


@ready_made_journeys.register
class BackInStock(ReadyMadeJourney):
    """For those who asked in the storefront (`crmGoodsTell`)."""

    code = "back_in_stock"
    label = "Back in stock"
    summary = (
        "Tells people who asked for sold-out goods when they can be bought again, within the "
        "days chosen. One message per request."
    )
    list_code = "goods"

    class Settings(ReadyMadeSettings):
        looks_every_minutes: Annotated[int, Field(ge=5, le=60 * 24)] = 60
        within_days: Annotated[int, Field(ge=1, le=365)] = 90
        channels: frozenset[str] = frozenset()

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {"kind": "goods_wanted", "channels": sorted(chosen.channels)},
            "goal": {
                "events": [{"event": "order.placed"}],
                "within_days": 14,
                "stays": True,
            },
            "re_entry": {"rule": "per_key"},
            "ends_after_days": chosen.within_days + 7,
        }

    def steps(self) -> Steps:
        chosen = self.settings
        watch = until(
            [THERE],
            every_minutes=chosen.looks_every_minutes,
            within_days=chosen.within_days,
            then="tell",
            otherwise=END,
        )
        return {"watch": watch, "tell": say("back_in_stock", then=END)}
