"""Staff are to do something."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class FollowUpAdded(EntryType):
    code = "timeline.follow_up_added"
    label = "Follow-up"

    def summary(self, entry: Entry) -> str:
        return f"A follow-up was planned for {entry.payload['due_at'][:10]}."
