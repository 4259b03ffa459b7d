"""Tell another system that somebody has come here, and go on once it has answered."""

import datetime
from collections.abc import Collection, Mapping
from typing import Annotated, Any

from pydantic import Field

from ...core.sentences import Sentence
from ..condition import AttributeName
from ..effects.call_webhook import ANSWERED, WITHHELD, CallWebhook
from ..reading import Ask
from ..step import GoesOn, Move, Next, Scene, Step, Wait, steps
from ..webhook_models import WebhookEndpoint

# Long after a call that nobody answers has brought its passage to the stuck list.
LONGEST_WAIT = datetime.timedelta(days=31)


@steps.register
class Webhook(Step):
    """Posts ids, and of what is known about the person only what `values` names, signed.

    `endpoint` is the code of an endpoint that staff have entered. It is tried again and again,
    always under the same id; in vain, the passage comes to the stuck list. A partner is told only
    of people who agree to that; others go on as if the step were not there.
    """

    code = "webhook"
    label = "Tell another system"
    takes_time = True

    class Settings(GoesOn):
        endpoint: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=64)]
        values: Annotated[tuple[AttributeName, ...], Field(max_length=20)] = ()

    def run(self, scene: Scene) -> Move:
        if scene.passage.heard == ANSWERED:
            return Next(self.settings.next, "answered")
        if scene.passage.heard == WITHHELD:
            return Next(self.settings.next, "withheld")
        until = scene.since + LONGEST_WAIT
        if scene.now >= until:
            return Next(self.settings.next, "unanswered")
        values = tuple(
            (str(ask), _plain(scene.readings.get(ask))) for ask in sorted(self.asks())
        )
        return Wait(until, effects=[CallWebhook(self.settings.endpoint, values)])

    def asks(self) -> frozenset[Ask]:
        return frozenset(Ask.parse(name) for name in self.settings.values)

    def lacks(self, shop_channels: Collection[str] = ()) -> Mapping[str, Sentence]:
        code = self.settings.endpoint
        rows = WebhookEndpoint.objects.filter(code=code, retired_at__isnull=True)
        if rows.exists():
            return {}
        return {
            "endpoint": Sentence("There is no endpoint {endpoint!r}.", endpoint=code)
        }


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, set | frozenset) else value
