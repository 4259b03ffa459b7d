"""Let a campaign stand still for a reason of its own."""

import datetime

from ..models import Campaign
from ..policies.states import CampaignState
from ..standstill import Standstill
from .move import move
from .steer_runs import pause_runs


def stand_still(
    campaign: Campaign, standstill: Standstill, *, now: datetime.datetime
) -> None:
    """Pause a locked campaign that is at work, with all its runs, and write down why."""
    move(
        campaign,
        CampaignState.PAUSED,
        reason=standstill.reason,
        detail=standstill.detail,
        now=now,
    )
    pause_runs(campaign, now=now)
