"""Facts about levels of membership."""

from dataclasses import dataclass
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class TierChanged(Fact):
    """A profile's tier is another one now.

    `previous` and `current` are codes of tiers, empty for none. `reason` is the kind of decision
    (`upgraded`, `downgraded`, `invited`, `invitation_ended`).
    """

    code: ClassVar[str] = "tiers.changed"
    book_id: int
    previous: str
    current: str
    is_upgrade: bool
    reason: str
