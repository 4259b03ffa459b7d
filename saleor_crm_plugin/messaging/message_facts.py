"""Facts out of the rows of messages, one per state that a message comes to."""

import datetime
from collections.abc import Mapping
from typing import Any

from ..core.facts import Origin
from .events import (
    MessageAnswered,
    MessageBounced,
    MessageClicked,
    MessageComplained,
    MessageDelivered,
    MessageFact,
    MessageFailed,
    MessageLost,
    MessageOpened,
    MessageRefused,
    MessageSent,
)
from .models import Message
from .policies.states import MessageState

# Of these a message can come to each once only.
_TYPES: Mapping[MessageState, type[MessageFact]] = {
    MessageState.SENT: MessageSent,
    MessageState.DELIVERED: MessageDelivered,
    MessageState.OPENED: MessageOpened,
    MessageState.CLICKED: MessageClicked,
    MessageState.COMPLAINED: MessageComplained,
}
_WITH_REASON: Mapping[
    MessageState, type[MessageRefused] | type[MessageFailed] | type[MessageLost]
] = {
    MessageState.SUPPRESSED: MessageRefused,
    MessageState.FAILED: MessageFailed,
    MessageState.UNKNOWN: MessageLost,
}


def fact_of(
    message: Message, *, occurred_at: datetime.datetime, is_permanent: bool = False
) -> MessageFact:
    """Return the fact that says where the message stands; `is_permanent` is for bounces."""
    state = MessageState(message.state)
    values = _shared(message, f"{state}", occurred_at)
    if state in _WITH_REASON:
        return _WITH_REASON[state](**values, reason=message.reason)
    if state == MessageState.BOUNCED:
        return MessageBounced(**values, is_permanent=is_permanent)
    return _TYPES[state](**values)


def answer_of(
    message: Message, question: str, given: str, *, occurred_at: datetime.datetime
) -> MessageAnswered:
    """Return the fact that the reader of a message has answered its question."""
    values = _shared(message, f"answered:{question}", occurred_at)
    return MessageAnswered(**values, question=question, answer=given)


def _shared(
    message: Message, what: str, occurred_at: datetime.datetime
) -> dict[str, Any]:
    return {
        "key": f"message:{message.pk}:{what}",
        "occurred_at": occurred_at,
        "origin": Origin.LIVE,
        "profile_id": message.profile_id,
        "message_id": message.pk,
        "source_kind": message.source_kind,
        "source_id": message.source_id,
        "occurrence": message.occurrence,
        "purpose": message.purpose,
        "template_code": message.template_code,
        "channel": message.channel,
        "is_test": message.is_test,
    }
