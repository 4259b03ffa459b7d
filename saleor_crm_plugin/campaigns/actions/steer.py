"""Schedule campaigns, pause them, let them go on, and cancel them."""

import datetime

from django.db import transaction

from ...core.sentences import Sentence
from ...segments.actions.keep import keep_segments
from ..audience import audience_size
from ..checking import require_sound
from ..definition import CampaignDefinition, read_definition
from ..errors import ApprovalMissing, ChangedMeanwhile, WrongState
from ..models import Campaign, CampaignRun
from ..policies.reasons import StepReason
from ..policies.states import AT_WORK, CampaignKind, CampaignState
from ..standstill import approval_to_wait_for
from .check import note_check
from .draft import changeable
from .due import next_due
from .hold_out import hold_out
from .lock import locked_runs
from .move import move
from .steer_runs import cancel_runs, pause_runs, resume_runs
from .write_runs import write_missed


def schedule_campaign(
    campaign_id: int, *, version: int, author: str, now: datetime.datetime
) -> Campaign:
    """Let a checked campaign begin when its time comes; from here on nobody needs to do anything.

    The shop is looked at once more, for it may have changed since the check. Locks the campaign,
    then the segments that it names, which cannot be archived any more. Raises CampaignNotFound,
    CampaignArchived, WrongState, ChangedMeanwhile, ApprovalMissing and InvalidDefinition; then
    nothing is changed.
    """
    with transaction.atomic():
        campaign = changeable(campaign_id)
        if campaign.version != version:
            raise ChangedMeanwhile(campaign.version)
        if campaign.state != CampaignState.CHECKED:
            raise WrongState(campaign.state, Sentence("Check it first."))
        definition = read_definition(campaign.definition)
        _look_again(campaign, definition, now=now)
        hold_out(campaign, definition, author=author, now=now)
        campaign.due_at = next_due(campaign, definition, now=now)
        move(campaign, CampaignState.SCHEDULED, author=author, now=now)
    return campaign


def pause_campaign(
    campaign_id: int,
    *,
    author: str = "",
    reason: StepReason | None = None,
    detail: str = "",
    now: datetime.datetime,
) -> Campaign:
    """Let a campaign stand still: no run begins, nothing is queued, and nothing leaves.

    By an author, or by itself for a reason, which `detail` says in words. What a sender is handing
    over at this moment leaves. Locks the campaign, then its runs. Raises CampaignNotFound,
    CampaignArchived and WrongState.
    """
    with transaction.atomic():
        campaign = changeable(campaign_id)
        if campaign.state not in AT_WORK:
            raise WrongState(campaign.state)
        move(
            campaign,
            CampaignState.PAUSED,
            author=author,
            reason=reason,
            detail=detail,
            now=now,
        )
        pause_runs(campaign, now=now)
    return campaign


def resume_campaign(
    campaign_id: int, *, author: str, now: datetime.datetime
) -> Campaign:
    """Let a paused campaign go on: its runs where they stood, and what is still to come.

    What is still to come is compared with the shop once more, so that a campaign which paused
    because a segment was archived goes on only when it names another one. Occurrences that the
    pause has swallowed are written down as missed and not made up for; a broadcast whose moment
    has passed needs another. Raises CampaignNotFound, CampaignArchived, WrongState,
    ApprovalMissing and InvalidDefinition; then nothing is changed.
    """
    with transaction.atomic():
        campaign = changeable(campaign_id)
        if campaign.state != CampaignState.PAUSED:
            raise WrongState(campaign.state)
        definition = read_definition(campaign.definition)
        if _is_still_to_come(campaign):
            _look_again(campaign, definition, now=now)
            write_missed(campaign, definition, now=now)
            campaign.due_at = next_due(campaign, definition, now=now)
        if campaign.paused_reason == StepReason.APPROVAL_MISSING:
            _require_approval(
                campaign, sum(run.people for run in locked_runs(campaign.pk))
            )
        has_run = resume_runs(campaign, now=now) > 0
        after = CampaignState.SENDING if has_run else CampaignState.SCHEDULED
        move(campaign, after, author=author, now=now)
    return campaign


def cancel_campaign(
    campaign_id: int, *, author: str, now: datetime.datetime
) -> Campaign:
    """End a campaign for good; from the commit on nothing of it leaves any more.

    What a sender is handing over at this moment leaves. Locks the campaign, then its runs.
    Publishes CampaignEnded for each run. Raises CampaignNotFound, CampaignArchived and WrongState.
    """
    with transaction.atomic():
        campaign = changeable(campaign_id)
        move(campaign, CampaignState.CANCELED, author=author, now=now)
        cancel_runs(campaign, now=now)
    return campaign


def _look_again(
    campaign: Campaign, definition: CampaignDefinition, *, now: datetime.datetime
) -> None:
    keep_segments(definition.segment_ids)
    require_sound(CampaignKind(campaign.kind), definition, now=now)
    people = audience_size(definition.audience)
    _require_approval(campaign, people)
    note_check(campaign, people, now=now)


def _is_still_to_come(campaign: Campaign) -> bool:
    """Say whether a run is to begin: all of what repeats, and a broadcast that has not begun."""
    if campaign.kind != CampaignKind.BROADCAST:
        return True
    return not CampaignRun.objects.filter(campaign=campaign).exists()


def _require_approval(campaign: Campaign, people: int) -> None:
    if missing := approval_to_wait_for(campaign, people):
        raise ApprovalMissing(missing.detail)
