"""Facts about what people allow."""

from dataclasses import dataclass
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class _ConsentFact(Fact):
    """What all of them say; `channel` may be "any", `list_code` is empty for the whole purpose."""

    channel: str
    purpose: str
    list_code: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentGranted(_ConsentFact):
    """Somebody allows something that they did not allow before."""

    code: ClassVar[str] = "consent.granted"


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentRequested(_ConsentFact):
    """Somebody has still to confirm a grant; `event_id` goes into the link by which they do."""

    code: ClassVar[str] = "consent.requested"
    event_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentWithdrawn(_ConsentFact):
    """Somebody no longer allows something, or never wants it."""

    code: ClassVar[str] = "consent.withdrawn"


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressSuppressed(Fact):
    """An address is no longer written to; about nobody where we do not know whose it is."""

    code: ClassVar[str] = "consent.address_suppressed"
    channel: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SuppressionLifted(Fact):
    """A reason not to write to an address is gone."""

    code: ClassVar[str] = "consent.suppression_lifted"
    channel: str
    reason: str
