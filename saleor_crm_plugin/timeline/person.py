"""The rows that the timeline keeps about a person."""

import datetime
from typing import Any

from ..identity.moving import Moves
from ..identity.person_data import PersonData, person_data
from .entry_type import entry_types
from .models import Note, NoteText, PastPurchase, TimelineEntry, TimelineMonth


@person_data.register
class TimelineRows(PersonData):
    """Entries hold no personal text and stay; the words of notes stand beside them and go."""

    code = "timeline"
    lock_position = 35
    models = (TimelineEntry, TimelineMonth, Note, NoteText, PastPurchase)
    moves = (Moves(Note, since="created_at"), Moves(NoteText), Moves(PastPurchase))
    stays = {
        TimelineEntry: "Never changed; a page reads all profiles of a person.",
        TimelineMonth: "It says where the entries of its own profile are.",
    }

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return all entries, and all notes with their words."""
        entries = TimelineEntry.objects.filter(profile_id=profile_id)
        notes = Note.objects.filter(profile_id=profile_id).select_related("words")
        elsewhere = PastPurchase.objects.filter(profile_id=profile_id)
        return [
            {
                "entries": [
                    {
                        "type": entry.entry_type,
                        "occurred_at": entry.occurred_at.isoformat(),
                        **entry.payload,
                    }
                    for entry in entries.order_by("occurred_at", "id")
                ],
                "notes": [
                    {
                        "created_at": note.created_at.isoformat(),
                        "due_at": note.due_at and note.due_at.isoformat(),
                        "done_at": note.done_at and note.done_at.isoformat(),
                        "text": note.words.text if hasattr(note, "words") else "",
                    }
                    for note in notes.order_by("id")
                ],
                "past_purchases": [
                    {
                        "source": purchase.source,
                        "placed_at": purchase.placed_at.isoformat(),
                        "amount": str(purchase.amount),
                        "currency": purchase.currency,
                        "items": purchase.items,
                        "goods": purchase.lines,
                    }
                    for purchase in elsewhere.order_by("placed_at", "id")
                ],
            }
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Let every entry type delete the text that it keeps beside its entries."""
        return sum(kind().erase_personal_data(profile_id) for kind in entry_types)
