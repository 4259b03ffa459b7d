"""Freeze the audience of a run: one statement, one moment, and rows that never change by themselves."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from ...core.facts import Origin
from ...outbox.actions.publish import publish
from ...saleor_adapter.db import WRITER
from ...segments.actions.lock import share_segment
from ..definition import FrozenDefinition, read_frozen
from ..events import CampaignStarted
from ..freeze import freezing
from ..gathering import Gathering, gathering_of, is_to_gather
from ..models import Campaign, CampaignRun
from ..placing import columns
from ..policies.states import AT_WORK, RUN_OVER, RunState
from ..standstill import approval_to_wait_for
from .lock import locked
from .stand_still import stand_still

# One freezer per run, and nobody who pauses or cancels waits for it.
ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('saleor_crm_plugin.campaign_run'), %s::int)"
# What the planner expects of so many joins is so much that it would compile the statement first,
# which takes longer than to run it.
AT_ONCE = "SET LOCAL jit = off"


@dataclass(frozen=True, slots=True)
class Frozen:
    """How many people came into the audience, and how many of them get nothing."""

    people: int
    held_out: int
    excluded: int


def freeze(run_id: int, *, now: datetime.datetime) -> Frozen | None:
    """Write down the audience of a run that is not frozen yet, or the newcomers of one that gathers.

    All of it is there, or nothing: whoever dies in the middle has frozen nobody, and a run that was
    paused meanwhile goes on from its frozen audience. More people than one person may allow let the
    campaign pause before anybody is queued. None where there is nothing to do, somebody else is at
    it, a segment is being changed just now, or the run was ended: then nothing is written.
    Publishes CampaignStarted. Locks the segments against change; at the end the campaign, then the
    run.
    """
    with transaction.atomic(using=WRITER):
        rows = CampaignRun.objects.using(WRITER).select_related("campaign")
        run = rows.get(pk=run_id)
        definition = read_frozen(run.definition)
        gathering = gathering_of(run, run.campaign.kind, definition)
        if not _is_due(run, gathering, now) or not _is_alone(run, definition):
            return None
        frozen = _freeze(run, definition, gathering, now)
        if not _note(run, frozen, now):
            transaction.set_rollback(True, using=WRITER)
            return None
    return frozen


def _is_due(
    run: CampaignRun, gathering: Gathering | None, now: datetime.datetime
) -> bool:
    if run.state in (RunState.PAUSED, *RUN_OVER):
        return False
    return run.frozen_at is None or is_to_gather(gathering, run.frozen_at, now)


def _is_alone(run: CampaignRun, definition: FrozenDefinition) -> bool:
    """Whether nobody else freezes the run, and no segment changes until the transaction ends."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(ALONE, (run.pk,))
        if not cursor.fetchone()[0]:
            return False
    return all(share_segment(one) for one in definition.segment_ids)


def _freeze(
    run: CampaignRun,
    definition: FrozenDefinition,
    gathering: Gathering | None,
    now: datetime.datetime,
) -> Frozen:
    placing = columns(
        run.campaign_id,
        definition,
        occurrence=run.occurrence,
        due_at=run.due_at,
        starts_at=now,
    )
    experiment_id = run.campaign.experiment_id
    statement, parameters = freezing(
        arm=placing.arm,
        due=placing.due,
        is_drawn=experiment_id is not None,
        is_gathering=gathering is not None,
    )
    asked: dict[str, Any] = {
        **parameters,
        "run": run.pk,
        "included": list(definition.audience.included),
        "excluded": list(definition.audience.excluded),
        "experiment": experiment_id,
        "entered_from": gathering and gathering.begins_at,
        "entered_until": gathering and gathering.ends_at,
        "now": now,
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(AT_ONCE)
        cursor.execute(statement, asked)
        return Frozen(*cursor.fetchone())


def _note(seen: CampaignRun, frozen: Frozen, now: datetime.datetime) -> bool:
    """Write down that the run is frozen; False where it was ended, or frozen by somebody else."""
    campaign = locked(seen.campaign_id)
    rows = CampaignRun.objects.using(WRITER).select_for_update()
    run = rows.get(pk=seen.pk)
    if run.state in RUN_OVER or run.frozen_at != seen.frozen_at:
        return False
    run.people += frozen.people
    run.held_out += frozen.held_out
    run.excluded += frozen.excluded
    run.frozen_at = now
    if frozen.people or seen.frozen_at is None:
        _let_queue(run)
    run.save(
        update_fields=[
            *("people", "held_out", "excluded", "frozen_at", "state", "paused_in")
        ]
    )
    if seen.frozen_at is None:
        _publish_start(run, now)
    _ask_for_approval(campaign, run, now)
    return True


def _let_queue(run: CampaignRun) -> None:
    if run.state == RunState.PAUSED:
        run.paused_in = RunState.QUEUEING
    elif run.state in (RunState.FREEZING, RunState.SENDING):
        run.state = RunState.QUEUEING


def _ask_for_approval(
    campaign: Campaign, run: CampaignRun, now: datetime.datetime
) -> None:
    if campaign.state in AT_WORK and (
        standstill := approval_to_wait_for(campaign, run.people)
    ):
        stand_still(campaign, standstill, now=now)


def _publish_start(run: CampaignRun, now: datetime.datetime) -> None:
    publish(
        [
            CampaignStarted(
                key=f"campaign:{run.campaign_id}:{run.occurrence}:started",
                occurred_at=now,
                origin=Origin.LIVE,
                profile_id=None,
                campaign_id=run.campaign_id,
                run_id=run.pk,
                occurrence=run.occurrence,
                people=run.people,
                held_out=run.held_out,
            )
        ]
    )
