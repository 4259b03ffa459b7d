"""Triggers that are about goods: what they share."""

from typing import Any

from .passage import Subject
from .trigger import Entry, TriggerSettings


class GoodsSettings(TriggerSettings):
    """In which channels; none named means all."""

    channels: frozenset[str] = frozenset()


def goods_entry(fact: Any, settings: GoodsSettings) -> Entry | None:
    """Return the entry of a fact about goods; None for another channel."""
    if settings.channels and fact.channel not in settings.channels:
        return None
    return Entry(
        profile_id=fact.profile_id,
        key=f"goods:{fact.channel}:{fact.variant_id}:{fact.occurred_at.date()}"[:160],
        occurred_at=fact.occurred_at,
        due_at=fact.occurred_at,
        subject=Subject(
            variant_ids=(fact.variant_id,), channel=fact.channel, price=fact.price
        ),
    )
