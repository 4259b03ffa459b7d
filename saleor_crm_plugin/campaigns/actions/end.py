"""End runs of which nothing more becomes, and their campaigns with them."""

import datetime
from typing import Any

from django.db import transaction

from ...messaging.policies.states import OPEN_STATES
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.reading import read_rows
from ..models import Campaign, CampaignRecipient, CampaignRun
from ..policies.reasons import Exclusion, RunEnd, StepReason
from ..policies.states import (
    RUN_OVER,
    CampaignKind,
    CampaignState,
    RunState,
)
from ..sources import OCCURRENCE, SOURCE_KIND, source_id
from .lock import locked
from .move import move
from .steer_runs import end_run

# Messages leave by their age, and so mostly by profile: the last of them is open for longest.
OPEN_ONE = """
SELECT id FROM crm_message
WHERE source_kind = %(kind)s AND source_id = %(source)s AND occurrence = %(occurrence)s
  AND state = ANY(%(open)s)
ORDER BY profile_id DESC LIMIT 1
"""
IS_OPEN = "SELECT FROM crm_message WHERE id = %(message)s AND state = ANY(%(open)s)"
_OPEN = sorted(state.value for state in OPEN_STATES)


def end_if_over(run_id: int, *, now: datetime.datetime) -> bool:
    """End a run that is SENDING when none of its messages waits or is being sent; say whether.

    While the message that was open at the last look is open still, nothing else is looked at.
    A campaign ends with its last run, or waits for the next one. Locks the campaign, then the run.
    Publishes CampaignEnded.
    """
    run = CampaignRun.objects.using(WRITER).filter(pk=run_id).first()
    if run is None or run.state != RunState.SENDING or _is_open(run):
        return False
    with transaction.atomic(using=WRITER):
        campaign = locked(run.campaign_id)
        rows = CampaignRun.objects.using(WRITER).select_for_update()
        run = rows.filter(pk=run_id, state=RunState.SENDING).first()
        if run is None:
            return False
        end_run(run, RunState.DONE, _reason(run), now=now)
        _end_campaign(campaign, now)
    return True


def _is_open(run: CampaignRun) -> bool:
    """Whether a message of the run is open; remembers which, for the next time."""
    asked: dict[str, Any] = {"message": run.open_message_id, "open": _OPEN}
    if run.open_message_id is not None and read_rows(IS_OPEN, asked, WRITER):
        return True
    asked = {
        "kind": SOURCE_KIND,
        "source": source_id(run.pk),
        "occurrence": OCCURRENCE,
        "open": _OPEN,
    }
    found = read_rows(OPEN_ONE, asked, WRITER)
    if not found:
        return False
    CampaignRun.objects.using(WRITER).filter(pk=run.pk).update(
        open_message_id=found[0]["id"]
    )
    return True


def _reason(run: CampaignRun) -> RunEnd:
    late = CampaignRecipient.objects.using(WRITER).filter(
        run_id=run.pk, excluded_reason=Exclusion.TIME_OVER
    )
    if run.excluded and late.exists():
        return RunEnd.TIME_OVER
    return RunEnd.SENT if run.queued else RunEnd.NOBODY


def _end_campaign(campaign: Campaign, now: datetime.datetime) -> None:
    """Let a locked campaign be done behind its last run, or wait for the next one."""
    runs = CampaignRun.objects.using(WRITER).filter(campaign_id=campaign.pk)
    is_at_work = runs.exclude(state__in=RUN_OVER).exists()
    if is_at_work or campaign.state != CampaignState.SENDING:
        return
    if campaign.due_at is not None:
        after, reason = CampaignState.SCHEDULED, StepReason.NEXT_OCCURRENCE
    elif campaign.kind == CampaignKind.BROADCAST:
        after, reason = CampaignState.DONE, StepReason.FINISHED
    else:
        after, reason = CampaignState.DONE, StepReason.NO_MORE_OCCURRENCES
    move(campaign, after, reason=reason, now=now)
