"""A cart left behind: a reminder, a hand, and a last word, until the order comes."""

from decimal import Decimal
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
class AbandonedCart(ReadyMadeJourney):
    """Three touches; only the last may carry a code, so that nobody learns to wait for it."""

    code = "abandoned_cart"
    label = "Abandoned cart"
    summary = (
        "Reminds people of a cart that they left, up to three times, with a link that brings it "
        "back. Stops when they order, empty the cart or unsubscribe."
    )
    list_code = "carts"
    group = "checkout"

    class Settings(ReadyMadeSettings):
        first_after_minutes: Annotated[int, Field(ge=5, le=60 * 24 * 7)] = 60
        second_after_hours: Annotated[int, Field(ge=1, le=24 * 14)] = 23
        third_after_hours: Annotated[int, Field(ge=1, le=24 * 14)] = 48
        minimum: Annotated[Decimal, Field(ge=0)] = Decimal(0)
        channels: frozenset[str] = frozenset()
        again_after_days: Annotated[int, Field(ge=1, le=365)] = 7
        coupon: Coupon | None = None

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {
                "kind": "cart_left_behind",
                "after_minutes": chosen.first_after_minutes,
                "minimum": str(chosen.minimum),
                "channels": sorted(chosen.channels),
            },
            "goal": {"events": [{"event": "order.placed"}], "within_days": 14},
            "exits": {"guards": ["cart_is_open"]},
            "re_entry": {"rule": "after_days", "days": chosen.again_after_days},
        }

    def steps(self) -> Steps:
        chosen = self.settings
        return {
            "first": say("abandoned_cart_reminder", then="first_rest"),
            "first_rest": rest(hours=chosen.second_after_hours, then="second"),
            "second": say("abandoned_cart_help", then="second_rest"),
            "second_rest": rest(hours=chosen.third_after_hours, then="third"),
            **say_with_coupon("third", "abandoned_cart_last", chosen.coupon, then=END),
        }
