"""Campaigns need the segments that they name, from their scheduling to their end."""

from ..segments.segment_need import SegmentNeed, segment_needs
from .queries import campaigns_naming


@segment_needs.register
class CampaignAudience(SegmentNeed):
    """Audiences, and variants for the people of a segment, of all that is at work or paused."""

    code = "campaigns"
    label = "Campaigns"

    def names(self, segment_id: int) -> list[str]:
        return [f"campaign {row.name!r}" for row in campaigns_naming(segment_id)]
