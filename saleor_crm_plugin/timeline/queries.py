"""The reads of the timeline that others may use."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from .entry_type import Entry
from .models import Note, TimelineRetention


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


_PAGES = """
SELECT asked.profile, page.id, page.profile_id, page.occurred_at, page.entry_type, page.origin,
       page.payload
FROM unnest(%s::bigint[]) AS asked (profile)
CROSS JOIN LATERAL crm_timeline_page(asked.profile, %s, %s, %s, %s) AS page
ORDER BY page.occurred_at DESC, page.id DESC
"""

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
    profile_id: int,
    *,
    before: Cursor | None,
    first: int,
    types: Sequence[str] = (),
    using: str = "default",
) -> list[Entry]:
    """Return the `first` newest entries before the cursor (None: from the newest), newest first.

    `types` are codes of entry types, none for all. One statement, which looks month by month into
    those that hold entries of the profile until the page is full: the cost depends on the page,
    not on how many months the timeline has.
    """
    pages = entries_pages(
        [profile_id], before=before, first=first, types=types, using=using
    )
    return pages[profile_id]


def entries_pages(
    profile_ids: Sequence[int],
    *,
    before: Cursor | None,
    first: int,
    types: Sequence[str] = (),
    using: str = "default",
) -> dict[int, list[Entry]]:
    """Return the same page of several people's timelines, by profile; as `entries_page`.

    Entries of profiles that were merged into one are on its page, under their own profile.
    """
    before = before or _END_OF_TIME
    pages: dict[int, list[Entry]] = {profile_id: [] for profile_id in profile_ids}
    asked = (list(pages), before.occurred_at, before.id, first, list(types) or None)
    with connections[using].cursor() as cursor:
        cursor.execute(_PAGES, asked)
        for asked_profile, *row in cursor.fetchall():
            pages[asked_profile].append(_entry(row))
    return pages


def _entry(row: Sequence[Any]) -> Entry:
    entry_id, profile_id, occurred_at, entry_type, origin, payload = row
    # The connection hands JSON over as text.
    details = json.loads(payload)
    return Entry(entry_id, profile_id, occurred_at, entry_type, origin, details)


def notes_page(
    profile_id: int, *, first: int, after: int | None = None, using: str = "default"
) -> list[WrittenNote]:
    """Return notes and follow-ups about a person, newest first, after the note with this id."""
    rows = Note.objects.using(using).filter(profile_id=profile_id)
    return _newest(rows, first=first, after=after)


def notes_pages(
    profile_ids: Sequence[int],
    *,
    first: int,
    after: int | None = None,
    using: str = "default",
) -> dict[int, list[WrittenNote]]:
    """Return the same page of several people's notes, by profile; as `notes_page`."""
    rows = Note.objects.using(using).filter(profile_id__in=profile_ids)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    newest_first = Window(
        RowNumber(), partition_by=F("profile_id"), order_by=F("pk").desc()
    )
    rows = rows.annotate(place=newest_first).filter(place__lte=first)
    pages: dict[int, list[WrittenNote]] = {one: [] for one in profile_ids}
    for note in _written(rows.order_by("-pk")):
        pages[note.profile_id].append(note)
    return pages


def notes(note_ids: Sequence[int], *, using: str = "default") -> dict[int, WrittenNote]:
    """Return these notes by id, in one statement; unknown ids are absent."""
    rows = Note.objects.using(using).filter(pk__in=note_ids)
    return {note.id: note for note in _written(rows)}


def search_notes(
    term: str,
    *,
    first: int,
    after: int | None = None,
    profile_id: int | None = None,
    using: str = "default",
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
    with connections[using].cursor() as cursor:
        cursor.execute(_FIND_NOTES, values)
        found = [note_id for (note_id,) in cursor.fetchall()]
    rows = Note.objects.using(using).filter(pk__in=found)
    return _newest(rows, first=first, after=None)


def open_follow_ups(
    owner_id: int,
    *,
    first: int,
    after: tuple[datetime.datetime, int] | None = None,
    using: str = "default",
) -> list[WrittenNote]:
    """Return what somebody has still to do, soonest due first, after (due_at, id)."""
    mine = Note.objects.using(using).filter(owner_id=owner_id, done_at=None)
    if after is not None:
        due_at, note_id = after
        mine = mine.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=note_id))
    return _written(mine.order_by("due_at", "pk")[:first])


def retention_days(*, using: str = "default") -> dict[str, int]:
    """Return for how many days entries are kept, by entry type; absent ones are kept for good."""
    rows = TimelineRetention.objects.using(using)
    return dict(rows.values_list("entry_type", "keep_days"))


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
