"""Call another system: what it is told is written down, and told by a task of its own."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ...core.sentences import Sentence
from ...identity.models import Profile
from ..effect import Effect, Placed, Writer, writers
from ..models import Journey
from ..webhook_models import WebhookCall, WebhookEndpoint

# What a passage hears once the other system has answered.
ANSWERED = "webhook.answered"
# What it hears where the other system is a partner that may not be told of the person.
WITHHELD = "webhook.withheld"


@dataclass(frozen=True, slots=True)
class CallWebhook(Effect):
    """The code of an endpoint, and what it is told beside ids: names with plain values."""

    endpoint: str
    values: tuple[tuple[str, Any], ...]
    answer: ClassVar[str] = ANSWERED


@writers.register
class CallWriter(Writer[CallWebhook]):
    """One call per passage and visit, however often it is asked for."""

    code = "call_webhook"
    effect = CallWebhook
    position = 60

    def write(
        self, placed: Sequence[Placed[CallWebhook]], *, now: datetime.datetime
    ) -> None:
        named = _Named(placed)
        WebhookCall.objects.bulk_create(
            [
                WebhookCall(
                    enrollment_id=one.passage.id,
                    visit=one.passage.visit,
                    step=one.passage.step,
                    profile_id=one.passage.profile_id,
                    endpoint_id=named.endpoints[one.effect.endpoint],
                    body=_body(one, named, now),
                    due_at=now,
                    created_at=now,
                )
                for one in placed
            ],
            ignore_conflicts=True,
        )


class _Named:
    """What is only known by id in passages: endpoints, people and journeys; three queries."""

    def __init__(self, placed: Sequence[Placed[CallWebhook]]) -> None:
        codes = {one.effect.endpoint for one in placed}
        people = {one.passage.profile_id for one in placed}
        journeys = {one.passage.journey_id for one in placed}
        rows = WebhookEndpoint.objects.filter(code__in=codes, retired_at__isnull=True)
        self.endpoints: Mapping[str, int] = dict(rows.values_list("code", "pk"))
        if missing := codes - set(self.endpoints):
            raise LookupError(
                Sentence("There is no endpoint {endpoint!r}.", endpoint=min(missing))
            )
        found = Profile.objects.filter(pk__in=people)
        self.people = dict(found.values_list("pk", "public_id"))
        self.journeys = dict(
            Journey.objects.filter(pk__in=journeys).values_list("pk", "code")
        )


def _body(
    placed: Placed[CallWebhook], named: _Named, now: datetime.datetime
) -> dict[str, Any]:
    passage = placed.passage
    return {
        "type": "journey.step_reached",
        "timestamp": now.isoformat(),
        "data": {
            "journey": named.journeys[passage.journey_id],
            "step": passage.step,
            "profile": str(named.people[passage.profile_id]),
            "subject": passage.subject.to_json(),
            "values": dict(placed.effect.values),
        },
    }
