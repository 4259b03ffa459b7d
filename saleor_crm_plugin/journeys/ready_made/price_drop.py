"""Goods that somebody looked at cost less now."""

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
class PriceDrop(ReadyMadeJourney):
    """For goods that the storefront told of (`crmGoodsTell`); whoever has ordered is left alone."""

    code = "price_drop"
    label = "Price drop"
    summary = (
        "Tells people when goods that they looked at cost less than then and can be bought, "
        "within the days chosen. Stops with their next order."
    )
    list_code = "goods"
    priority = 40

    class Settings(ReadyMadeSettings):
        least_percent: Annotated[int, Field(ge=1, le=90)] = 10
        looks_every_minutes: Annotated[int, Field(ge=5, le=60 * 24)] = 360
        within_days: Annotated[int, Field(ge=1, le=365)] = 30
        again_after_days: Annotated[int, Field(ge=1, le=365)] = 14
        channels: frozenset[str] = frozenset()

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {"kind": "goods_viewed", "channels": sorted(chosen.channels)},
            "goal": {"events": [{"event": "order.placed"}], "within_days": 90},
            "re_entry": {"rule": "after_days", "days": chosen.again_after_days},
            "ends_after_days": chosen.within_days + 7,
        }

    def steps(self) -> Steps:
        chosen = self.settings
        cheaper = {
            "attribute": "price_drop",
            "operator": "at_least",
            "value": chosen.least_percent,
        }
        watch = until(
            [cheaper, THERE],
            every_minutes=chosen.looks_every_minutes,
            within_days=chosen.within_days,
            then="tell",
            otherwise=END,
        )
        return {"watch": watch, "tell": say("price_drop", then=END)}
