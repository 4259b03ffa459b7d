"""The first lock of everything that changes a campaign: its row, then its runs by id."""

from ..errors import CampaignNotFound
from ..models import Campaign, CampaignRun
from ..policies.states import RUN_OVER


def locked(campaign_id: int) -> Campaign:
    """Lock and return the campaign; raises CampaignNotFound."""
    rows = Campaign.objects.select_for_update().filter(pk=campaign_id)
    if (campaign := rows.first()) is None:
        raise CampaignNotFound(campaign_id)
    return campaign


def locked_runs(campaign_id: int) -> list[CampaignRun]:
    """Lock and return the runs of a locked campaign that are not over."""
    rows = CampaignRun.objects.select_for_update().filter(campaign_id=campaign_id)
    return list(rows.exclude(state__in=RUN_OVER).order_by("id"))
