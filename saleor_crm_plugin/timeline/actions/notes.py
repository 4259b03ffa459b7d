"""Notes of staff, and follow-ups with an owner and a due date; their facts go the way of all."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from ...core.facts import Origin
from ...identity.errors import ProfileNotFound
from ...identity.lock_objects import lock_person
from ...outbox.actions import publish
from ..errors import (
    FollowUpAlreadyDone,
    FollowUpNotFound,
    NoteTextRequired,
    NoteTextTooLong,
    ProfileErased,
)
from ..events import FollowUpAdded, FollowUpDone, NoteAdded
from ..models import Note, NoteText

LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is to follow up (an account of the shop), and by when (aware)."""

    owner_id: int
    due_at: datetime.datetime


def add_note(
    profile_id: int, text: str, *, author_id: int, now: datetime.datetime
) -> int:
    """Note something about a person and publish NoteAdded; return the note's id.

    Raises NoteTextRequired, NoteTextTooLong, ProfileNotFound and ProfileErased.
    """
    with transaction.atomic():
        note = _write(profile_id, text, author_id=author_id, now=now, plan=None)
        fact = NoteAdded(
            key=f"note:{note.pk}:added",
            occurred_at=now,
            origin=Origin.LIVE,
            profile_id=profile_id,
            note_id=note.pk,
            author_id=author_id,
        )
        publish([fact])
    return note.pk


def add_follow_up(
    profile_id: int, text: str, *, plan: Plan, author_id: int, now: datetime.datetime
) -> int:
    """Plan something to be done for a person and publish FollowUpAdded; return the note's id.

    Raises as `add_note` does.
    """
    with transaction.atomic():
        note = _write(profile_id, text, author_id=author_id, now=now, plan=plan)
        fact = FollowUpAdded(
            key=f"note:{note.pk}:added",
            occurred_at=now,
            origin=Origin.LIVE,
            profile_id=profile_id,
            note_id=note.pk,
            author_id=author_id,
            owner_id=plan.owner_id,
            due_at=plan.due_at,
        )
        publish([fact])
    return note.pk


def complete_follow_up(note_id: int, *, author_id: int, now: datetime.datetime) -> None:
    """Mark a follow-up as done and publish FollowUpDone. Locks the note.

    Raises FollowUpNotFound and FollowUpAlreadyDone.
    """
    with transaction.atomic():
        follow_ups = Note.objects.select_for_update().filter(owner_id__isnull=False)
        note = follow_ups.filter(pk=note_id).first()
        if note is None:
            raise FollowUpNotFound(note_id)
        if note.done_at is not None:
            raise FollowUpAlreadyDone(note_id)
        note.done_at, note.done_by_id = now, author_id
        note.save(update_fields=["done_at", "done_by_id"])
        fact = FollowUpDone(
            key=f"note:{note.pk}:done",
            occurred_at=now,
            origin=Origin.LIVE,
            profile_id=note.profile_id,
            note_id=note.pk,
            author_id=author_id,
        )
        publish([fact])


def _write(
    profile_id: int,
    text: str,
    *,
    author_id: int,
    now: datetime.datetime,
    plan: Plan | None,
) -> Note:
    text = text.strip()
    if not text:
        raise NoteTextRequired
    if len(text) > LONGEST_TEXT:
        raise NoteTextTooLong(len(text), most=LONGEST_TEXT)
    _require_living(profile_id)
    note = Note.objects.create(
        profile_id=profile_id,
        author_id=author_id,
        created_at=now,
        owner_id=plan.owner_id if plan else None,
        due_at=plan.due_at if plan else None,
    )
    NoteText.objects.create(note=note, profile_id=profile_id, text=text)
    return note


def _require_living(profile_id: int) -> None:
    # Locked, so that no erasure passes between this look and the writing of the words.
    profile = lock_person(profile_id)
    if profile is None:
        raise ProfileNotFound(profile_id)
    if profile.erased_at is not None:
        raise ProfileErased(profile_id)
