"""The recording sender: messages pass the shop's own gate, and are written down instead of sent."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...consent.policies import ConsentStatus
from ...consent.purposes import PURPOSES
from ...messaging.channel import Channel, channels
from ...messaging.policies.caps import Cap, Slot
from ...messaging.policies.gate import (
    ConsentRule,
    Defer,
    GateFacts,
    Send,
    Verdict,
    decide,
)
from ...messaging.policies.quiet_hours import QuietHours, next_allowed
from ...messaging.recipients import zone_of
from ..effects.queue_message import QueueMessage, occurrence_of
from ..passage import Passage

DEFAULT_CHANNEL = "email"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that waits at the gate."""

    message: QueueMessage
    passage: Passage
    journey: str
    purpose: str
    expires_at: datetime.datetime

    @property
    def channel(self) -> str:
        """Return the first channel by which it may go."""
        return self.message.channels[0] if self.message.channels else DEFAULT_CHANNEL


@dataclass(slots=True)
class Outbox:
    """Quiet hours and caps as staff have set them; slots and states as the rehearsal fills them."""

    caps: Sequence[Cap] = ()
    quiet_hours: QuietHours | None = None
    fallback_zones: Sequence[str] = ()
    slots: dict[int, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    states: dict[str, str] = field(default_factory=dict)

    def post(
        self, letter: Letter, *, consent: str, zone: str, now: datetime.datetime
    ) -> Verdict:
        """Let a letter pass the gate, and remember what became of it.

        Whatever else the gate asks (a suppressed address, a missing one, the global holdout, the
        caps of a relationship type) is taken as open: the past does not say it.
        """
        is_transactional = not PURPOSES[letter.purpose].can_be_withdrawn
        kind = _kind(letter.channel)
        person = letter.passage.profile_id
        medium = kind.medium if kind else letter.channel
        place = zone_of(zone, *self.fallback_zones)
        allowed = next_allowed(now, place, self.quiet_hours)
        verdict = decide(
            GateFacts(
                now=now,
                channel=medium,
                expires_at=letter.expires_at,
                when_refused=letter.message.when_refused,
                is_transactional=is_transactional,
                disturbs=kind.disturbs if kind else True,
                consent=ConsentStatus.GRANTED
                if is_transactional
                else ConsentStatus(consent),
                consent_rule=kind.consent_rule if kind else ConsentRule.OPT_IN,
                quiet_until=allowed if allowed > now else None,
                caps=self.caps,
                slots=self.slots[person],
            )
        )
        if isinstance(verdict, Send):
            self.states[occurrence_of(letter.passage)] = "sent"
            if not is_transactional:
                self.slots[person].append(Slot(medium, now))
        elif not isinstance(verdict, Defer):
            self.states[occurrence_of(letter.passage)] = "suppressed"
        return verdict


def _kind(code: str) -> type[Channel] | None:
    return channels[code] if code in channels else None  # noqa: SIM401 it has no get
