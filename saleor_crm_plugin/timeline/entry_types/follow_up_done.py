"""A follow-up was done."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class FollowUpDone(EntryType):
    code = "timeline.follow_up_done"
    label = "Follow-up done"

    def summary(self, entry: Entry) -> str:
        return "A follow-up was done."
