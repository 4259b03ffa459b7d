"""Write down the runs of a locked campaign: those that begin, and those that were missed."""

import datetime
from collections.abc import Sequence

from ...saleor_adapter.db import WRITER
from ...templates.queries import published
from ..checking import zone_of
from ..definition import CampaignDefinition, freeze, to_json
from ..models import Campaign, CampaignRun
from ..policies.reasons import RunEnd, StepReason
from ..policies.starts import Start, day_of, starts_since
from ..policies.states import CampaignKind, CampaignState, RunState
from .move import write_step

_MISSED = {"state": RunState.DONE, "end_reason": RunEnd.MISSED}


def without_known(campaign: Campaign, starts: Sequence[Start]) -> list[Start]:
    """Return those that have no run yet: a day has one, also when its hour was changed since."""
    rows = CampaignRun.objects.using(WRITER).filter(
        campaign=campaign, occurrence__in=[one.occurrence for one in starts]
    )
    known = set(rows.values_list("occurrence", flat=True))
    return [one for one in starts if one.occurrence not in known]


def write_runs(
    campaign: Campaign,
    definition: CampaignDefinition,
    begins: Sequence[Start],
    missed: Sequence[Start],
    *,
    now: datetime.datetime,
) -> None:
    """Make the runs that begin, with what they send, and those that are over before they began."""
    there = published(definition.templates, using=WRITER)
    frozen = freeze(definition, {code: one.version_id for code, one in there.items()})
    stored = to_json(frozen)
    rows = [
        CampaignRun(
            campaign=campaign,
            occurrence=one.occurrence,
            version=campaign.version,
            definition=stored,
            due_at=one.starts_at,
            started_at=now,
            **({} if one in begins else _MISSED | {"ended_at": now}),
        )
        for one in (*missed, *begins)
    ]
    CampaignRun.objects.using(WRITER).bulk_create(rows, ignore_conflicts=True)


def log_missed(
    campaign: Campaign, missed: Sequence[Start], *, now: datetime.datetime
) -> None:
    """Write one step about all that were missed, if any were."""
    if not missed:
        return
    names = f"{missed[0].occurrence} to {missed[-1].occurrence}"
    detail = f"Missed: {len(missed)} ({names})."
    state = CampaignState(campaign.state)
    write_step(campaign, state, reason=StepReason.MISSED, detail=detail, now=now)


def write_missed(
    campaign: Campaign, definition: CampaignDefinition, *, now: datetime.datetime
) -> None:
    """Write down what a paused campaign was to begin and did not, but for the day that it is.

    Nothing of a broadcast: its one run is still to come, or needs another moment.
    """
    kind, zone = CampaignKind(campaign.kind), zone_of(definition.when)
    if kind is CampaignKind.BROADCAST or campaign.due_at is None:
        return
    passed = starts_since(kind, definition.when, zone, due_at=campaign.due_at, now=now)
    today = day_of(now, zone).occurrence if kind is CampaignKind.ON_ENTRY else None
    swallowed = [one for one in passed if one.occurrence != today]
    if missed := without_known(campaign, swallowed):
        write_runs(campaign, definition, [], missed, now=now)
        log_missed(campaign, missed, now=now)
