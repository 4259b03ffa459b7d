"""Journeys need the segment whose coming and going begins them, as long as they take people in."""

from ..saleor_adapter.db import WRITER
from ..segments.segment_need import SegmentNeed, segment_needs
from .models import Journey, JourneyStatus

TAKING_IN = (JourneyStatus.ON, JourneyStatus.PAUSED)


@segment_needs.register
class JourneyBeginning(SegmentNeed):
    """Triggers of all journeys that are on, or will be again after a pause."""

    code = "journeys"
    label = "Journeys"

    def names(self, segment_id: int) -> list[str]:
        rows = Journey.objects.using(WRITER).filter(
            status__in=TAKING_IN,
            current__definition__trigger__contains={"segment": segment_id},
        )
        return [f"journey {row.name!r}" for row in rows.order_by("name", "id")]
