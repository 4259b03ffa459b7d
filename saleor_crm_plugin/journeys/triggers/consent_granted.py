"""Somebody allowed messages, such as by signing up for the newsletter."""

from typing import Any

from ...consent.events import ConsentGranted
from ...consent.purposes import ConsentPurpose
from ..trigger import Entry, FactTrigger, TriggerSettings, triggers


@triggers.register
class ConsentWasGranted(FactTrigger):
    """Each new grant is a reason of its own; the re-entry rule says who comes again."""

    code = "consent_granted"
    label = "Messages allowed"
    events = (ConsentGranted,)

    class Settings(TriggerSettings):
        purpose: ConsentPurpose = ConsentPurpose.MARKETING

    def matches(self, fact: Any) -> Entry | None:
        if fact.purpose != self.settings.purpose:
            return None
        return Entry(
            profile_id=fact.profile_id,
            key=fact.key[:160],
            occurred_at=fact.occurred_at,
            due_at=fact.occurred_at,
        )
