"""Facts about the notes and follow-ups of staff; their words are not in the facts."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteFact(Fact):
    """What these facts share; `author_id` is the account of who did it."""

    note_id: int
    author_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteAdded(NoteFact):
    """Somebody noted something about a person."""

    code: ClassVar[str] = "timeline.note_added"


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUpAdded(NoteFact):
    """Somebody is to do something for a person; `owner_id` is the account of who, `due_at` when."""

    code: ClassVar[str] = "timeline.follow_up_added"
    owner_id: int
    due_at: datetime.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUpDone(NoteFact):
    """A follow-up was done."""

    code: ClassVar[str] = "timeline.follow_up_done"


@dataclass(frozen=True, kw_only=True, slots=True)
class PastPurchaseFact(Fact):
    """What facts about purchases elsewhere share; `amount` is in whole units of `currency`."""

    source: str
    currency: str
    amount: Decimal
    quantity: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PastPurchaseTold(PastPurchaseFact):
    """Somebody had bought elsewhere, as an imported file says."""

    code: ClassVar[str] = "timeline.past_purchase_told"


@dataclass(frozen=True, kw_only=True, slots=True)
class PastPurchaseWithdrawn(PastPurchaseFact):
    """A purchase elsewhere was told by mistake."""

    code: ClassVar[str] = "timeline.past_purchase_withdrawn"
