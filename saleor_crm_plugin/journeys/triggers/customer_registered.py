"""Somebody opened an account."""

import datetime
from typing import Annotated, Any

from pydantic import Field

from ...observation.events import CustomerRegistered
from ..trigger import Entry, FactTrigger, TriggerSettings, triggers


@triggers.register
class CustomerHasRegistered(FactTrigger):
    """Once per account."""

    code = "customer_registered"
    label = "Account opened"
    events = (CustomerRegistered,)

    class Settings(TriggerSettings):
        after_hours: Annotated[int, Field(ge=0, le=24 * 30)] = 0

    def matches(self, fact: Any) -> Entry | None:
        return Entry(
            profile_id=fact.profile_id,
            key=f"account:{fact.user_id}",
            occurred_at=fact.occurred_at,
            due_at=fact.occurred_at
            + datetime.timedelta(hours=self.settings.after_hours),
        )
