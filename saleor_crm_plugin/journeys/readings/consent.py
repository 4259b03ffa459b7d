"""Whether the person may be written to for a purpose, by any channel."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ...consent.policies import ConsentStatus
from ...consent.queries import consent_of
from ...messaging.channel import channels
from ..passage import Passage
from ..reading import Reading, ValueKind, readings

# The best answer counts: one open channel is enough for a journey to go on.
ORDER = (
    ConsentStatus.GRANTED,
    ConsentStatus.PENDING,
    ConsentStatus.UNKNOWN,
    ConsentStatus.WITHDRAWN,
)


@readings.register
class Consent(Reading):
    """The best answer over all channels; which channel may be used is asked again by the gate."""

    code = "consent"
    label = "Consent"
    kind = ValueKind.TEXT
    takes_argument = "a purpose"
    values = tuple(status.value for status in ORDER)

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        profiles = {one.profile_id for one in passages}
        answers = [
            consent_of(profiles, channel=channel.code, purpose=argument)
            for channel in channels
        ]
        return {
            one.id: min((found[one.profile_id] for found in answers), key=ORDER.index)
            for one in passages
            if answers
        }
