"""A member came to a higher tier: congratulate, and say what it brings."""

from typing import Any

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
class TierUp(ReadyMadeJourney):
    """Whoever has lost the tier again by then is not congratulated."""

    code = "tier_up"
    label = "Tier up"
    summary = "Congratulates members on a higher tier, with a code where one is chosen."
    list_code = "club"

    class Settings(ReadyMadeSettings):
        tiers: frozenset[str] = frozenset()
        coupon: Coupon | None = None

    def frame(self) -> dict[str, Any]:
        return {
            "trigger": {
                "kind": "tier_changed",
                "direction": "up",
                "tiers": sorted(self.settings.tiers),
            },
            "exits": {"guards": ["tier_still_held"]},
        }

    def steps(self) -> Steps:
        coupon = self.settings.coupon
        return say_with_coupon("cheer", "tier_up_congratulations", coupon, then=END)
