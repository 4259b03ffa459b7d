"""Goods came back: ask how it went, make up for it, and offer something that may suit better."""

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
from ..ready_made_steps import fork, rest, say, say_only_with_coupon

IDEAS = {"attribute": "replacements", "operator": "is", "value": True}


@ready_made_journeys.register
class PostReturn(ReadyMadeJourney):
    """A question first; nothing is sold to somebody who has not been listened to."""

    code = "post_return"
    label = "After a return"
    summary = (
        "Asks people who returned something how it went, gives a courtesy code where one is "
        "chosen, and shows goods to buy instead if the shop has any. Stops with the next order."
    )
    list_code = "orders"

    class Settings(ReadyMadeSettings):
        first_after_days: Annotated[int, Field(ge=0, le=60)] = 3
        coupon_after_days: Annotated[int, Field(ge=1, le=60)] = 4
        idea_after_days: Annotated[int, Field(ge=1, le=60)] = 7
        with_idea: bool = True
        channels: frozenset[str] = frozenset()
        coupon: Coupon | None = None

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {
                "kind": "order_returned",
                "after_hours": 24 * chosen.first_after_days,
                "channels": sorted(chosen.channels),
            },
            "goal": {"events": [{"event": "order.placed"}], "within_days": 30},
            "ends_after_days": 180,
        }

    def steps(self) -> Steps:
        idea = "idea_rest" if self.settings.with_idea else END
        after = "coupon_rest" if self.settings.coupon else idea
        steps = {"ask": say("post_return_question", then=after)}
        return {**steps, **self._courtesy(then=idea), **self._idea()}

    def _courtesy(self, *, then: str) -> Steps:
        coupon = self.settings.coupon
        if coupon is None:
            return {}
        days = self.settings.coupon_after_days
        return {
            "coupon_rest": rest(days=days, then="coupon"),
            **say_only_with_coupon(
                "coupon", "post_return_courtesy", coupon, then=then, otherwise=then
            ),
        }

    def _idea(self) -> Steps:
        if not self.settings.with_idea:
            return {}
        days = self.settings.idea_after_days
        return {
            "idea_rest": rest(days=days, then="has_idea"),
            "has_idea": fork([IDEAS], then="idea", otherwise=END),
            "idea": say("post_return_idea", then=END, goods="replacements"),
        }
