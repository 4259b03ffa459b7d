"""Somebody left a segment."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class SegmentLeft(EntryType):
    code = "segments.left"
    label = "Segment left"

    def summary(self, entry: Entry) -> str:
        return f"Left the segment {entry.payload['segment_name']}."
