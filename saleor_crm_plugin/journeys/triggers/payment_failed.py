"""A payment was refused, of an order or of a cart."""

import datetime
from typing import Annotated, Any

from pydantic import Field

from ...observation.events import PaymentFailed
from ..passage import Subject
from ..trigger import Entry, FactTrigger, TriggerSettings, triggers


@triggers.register
class PaymentWasRefused(FactTrigger):
    """Once per order or cart: who tries again and fails is in the journey already."""

    code = "payment_failed"
    label = "Payment failed"
    events = (PaymentFailed,)
    subject_has = ("payment",)

    class Settings(TriggerSettings):
        after_minutes: Annotated[int, Field(ge=0, le=60 * 24)] = 30

    def matches(self, fact: Any) -> Entry | None:
        about = fact.order_id or fact.checkout_id
        return Entry(
            profile_id=fact.profile_id,
            key=f"payment:{about}",
            occurred_at=fact.occurred_at,
            due_at=fact.occurred_at
            + datetime.timedelta(minutes=self.settings.after_minutes),
            subject=Subject(
                order_id=fact.order_id or "",
                checkout_id=fact.checkout_id or "",
                channel=fact.channel,
            ),
        )
