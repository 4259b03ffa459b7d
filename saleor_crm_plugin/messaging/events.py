"""Facts about messages: what left, what did not and why, and what became of it."""

from dataclasses import dataclass
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageFact(Fact):
    """What all facts about messages share.

    `channel` is the medium, "" where none was found; `is_test` went to the test address.
    """

    message_id: int
    source_kind: str
    source_id: str
    occurrence: str
    purpose: str
    template_code: str
    channel: str
    is_test: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageSent(MessageFact):
    """The provider has taken it, or it stands in the storefront."""

    code: ClassVar[str] = "messaging.sent"


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageRefused(MessageFact):
    """The gate has refused it for good, or it was canceled."""

    code: ClassVar[str] = "messaging.refused"
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageFailed(MessageFact):
    """It could not be sent."""

    code: ClassVar[str] = "messaging.failed"
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageLost(MessageFact):
    """Nobody knows whether it left; it is not sent again."""

    code: ClassVar[str] = "messaging.lost"
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageDelivered(MessageFact):
    """It has arrived."""

    code: ClassVar[str] = "messaging.delivered"


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageOpened(MessageFact):
    """It was opened, or seen in the storefront."""

    code: ClassVar[str] = "messaging.opened"


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageClicked(MessageFact):
    """A link in it was followed."""

    code: ClassVar[str] = "messaging.clicked"


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageBounced(MessageFact):
    """It came back; for good if `is_permanent`."""

    code: ClassVar[str] = "messaging.bounced"
    is_permanent: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageComplained(MessageFact):
    """Its recipient has called it spam."""

    code: ClassVar[str] = "messaging.complained"


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageAnswered(MessageFact):
    """Its reader has answered a question by the link in it.

    `answer` is the choice, or the names of what was told (`birthday,interests`), never the text.
    """

    code: ClassVar[str] = "messaging.answered"
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChannelPreferred(Fact):
    """A person likes another medium best, or none any more, as they or staff have said."""

    code: ClassVar[str] = "messaging.channel_preferred"
