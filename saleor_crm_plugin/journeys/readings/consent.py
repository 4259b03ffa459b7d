"""Whether the person may be written to for a purpose, by any channel."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ...consent.events import ConsentGranted, ConsentWithdrawn
from ...consent.policies import ConsentStatus
from ...consent.queries import consent_of
from ...core.sentences import Sentence
from ...messaging.channel import channels
from ...messaging.policies.gate import ConsentRule
from ..passage import Passage
from ..reading import Memory, NotRemembered, Reading, ValueKind, readings

# The best answer counts: one open channel is enough for a journey to go on.
ORDER = (
    ConsentStatus.GRANTED,
    ConsentStatus.PENDING,
    ConsentStatus.UNKNOWN,
    ConsentStatus.WITHDRAWN,
)


@readings.register
class Consent(Reading):
    """The best answer over all media that must be allowed; the gate asks again for the one used."""

    code = "consent"
    label = "Consent"
    kind = ValueKind.TEXT
    takes_argument = Sentence("a purpose")
    values = tuple(status.value for status in ORDER)

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        profiles = {one.profile_id for one in passages}
        media = {
            channel.medium
            for channel in channels
            if channel.consent_rule is ConsentRule.OPT_IN
        }
        answers = [
            consent_of(profiles, channel=medium, purpose=argument)
            for medium in sorted(media)
        ]
        return {
            one.id: min((found[one.profile_id] for found in answers), key=ORDER.index)
            for one in passages
            if answers
        }

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        said = [
            one
            for one in memory.of(ConsentGranted, ConsentWithdrawn)
            if one.purpose == argument
        ]
        if not said:
            raise NotRemembered(self.code)
        is_granted = isinstance(said[-1], ConsentGranted)
        return (ConsentStatus.GRANTED if is_granted else ConsentStatus.WITHDRAWN).value
