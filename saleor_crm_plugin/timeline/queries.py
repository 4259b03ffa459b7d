"""The reads of the timeline that others may use."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from .entry_type import Entry
from .models import Note, TimelineRetention
from .policies import Span, month_of, next_window, spans


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of an entry in the timeline: after everything newer, and before it itself."""

    occurred_at: datetime.datetime
    id: int


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note with its words ("" once the person was erased); with `owner_id` a follow-up."""

    id: int
    profile_id: int
    author_id: int
    created_at: datetime.datetime
    owner_id: int | None
    due_at: datetime.datetime | None
    done_at: datetime.datetime | None
    text: str


_MONTHS = """
SELECT month FROM crm_timeline_month
WHERE profile_id = %(profile)s AND month <= %(newest)s
ORDER BY month DESC
"""

# The times stand in the statement as constants, so that the planner opens only their partitions.
_ENTRIES = """
SELECT id, profile_id, occurred_at, entry_type, origin, payload
FROM crm_timeline_entry
WHERE profile_id = %(profile)s
  AND ({spans})
  AND (occurred_at, id) < (%(before)s, %(before_id)s)
  {types}
ORDER BY occurred_at DESC, id DESC
LIMIT %(limit)s
"""
_OF_TYPES = "AND entry_type = ANY(%(types)s)"

# ILIKE, because that is what the trigram index answers.
_FIND_NOTES = """
SELECT note_id FROM crm_note_text
WHERE text ILIKE %(pattern)s
  AND (%(after)s::bigint IS NULL OR note_id < %(after)s)
  AND (%(profile)s::bigint IS NULL OR profile_id = %(profile)s)
ORDER BY note_id DESC
LIMIT %(limit)s
"""
_LIKE_SIGNS = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})

_END_OF_TIME = Cursor(datetime.datetime.max.replace(tzinfo=datetime.UTC), 0)


def entries_page(
    profile_id: int, *, before: Cursor | None, first: int, types: Sequence[str] = ()
) -> list[Entry]:
    """Return the `first` newest entries before the cursor (None: from the newest), newest first.

    `types` are codes of entry types, none for all. One statement finds the months that hold
    entries of the profile, then a window of them is read, widened until the page is full or the
    months are used up: the cost depends on the page, not on how many months the timeline has.
    """
    before = before or _END_OF_TIME
    months = _months_with_entries(profile_id, before)
    entries: list[Entry] = []
    seen = 0
    while seen < len(months) and len(entries) < first:
        missing = first - len(entries)
        width = next_window(
            months_seen=seen, entries_seen=len(entries), entries_missing=missing
        )
        window = spans(months[seen : seen + width])
        entries += _entries(profile_id, window, before, types=types, limit=missing)
        seen += width
    return entries


def _months_with_entries(profile_id: int, before: Cursor) -> list[datetime.date]:
    newest = month_of(before.occurred_at)
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, {"profile": profile_id, "newest": newest})
        return [month for (month,) in cursor.fetchall()]


def _entries(
    profile_id: int,
    window: Sequence[Span],
    before: Cursor,
    *,
    types: Sequence[str],
    limit: int,
) -> list[Entry]:
    statement, values = entries_statement(window, of_types=bool(types))
    values |= {
        "profile": profile_id,
        "before": before.occurred_at,
        "before_id": before.id,
        "types": list(types),
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_entry(row) for row in cursor.fetchall()]


def _entry(row: Sequence[Any]) -> Entry:
    entry_id, profile_id, occurred_at, entry_type, origin, payload = row
    # The connection hands JSON over as text.
    details = json.loads(payload)
    return Entry(entry_id, profile_id, occurred_at, entry_type, origin, details)


def entries_statement(
    window: Sequence[Span], *, of_types: bool = False
) -> tuple[str, dict[str, Any]]:
    """Return the statement that reads one window of months, and the times in it."""
    conditions: list[str] = []
    values: dict[str, Any] = {}
    for number, (start, end) in enumerate(window):
        conditions.append(
            f"occurred_at >= %(start_{number})s AND occurred_at < %(end_{number})s"
        )
        values |= {f"start_{number}": start, f"end_{number}": end}
    statement = _ENTRIES.format(
        spans=" OR ".join(conditions), types=_OF_TYPES if of_types else ""
    )
    return statement, values


def notes_page(
    profile_id: int, *, first: int, after: int | None = None
) -> list[WrittenNote]:
    """Return notes and follow-ups about a person, newest first, after the note with this id."""
    return _newest(Note.objects.filter(profile_id=profile_id), first=first, after=after)


def notes(note_ids: Sequence[int]) -> dict[int, WrittenNote]:
    """Return these notes by id, in one statement; unknown ids are absent."""
    return {note.id: note for note in _written(Note.objects.filter(pk__in=note_ids))}


def search_notes(
    term: str, *, first: int, after: int | None = None, profile_id: int | None = None
) -> list[WrittenNote]:
    """Return notes that contain the term in whatever case, newest first, after this note's id.

    About anybody, or about one profile. An empty term finds nothing. Two statements.
    """
    term = term.strip()
    if not term:
        return []
    values = {
        "pattern": f"%{_literally(term)}%",
        "after": after,
        "profile": profile_id,
        "limit": first,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND_NOTES, values)
        found = [note_id for (note_id,) in cursor.fetchall()]
    return _newest(Note.objects.filter(pk__in=found), first=first, after=None)


def open_follow_ups(
    owner_id: int, *, first: int, after: tuple[datetime.datetime, int] | None = None
) -> list[WrittenNote]:
    """Return what somebody has still to do, soonest due first, after (due_at, id)."""
    mine = Note.objects.filter(owner_id=owner_id, done_at=None)
    if after is not None:
        due_at, note_id = after
        mine = mine.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=note_id))
    return _written(mine.order_by("due_at", "pk")[:first])


def retention_days() -> dict[str, int]:
    """Return for how many days entries are kept, by entry type; absent ones are kept for good."""
    return dict(TimelineRetention.objects.values_list("entry_type", "keep_days"))


def _newest(
    rows: QuerySet[Note], *, first: int, after: int | None
) -> list[WrittenNote]:
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return _written(rows.order_by("-pk")[:first])


def _written(rows: QuerySet[Note]) -> list[WrittenNote]:
    return [
        WrittenNote(
            id=note.pk,
            profile_id=note.profile_id,
            author_id=note.author_id,
            created_at=note.created_at,
            owner_id=note.owner_id,
            due_at=note.due_at,
            done_at=note.done_at,
            text=note.words.text if hasattr(note, "words") else "",
        )
        for note in rows.select_related("words")
    ]


def _literally(term: str) -> str:
    return term.translate(_LIKE_SIGNS)
