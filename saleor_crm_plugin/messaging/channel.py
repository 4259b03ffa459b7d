"""What a channel must answer, and the registry of all of them."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from ..core.registry import Registry
from ..identity.models import IdentifierType
from .outcomes import DeliveryUpdate, Outcome
from .policies.gate import ConsentRule, Defer, Refuse


class ChannelSettings(BaseModel):
    """Base of every channel's settings; fields of type SecretStr are kept encrypted."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """Whom a message comes from; `reply_to` and `postal_address` may be ""."""

    name: str
    address: str
    reply_to: str = ""
    postal_address: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OutgoingMessage:
    """One rendered message for one address; the address is left out of `repr`.

    `unsubscribe_url` is "" for messages that one cannot unsubscribe from.
    """

    id: int
    public_id: str
    profile_id: int
    address: str = field(repr=False)
    subject: str = field(default="", repr=False)
    html: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    unsubscribe_url: str = field(default="", repr=False)
    variables: Mapping[str, Any] = field(default_factory=dict, repr=False)
    expires_at: datetime.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """By which account a batch leaves: its validated settings, for one channel of the shop."""

    settings: Any = field(repr=False)
    channel_slug: str
    sender: Sender


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempted:
    """What a channel's own rule may look at, before anything is rendered."""

    profile_id: int
    purpose: str
    now: datetime.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class WebhookRequest:
    """A provider's request as it came in; nothing in it is to be trusted yet."""

    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    now: datetime.datetime


class UntrustedReport(Exception):  # noqa: N818 named after the refusal
    """A provider's request whose signature or time is wrong."""


SendOne = Callable[[OutgoingMessage], Outcome]


class Channel(ABC):
    """One way to reach people.

    `medium` is what consent, suppression and caps are about (`email`, whichever provider carries
    it); `address_type` is the identifier that is its address. A channel that `disturbs` heeds
    quiet hours and caps. `is_idempotent` says that the provider takes the same message once,
    however often it is handed over.
    """

    code: ClassVar[str] = ""
    medium: ClassVar[str]
    label: ClassVar[str]
    address_type: ClassVar[IdentifierType]
    disturbs: ClassVar[bool] = True
    consent_rule: ClassVar[ConsentRule] = ConsentRule.OPT_IN
    is_idempotent: ClassVar[bool] = False

    class Settings(ChannelSettings):
        """What staff can set; every channel defines its own."""

    def own_rule(self, attempted: Attempted) -> Defer | Refuse | None:
        """Return this channel's own objection, from what is given and without queries."""
        return None

    @contextmanager
    def open(self, route: Route) -> Iterator[SendOne]:
        """Give a function that sends one message at a time, over one connection for all.

        It never raises for what a message or a provider may do: each has its Outcome. Network
        calls have time-outs below `policies.pace.LONGEST_SEND`.
        """
        raise NotImplementedError
        yield

    def read_webhook(
        self, request: WebhookRequest, settings: Any
    ) -> Sequence[DeliveryUpdate]:
        """Return what a provider reports. Raises UntrustedReport for a wrong signature."""
        raise UntrustedReport(f"{self.code} has no reports.")


class LocalChannel(Channel):
    """A channel that delivers into our own tables, in the transaction that says so.

    Nothing is ever unknown here, and a batch is stored at once.
    """

    @abstractmethod
    def store(
        self,
        messages: Sequence[OutgoingMessage],
        settings: Any,
        *,
        now: datetime.datetime,
    ) -> None:
        """Write the messages down for their recipients, in one statement; idempotent."""


channels: Registry[Channel] = Registry(Channel)


def load_channels() -> None:
    """Import every file of the folder, so that each registers its channel; harmless if repeated."""
    from . import channels as folder  # noqa: PLC0415  (the channels import this module)

    channels.load(folder)


def channels_of(medium: str) -> list[type[Channel]]:
    """Return the channels that carry this medium, by code."""
    return [channel for channel in channels if channel.medium == medium]


def media() -> tuple[str, ...]:
    """Return every medium that some channel carries, in alphabetical order."""
    return tuple(sorted({channel.medium for channel in channels}))
