"""Somebody came into a segment, or left it."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from ...core.sentences import Sentence
from ...segments.actions.keep import keep_segments
from ...segments.events import SegmentEntered, SegmentLeft
from ..trigger import Entry, FactTrigger, TriggerSettings, triggers


class OfSegment(FactTrigger):
    """Base of both; each coming and going is a reason of its own."""

    class Settings(TriggerSettings):
        """Which segment, by its number; 0 for any."""

        segment: Annotated[int, Field(ge=0)] = 0

    def lacks(self) -> Mapping[str, Sentence]:
        """Say whether the segment is there; it stays so to the end of the transaction."""
        asked = self.settings.segment
        if not asked or asked in keep_segments([asked]):
            return {}
        return {
            "segment": Sentence(
                "There is no segment {asked}, or it is archived.", asked=asked
            )
        }

    def matches(self, fact: Any) -> Entry | None:
        if self.settings.segment not in (0, fact.segment_id):
            return None
        return Entry(
            profile_id=fact.profile_id,
            key=fact.key[:160],
            occurred_at=fact.occurred_at,
            due_at=fact.occurred_at,
        )


@triggers.register
class SegmentWasEntered(OfSegment):
    """Somebody came into the segment; who was in it from the start did not."""

    code = "segment_entered"
    label = "Segment entered"
    events = (SegmentEntered,)


@triggers.register
class SegmentWasLeft(OfSegment):
    """Somebody left the segment."""

    code = "segment_left"
    label = "Segment left"
    events = (SegmentLeft,)
