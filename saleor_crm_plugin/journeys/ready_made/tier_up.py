"""A member came to a higher tier: congratulate, and say what it brings."""

from typing import Any

from ..follow_up import END, Coupon, FollowUp, FollowUpSettings, Steps, follow_ups
from ..follow_up_steps import say_with_coupon


@follow_ups.register
class TierUp(FollowUp):
    """Whoever has lost the tier again by then is not congratulated."""

    code = "tier_up"
    label = "Tier up"
    summary = "Congratulates members on a higher tier, with a code where one is chosen."
    list_code = "club"

    class Settings(FollowUpSettings):
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
