"""Say something: a message of a template, by the person's own channel or by those named."""

from collections.abc import Collection, Mapping
from typing import Annotated

from pydantic import Field

from ...core.sentences import Sentence
from ...messaging.channel import channels
from ...messaging.channels.onsite import fault_of_channels
from ...messaging.policies.gate import ConsentRule, WhenRefused
from ...messaging.queries import without_review_url
from ...templates.queries import published
from ..definition import Code
from ..effects.queue_message import QueueMessage
from ..goods import Goods
from ..step import GoesOn, Move, Next, Scene, Step, StepName, steps

TemplateCode = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-]+$", min_length=1, max_length=64)
]


@steps.register
class SendMessage(Step):
    """Queues it at once; whether and when it leaves, the gate decides.

    No `channels` means the person's own order. With `code_of` it carries the code that this step
    gave, with `goods` it shows the goods that this finds. `shop_channel` is the shop's channel
    whose storefront is meant where the passage names none; "" for the only one. Refused for now,
    it waits for at most `expires_after_hours`, or is left out.
    """

    code = "send_message"
    label = "Send a message"

    class Settings(GoesOn):
        template: TemplateCode
        channels: Annotated[tuple[Code, ...], Field(max_length=5)] = ()
        code_of: StepName | None = None
        when_refused: WhenRefused = WhenRefused.DEFER
        expires_after_hours: Annotated[int, Field(ge=1, le=24 * 31)] = 72
        list_code: Annotated[str, Field(max_length=64)] = ""
        shop_channel: Annotated[str, Field(max_length=255)] = ""
        goods: Goods = Goods.SUBJECT

    def run(self, scene: Scene) -> Move:
        settings = self.settings
        message = QueueMessage(
            template=settings.template,
            channels=settings.channels,
            code_step=settings.code_of or "",
            when_refused=settings.when_refused,
            expires_after_hours=settings.expires_after_hours,
            list_code=settings.list_code,
            shop_channel=settings.shop_channel,
            goods=settings.goods,
        )
        return Next(settings.next, "queued", effects=[message])

    def needs_consent(self) -> bool:
        named = self.settings.channels
        return not named or any(
            code in channels and channels[code].consent_rule is ConsentRule.OPT_IN
            for code in named
        )

    def needs_steps(self) -> Mapping[str, tuple[str, str]]:
        if self.settings.code_of is None:
            return {}
        return {"code_of": (self.settings.code_of, "give_code")}

    def lacks(self, shop_channels: Collection[str] = ()) -> Mapping[str, Sentence]:
        for code in self.settings.channels:
            if code not in channels:
                return {
                    "channels": Sentence(
                        "There is no channel {channel!r}.", channel=code
                    )
                }
        code = self.settings.template
        template = published([code]).get(code)
        if template is None:
            return {
                "template": Sentence(
                    "No version of the template {template!r} is published.",
                    template=code,
                )
            }
        if fault := fault_of_channels(template, self.settings.channels):
            return {"channels": fault}
        if shop_channels and template.names("review_url"):
            return self._without_review_url(shop_channels)
        return {}

    def _without_review_url(
        self, shop_channels: Collection[str]
    ) -> Mapping[str, Sentence]:
        settings = self.settings
        asked = [settings.shop_channel] if settings.shop_channel else shop_channels
        if missing := without_review_url(asked):
            return {
                "template": Sentence(
                    "{template!r} leads to where reviews are written, which is not set "
                    "(reviewUrl of the storefront) for: {missing}.",
                    template=settings.template,
                    missing=", ".join(missing),
                )
            }
        return {}
