"""Triggers that are about one order: what they share."""

import datetime
from typing import Annotated, Any

from pydantic import Field

from .passage import Subject
from .trigger import Entry, TriggerSettings


class OrderSettings(TriggerSettings):
    """How long after the fact to begin, and in which channels; none named means all."""

    after_hours: Annotated[int, Field(ge=0, le=24 * 90)] = 0
    channels: frozenset[str] = frozenset()


def order_entry(fact: Any, settings: OrderSettings, *, key: str) -> Entry | None:
    """Return the entry of a fact about an order; None for another channel."""
    if settings.channels and fact.channel not in settings.channels:
        return None
    return Entry(
        profile_id=fact.profile_id,
        key=key,
        occurred_at=fact.occurred_at,
        due_at=fact.occurred_at + datetime.timedelta(hours=settings.after_hours),
        subject=Subject(order_id=fact.order_id, channel=fact.channel),
    )
