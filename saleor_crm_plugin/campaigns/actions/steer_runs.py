"""Let the runs of a campaign stand still, go on, or end, with what they have queued."""

import datetime

from ...core.facts import Origin
from ...messaging.actions.hold import hold_source, release_source
from ...outbox.actions.publish import publish
from ..events import CampaignEnded
from ..models import Campaign, CampaignRun
from ..policies.reasons import RunEnd
from ..policies.states import RunState
from ..sources import SOURCE_KIND, source_id
from .lock import locked_runs


def pause_runs(campaign: Campaign, *, now: datetime.datetime) -> None:
    """Let every run of a locked campaign stand still: nothing is queued, and nothing leaves.

    Idempotent. What a sender is handing over at this moment leaves.
    """
    for run in locked_runs(campaign.pk):
        if run.state != RunState.PAUSED:
            run.paused_in, run.state = run.state, RunState.PAUSED
            run.save(update_fields=["state", "paused_in"])
        hold_source(SOURCE_KIND, source_id(run.pk), now=now)


def resume_runs(campaign: Campaign, *, now: datetime.datetime) -> int:
    """Let the runs of a locked campaign go on where they stood; return how many there are.

    What waited is due at once, and the gate decides anew about each message. Idempotent.
    """
    runs = locked_runs(campaign.pk)
    for run in runs:
        if run.state == RunState.PAUSED:
            run.state, run.paused_in = RunState(run.paused_in), ""
            run.save(update_fields=["state", "paused_in"])
        release_source(SOURCE_KIND, source_id(run.pk), now=now)
    return len(runs)


def cancel_runs(campaign: Campaign, *, now: datetime.datetime) -> None:
    """End every run of a locked campaign; from the commit on nothing of it leaves any more.

    What is queued is held, and taken back afterwards in batches: a hold on a canceled run says
    that there is something to take back. Publishes CampaignEnded.
    """
    for run in locked_runs(campaign.pk):
        hold_source(SOURCE_KIND, source_id(run.pk), now=now)
        run.paused_in = ""
        end_run(run, RunState.CANCELED, RunEnd.CANCELED, now=now)


def end_run(
    run: CampaignRun, after: RunState, reason: RunEnd, *, now: datetime.datetime
) -> None:
    """Put a locked run into a state in which it is over, and publish CampaignEnded."""
    run.state, run.ended_at, run.end_reason = after, now, reason.value
    run.save(update_fields=["state", "paused_in", "ended_at", "end_reason"])
    publish(
        [
            CampaignEnded(
                key=f"campaign:{run.campaign_id}:{run.occurrence}:ended",
                occurred_at=now,
                origin=Origin.LIVE,
                profile_id=None,
                campaign_id=run.campaign_id,
                run_id=run.pk,
                occurrence=run.occurrence,
                reason=reason.value,
            )
        ]
    )
