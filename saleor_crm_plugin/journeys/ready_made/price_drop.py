"""Goods that somebody looked at, asked for or bought cost less now."""

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
class PriceDrop(ReadyMadeJourney):
    """For goods that the storefront told of (`crmTrack`); what was ordered meanwhile is left out.

    With `bought_within_days` also for goods bought so lately that were not brought back.
    """

    code = "price_drop"
    label = "Price drop"
    summary = (
        "Tells people when goods that they looked at cost less than they have seen and can be "
        "bought, within the days chosen. If you choose so, also goods that they bought lately "
        "and kept."
    )
    list_code = "goods"
    priority = 40

    class Settings(ReadyMadeSettings):
        least_percent: Annotated[int, Field(ge=1, le=90)] = 10
        within_days: Annotated[int, Field(ge=1, le=365)] = 30
        bought_within_days: Annotated[int, Field(ge=0, le=365)] = 0
        again_after_days: Annotated[int, Field(ge=1, le=365)] = 14
        channels: frozenset[str] = frozenset()

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {
                "kind": "price_drop",
                "least_percent": chosen.least_percent,
                "reasons": ["viewed", "wanted"],
                "within_days": chosen.within_days,
                "bought_within_days": chosen.bought_within_days,
                "channels": sorted(chosen.channels),
            },
            "goal": {
                "events": [{"event": "order.placed"}],
                "within_days": 14,
                "stays": True,
            },
            "re_entry": {"rule": "after_days", "days": chosen.again_after_days},
        }

    def steps(self) -> Steps:
        return {"tell": say("price_drop", then=END)}
