"""Somebody who is known filled a cart and went away."""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from ...observation.events import CheckoutChanged, CheckoutStarted
from ..passage import Subject
from ..trigger import Entry, FactTrigger, TriggerSettings, triggers


@triggers.register
class CartLeftBehind(FactTrigger):
    """Counts from the last change of the cart: each later one begins the waiting again."""

    code = "cart_left_behind"
    label = "Cart left behind"
    events = (CheckoutStarted, CheckoutChanged)
    subject_has = ("checkout_id",)

    class Settings(TriggerSettings):
        after_minutes: Annotated[int, Field(ge=5, le=60 * 24 * 7)] = 60
        minimum: Annotated[Decimal, Field(ge=0)] = Decimal(0)
        channels: frozenset[str] = frozenset()

    def matches(self, fact: Any) -> Entry | None:
        wanted = self.settings.channels
        if fact.quantity < 1 or fact.amount < self.settings.minimum:
            return None
        if wanted and fact.channel not in wanted:
            return None
        return Entry(
            profile_id=fact.profile_id,
            key=f"cart:{fact.checkout_id}",
            occurred_at=fact.occurred_at,
            due_at=fact.occurred_at
            + datetime.timedelta(minutes=self.settings.after_minutes),
            subject=Subject(checkout_id=fact.checkout_id, channel=fact.channel),
        )
