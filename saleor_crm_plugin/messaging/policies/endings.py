"""Where a message stands after one handing over: gone, to be tried again, failed, or unknown."""

import datetime
from dataclasses import dataclass

from ..outcomes import Accepted, Outcome, Rejected, Retry, Unsure
from .pace import MOST_ATTEMPTS, wait_after
from .reasons import Reason
from .states import MessageState


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """What is known of a message that was handed over for the `number`-th time.

    `is_safe_to_repeat` holds for transactional messages by channels that take the same message
    only once; nothing else is ever sent again when nobody knows whether it left.
    """

    number: int
    now: datetime.datetime
    expires_at: datetime.datetime
    has_other_channel: bool
    is_safe_to_repeat: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """The state after it; `due_at` and `next_channel` only where it is queued again."""

    state: MessageState
    reason: str = ""
    due_at: datetime.datetime | None = None
    next_channel: bool = False


def ending(outcome: Outcome, handed: Handed) -> Ending:
    """Return where the message stands."""
    if isinstance(outcome, Accepted):
        return Ending(MessageState.SENT)
    if isinstance(outcome, Rejected):
        return _after_rejection(handed)
    if isinstance(outcome, Unsure) and not handed.is_safe_to_repeat:
        return Ending(MessageState.UNKNOWN, Reason.UNSURE)
    return _later(outcome.after if isinstance(outcome, Retry) else None, handed)


def _after_rejection(handed: Handed) -> Ending:
    if handed.has_other_channel:
        return Ending(MessageState.QUEUED, due_at=handed.now, next_channel=True)
    return Ending(MessageState.FAILED, Reason.REJECTED)


def _later(after: datetime.timedelta | None, handed: Handed) -> Ending:
    if handed.number >= MOST_ATTEMPTS:
        return Ending(MessageState.FAILED, Reason.TOO_MANY_TRIES)
    due_at = handed.now + (after or wait_after(handed.number))
    if due_at >= handed.expires_at:
        return Ending(MessageState.FAILED, Reason.EXPIRED)
    return Ending(MessageState.QUEUED, due_at=due_at)
