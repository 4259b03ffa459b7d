"""A customer wrote a review."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class ReviewWritten(EntryType):
    code = "engagement.review_written"
    label = "Reviews"

    def summary(self, entry: Entry) -> str:
        return "Wrote a review."
