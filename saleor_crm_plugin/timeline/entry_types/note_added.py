"""Staff noted something."""

from ..entry_type import Entry, EntryType, entry_types
from ..models import NoteText


@entry_types.register
class NoteAdded(EntryType):
    code = "timeline.note_added"
    label = "Note"

    def summary(self, entry: Entry) -> str:
        return "A note was added."

    def erase_personal_data(self, profile_id: int) -> int:
        """Delete the words of all notes about the person, follow-ups among them."""
        deleted, _ = NoteText.objects.filter(profile_id=profile_id).delete()
        return deleted
