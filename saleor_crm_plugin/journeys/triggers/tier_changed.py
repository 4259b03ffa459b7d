"""Somebody came to another tier."""

import enum
from typing import Any

from ...tiers.events import TierChanged
from ..passage import Subject
from ..trigger import Entry, FactTrigger, TriggerSettings, triggers


class Direction(enum.StrEnum):
    """Which changes count."""

    UP = "up"
    DOWN = "down"
    ANY = "any"


@triggers.register
class TierHasChanged(FactTrigger):
    """Each change is a reason of its own; whoever leaves all tiers is never meant."""

    code = "tier_changed"
    label = "Tier changed"
    events = (TierChanged,)
    subject_has = ("tier",)

    class Settings(TriggerSettings):
        direction: Direction = Direction.UP
        tiers: frozenset[str] = frozenset()

    def matches(self, fact: Any) -> Entry | None:
        wanted = {Direction.UP: (True,), Direction.DOWN: (False,)}
        if not fact.current:
            return None
        if fact.is_upgrade not in wanted.get(self.settings.direction, (True, False)):
            return None
        if self.settings.tiers and fact.current not in self.settings.tiers:
            return None
        return Entry(
            profile_id=fact.profile_id,
            key=fact.key[:160],
            occurred_at=fact.occurred_at,
            due_at=fact.occurred_at,
            subject=Subject(book_id=fact.book_id, tier=fact.current),
        )
