"""Somebody came into a segment."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class SegmentEntered(EntryType):
    code = "segments.entered"
    label = "Segment entered"

    def summary(self, entry: Entry) -> str:
        return f"Came into the segment {entry.payload['segment_name']}."
