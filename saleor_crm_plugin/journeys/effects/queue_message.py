"""Queue a message to the person; the gate decides later whether it leaves."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...codes.given import GivenCode
from ...codes.queries import codes_of_steps
from ...messaging.actions.queue import queue_messages
from ...messaging.events import MessageFact
from ...messaging.intents import Intent, MessageSubject, Priority
from ...messaging.policies.gate import WhenRefused
from ...saleor_adapter.channels import active_channels
from ..effect import Effect, Placed, Writer, writers
from ..goods import Goods, goods_of
from ..passage import Passage

SOURCE_KIND = "journey"
URGENT_FROM, NORMAL_FROM = 80, 20


@dataclass(frozen=True, slots=True)
class QueueMessage(Effect):
    """A message of a template; `code_step` names the step whose code it carries, "" for none.

    `shop_channel` counts where the passage has no channel of its own.
    """

    template: str
    channels: tuple[str, ...]
    code_step: str
    when_refused: WhenRefused
    expires_after_hours: int
    list_code: str
    shop_channel: str = ""
    goods: Goods = Goods.SUBJECT


def occurrence_of(passage: Passage) -> str:
    """Return what tells this message from all others of its journey."""
    return f"{passage.id}:{passage.visit}:{passage.step}"


def is_of_step(fact: MessageFact, enrollment_id: int, step: str) -> bool:
    """Whether a fact is about a message that this step of a passage has queued."""
    owner, _, rest = fact.occurrence.partition(":")
    return (
        fact.source_kind == SOURCE_KIND
        and owner == str(enrollment_id)
        and rest.partition(":")[2] == step
    )


@writers.register
class MessageWriter(Writer[QueueMessage]):
    """One row per message, unique by journey, passage and visit."""

    code = "queue_message"
    effect = QueueMessage
    position = 50

    def write(
        self, placed: Sequence[Placed[QueueMessage]], *, now: datetime.datetime
    ) -> None:
        shown = _Shown(
            codes=codes_of_steps(
                SOURCE_KIND, [one.passage.id for one in placed if one.effect.code_step]
            ),
            goods=goods_of([(one.passage, one.effect.goods) for one in placed]),
            only_channel=_only_channel(placed),
        )
        queue_messages([_intent(one, shown, now) for one in placed], now=now)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was read for a batch: codes by passage and step, goods by passage, and the channel."""

    codes: Mapping[tuple[int, str], GivenCode]
    goods: Mapping[int, tuple[int, ...]]
    only_channel: str


def _only_channel(placed: Sequence[Placed[QueueMessage]]) -> str:
    needs = (one.passage.subject.channel or one.effect.shop_channel for one in placed)
    if all(needs):
        return ""
    slugs = active_channels()
    return slugs[0] if len(slugs) == 1 else ""


def _intent(
    placed: Placed[QueueMessage], shown: _Shown, now: datetime.datetime
) -> Intent:
    effect, passage = placed.effect, placed.passage
    subject = passage.subject
    code = shown.codes.get((passage.id, effect.code_step))
    return Intent(
        source_kind=SOURCE_KIND,
        source_id=str(passage.journey_id),
        occurrence=occurrence_of(passage),
        profile_id=passage.profile_id,
        purpose=placed.purpose,
        template_code=effect.template,
        channels=effect.channels,
        subject=MessageSubject(
            order_id=subject.order_id,
            checkout_id=subject.checkout_id,
            variant_ids=shown.goods.get(passage.id, ()),
            code=code.code if code else "",
            code_expires_on=code.expires_at.date()
            if code and code.expires_at
            else None,
        ),
        variables=_variables(placed),
        due_at=now,
        expires_at=now + datetime.timedelta(hours=effect.expires_after_hours),
        when_refused=effect.when_refused,
        priority=_priority(placed.priority),
        list_code=effect.list_code,
        channel_slug=subject.channel or effect.shop_channel or shown.only_channel,
    )


def _variables(placed: Placed[QueueMessage]) -> dict[str, object]:
    stored = placed.passage.subject.to_json()
    return {
        name: stored[name]
        for name in ("tier", "points", "ends_at", "day")
        if name in stored
    }


def _priority(priority: int) -> Priority:
    if priority >= URGENT_FROM:
        return Priority.URGENT
    return Priority.NORMAL if priority >= NORMAL_FROM else Priority.LOW
