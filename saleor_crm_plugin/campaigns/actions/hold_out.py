"""Hold a share of people back from one campaign, beside the global holdout."""

import datetime

from ...experiments.actions import set_holdout
from ..definition import CampaignDefinition
from ..models import Campaign
from ..sources import experiment_code


def hold_out(
    campaign: Campaign,
    definition: CampaignDefinition,
    *,
    author: str,
    now: datetime.datetime,
) -> None:
    """Make the campaign's own experiment, or give the one it has the share of this version.

    Whoever was drawn before stays where they are. Idempotent.
    """
    share = definition.holdout_basis_points
    if not share and campaign.experiment_id is None:
        return
    campaign.experiment = set_holdout(
        experiment_code(campaign.pk), basis_points=share, author=author, now=now
    )
    campaign.save(update_fields=["experiment"])
