"""Queue a message to the person; the gate decides later whether it leaves."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ...messaging.actions.queue import queue_messages
from ...messaging.intents import Intent, MessageSubject, Priority
from ...messaging.policies.gate import WhenRefused
from ..codes import codes_of
from ..effect import Effect, Placed, Writer, writers
from ..passage import Passage

SOURCE_KIND = "journey"
URGENT_FROM, NORMAL_FROM = 80, 20


@dataclass(frozen=True, slots=True)
class QueueMessage(Effect):
    """A message of a template; `code_step` names the step whose code it carries, "" for none."""

    template: str
    channels: tuple[str, ...]
    code_step: str
    when_refused: WhenRefused
    expires_after_hours: int
    list_code: str


def occurrence_of(passage: Passage) -> str:
    """Return what tells this message from all others of its journey."""
    return f"{passage.id}:{passage.visit}:{passage.step}"


@writers.register
class MessageWriter(Writer[QueueMessage]):
    """One row per message, unique by journey, passage and visit."""

    code = "queue_message"
    effect = QueueMessage
    position = 50

    def write(
        self, placed: Sequence[Placed[QueueMessage]], *, now: datetime.datetime
    ) -> None:
        codes = codes_of([one.passage.id for one in placed if one.effect.code_step])
        queue_messages([_intent(one, codes, now) for one in placed], now=now)


def _intent(
    placed: Placed[QueueMessage],
    codes: dict[tuple[int, str], str],
    now: datetime.datetime,
) -> Intent:
    effect, passage = placed.effect, placed.passage
    subject = passage.subject
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
            variant_ids=subject.variant_ids,
            code=codes.get((passage.id, effect.code_step), ""),
        ),
        variables=_variables(placed),
        due_at=now,
        expires_at=now + datetime.timedelta(hours=effect.expires_after_hours),
        when_refused=effect.when_refused,
        priority=_priority(placed.priority),
        list_code=effect.list_code,
        channel_slug=subject.channel,
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
