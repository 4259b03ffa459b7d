"""Facts about the notes and follow-ups of staff; their words are not in the facts."""

import datetime
from dataclasses import dataclass
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
