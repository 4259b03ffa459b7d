"""The goods have been in use for a while: ask how they are, and then for a review."""

from typing import Annotated, Any

from pydantic import Field

from ..ready_made_journey import (
    END,
    ReadyMadeJourney,
    ReadyMadeSettings,
    Steps,
    ready_made_journeys,
)
from ..ready_made_steps import rest, say


@ready_made_journeys.register
class Feedback(ReadyMadeJourney):
    """Whoever sent the goods back or got the money back is asked for nothing."""

    code = "feedback"
    label = "Feedback and review"
    summary = (
        "Asks how an order was some days after it was sent, and later for a review. Not after a "
        "return, a refund or a cancellation."
    )
    list_code = "orders"
    priority = 40

    class Settings(ReadyMadeSettings):
        first_after_days: Annotated[int, Field(ge=0, le=89)] = 7
        review_after_days: Annotated[int, Field(ge=1, le=90)] = 7
        with_review: bool = True
        channels: frozenset[str] = frozenset()
        again_after_days: Annotated[int, Field(ge=1, le=730)] = 30

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {
                "kind": "order_fulfilled",
                "after_hours": 24 * chosen.first_after_days,
                "channels": sorted(chosen.channels),
            },
            "exits": {
                "events": [
                    {"event": "order.returned", "same_subject": True},
                    {"event": "order.refunded", "same_subject": True},
                ],
                "guards": ["order_not_canceled", "order_not_refunded"],
            },
            "re_entry": {"rule": "after_days", "days": chosen.again_after_days},
            "ends_after_days": 120,
        }

    def steps(self) -> Steps:
        if not self.settings.with_review:
            return {"ask": say("feedback_request", then=END)}
        days = self.settings.review_after_days
        return {
            "ask": say("feedback_request", then="rest"),
            "rest": rest(days=days, then="review"),
            "review": say("review_request", then=END),
        }
