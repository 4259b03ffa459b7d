"""What others hand over to have something said: intents, in plain values."""

import datetime
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .policies.gate import WhenRefused

# The variable that names the act of consent which a message's link confirms.
CONFIRMS = "confirms_event_id"
# The account whose e-mail the letter lets its reader prove.
VERIFIES = "verifies_user_id"
# The handle of the code that the letter tells; the code is reckoned for the address it goes to.
TELLS_CODE = "tells_code_of"
# The version of its template that a message says, where it is not the one in force when it leaves.
SAYS_VERSION = "template_version_id"
DEFAULT_TERM = datetime.timedelta(days=3)


class Priority(enum.IntEnum):
    """Which of the messages that are due leaves first."""

    URGENT = 0
    NORMAL = 1
    LOW = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageSubject:
    """What the message is about, by ids only; its text is read live when it is rendered."""

    order_id: str = ""
    checkout_id: str = ""
    variant_ids: tuple[int, ...] = ()
    code: str = ""
    code_expires_on: datetime.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Intent:
    """One thing to say to one person, once.

    (`source_kind`, `source_id`, `occurrence`, `profile_id`) names it for good: asked again, it is
    the same message. `channels` are codes in order of preference; none means the person's own
    order. `variables` are plain values without personal text. Without `expires_at` it lives for
    three days after `due_at`. `experiment_id` is an experiment beside the global holdout.
    """

    source_kind: str
    source_id: str
    occurrence: str
    profile_id: int
    purpose: str
    template_code: str
    due_at: datetime.datetime
    channels: tuple[str, ...] = ()
    subject: MessageSubject = field(default_factory=MessageSubject)
    variables: Mapping[str, Any] = field(default_factory=dict)
    expires_at: datetime.datetime | None = None
    when_refused: WhenRefused = WhenRefused.DEFER
    priority: Priority = Priority.NORMAL
    list_code: str = ""
    channel_slug: str = ""
    experiment_id: int | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What names the intent for good."""
        return self.source_kind, self.source_id, self.occurrence, self.profile_id


@dataclass(frozen=True, slots=True)
class Crowd:
    """The same thing to say to many people, to each once; `intent` is that of the first of them.

    `codes` are their own codes, in the same order; empty where they have none.
    """

    intent: Intent
    profile_ids: Sequence[int]
    codes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Queued:
    """The message of an intent, and whether this call has made it."""

    message_id: int
    is_new: bool
