"""Follow-ups for many people at once, planned by the shop itself."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ...core.facts import Origin
from ..events import FollowUpAdded
from ..models import Note, NoteText
from .record import record


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """What is to be done for a person, by whom (an account of the shop), and by when (aware)."""

    profile_id: int
    text: str
    owner_id: int
    due_at: datetime.datetime


def add_follow_ups(planned: Sequence[FollowUp], *, now: datetime.datetime) -> None:
    """Write follow-ups with their timeline entries; their owners count as their authors.

    A fixed number of statements. Not idempotent: the caller keeps from asking twice, in the same
    transaction. The caller holds the profiles' rows, so that no erasure passes in between.
    """
    if not planned:
        return
    with transaction.atomic():
        notes = Note.objects.bulk_create(
            Note(
                profile_id=one.profile_id,
                author_id=one.owner_id,
                owner_id=one.owner_id,
                created_at=now,
                due_at=one.due_at,
            )
            for one in planned
        )
        NoteText.objects.bulk_create(
            NoteText(note=note, profile_id=one.profile_id, text=one.text)
            for note, one in zip(notes, planned, strict=True)
        )
        record([_fact(note, now) for note in notes])


def _fact(note: Note, now: datetime.datetime) -> FollowUpAdded:
    return FollowUpAdded(
        key=f"note:{note.pk}:added",
        occurred_at=now,
        origin=Origin.LIVE,
        profile_id=note.profile_id,
        note_id=note.pk,
        author_id=note.author_id,
        owner_id=note.owner_id or note.author_id,
        due_at=note.due_at or now,
    )
