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
from ..ready_made_steps import say


@ready_made_journeys.register
class BackInStock(ReadyMadeJourney):
    """For those who asked in the storefront (`crmTrack`)."""

    code = "back_in_stock"
    label = "Back in stock"
    summary = (
        "Tells people who asked for sold-out goods when they can be bought again, within the "
        "days chosen. One message per request."
    )
    list_code = "goods"

    class Settings(ReadyMadeSettings):
        within_days: Annotated[int, Field(ge=1, le=365)] = 90
        channels: frozenset[str] = frozenset()

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {
                "kind": "back_in_stock",
                "reasons": ["wanted"],
                "within_days": chosen.within_days,
                "channels": sorted(chosen.channels),
            },
            "goal": {
                "events": [{"event": "order.placed"}],
                "within_days": 14,
                "stays": True,
            },
            "re_entry": {"rule": "per_key"},
        }

    def steps(self) -> Steps:
        return {"tell": say("back_in_stock", then=END)}
