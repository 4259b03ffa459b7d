"""Take a campaign from one state to the next, and write the step down."""

import datetime

from ..errors import WrongState
from ..models import LONGEST_DETAIL, Campaign, CampaignStep
from ..policies.reasons import StepReason
from ..policies.states import OVER, CampaignState, may_become


def move(
    campaign: Campaign,
    after: CampaignState,
    *,
    author: str = "",
    reason: StepReason | None = None,
    detail: str = "",
    now: datetime.datetime,
) -> None:
    """Put a locked campaign into another state; by an author, or for a reason of its own.

    `detail` says in words what the reason is about; it names things of the shop, never people.
    Writes the state with what hangs on it (`paused_reason`, `due_at`), and the step. Raises
    WrongState; then nothing is changed.
    """
    before = CampaignState(campaign.state)
    if not may_become(before, after):
        raise WrongState(before)
    campaign.state = after
    is_paused = after is CampaignState.PAUSED
    campaign.paused_reason = reason.value if is_paused and reason else ""
    if after in OVER:
        campaign.due_at = None
    campaign.save(update_fields=["state", "paused_reason", "due_at"])
    write_step(campaign, before, author=author, reason=reason, detail=detail, now=now)


def write_step(
    campaign: Campaign,
    before: CampaignState | None,
    *,
    author: str = "",
    reason: StepReason | None = None,
    detail: str = "",
    now: datetime.datetime,
) -> None:
    """Write down how a campaign has come to where it stands; None: it was just made."""
    CampaignStep.objects.create(
        campaign=campaign,
        from_state=before or "",
        to_state=campaign.state,
        version=campaign.version,
        author=author,
        reason=reason.value if reason else "",
        detail=detail[:LONGEST_DETAIL],
        at=now,
    )
