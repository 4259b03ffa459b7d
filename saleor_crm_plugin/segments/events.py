"""Facts about who comes into a segment and who leaves it."""

from dataclasses import dataclass
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class SegmentFact(Fact):
    """What both share: the segment, its name then, and why (`fact`, `time`, `repair`, `staff`)."""

    segment_id: int
    segment_name: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SegmentEntered(SegmentFact):
    """Somebody is in a segment now."""

    code: ClassVar[str] = "segments.entered"


@dataclass(frozen=True, kw_only=True, slots=True)
class SegmentLeft(SegmentFact):
    """Somebody is in a segment no more."""

    code: ClassVar[str] = "segments.left"
