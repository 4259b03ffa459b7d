"""Reads of campaigns, of their steps, and of their runs."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from ..saleor_adapter.db import WRITER
from .models import Campaign, CampaignDryRun, CampaignRun, CampaignStep
from .policies.states import AT_WORK, CampaignKind, CampaignState


def campaigns(
    *,
    states: Collection[CampaignState] = (),
    kinds: Collection[CampaignKind] = (),
    search: str = "",
    with_archived: bool = False,
    using: str = WRITER,
) -> QuerySet[Campaign]:
    """Return campaigns, the newest first; of these states and kinds, if any are named."""
    rows = Campaign.objects.using(using).order_by("-id")
    if not with_archived:
        rows = rows.filter(archived_at=None)
    if states:
        rows = rows.filter(state__in=states)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.filter(name__icontains=search) if search else rows


def campaign_by_id(campaign_id: int, *, using: str = WRITER) -> Campaign | None:
    """Return a campaign, archived or not; None for an unknown id."""
    return Campaign.objects.using(using).filter(pk=campaign_id).first()


def run_by_id(run_id: int, *, using: str = WRITER) -> CampaignRun | None:
    """Return a run; None for an unknown id."""
    return CampaignRun.objects.using(using).filter(pk=run_id).first()


def runs_of(campaign_id: int, *, using: str = WRITER) -> QuerySet[CampaignRun]:
    """Return the runs of a campaign, the newest first."""
    rows = CampaignRun.objects.using(using).filter(campaign_id=campaign_id)
    return rows.order_by("-id")


def steps_of(
    campaign_ids: Collection[int], *, using: str = WRITER
) -> dict[int, list[CampaignStep]]:
    """Return the steps of these campaigns, each in their order; one query."""
    found: dict[int, list[CampaignStep]] = {one: [] for one in campaign_ids}
    rows = CampaignStep.objects.using(using).filter(campaign_id__in=campaign_ids)
    for row in rows.order_by("campaign_id", "id"):
        found[row.campaign_id].append(row)
    return found


def campaigns_naming(segment_id: int, *, using: str = WRITER) -> list[Campaign]:
    """Return the campaigns whose next run would need this segment, by name; one query.

    Those that were never scheduled, or are over, do not need it.
    """
    audience = [
        Q(**{f"definition__audience__{part}__contains": segment_id})
        for part in ("segments", "lists", "exclude_segments", "exclude_lists")
    ]
    fitting = Q(
        definition__content__variants__contains=[
            {"fitting": {"segments": [segment_id]}}
        ]
    )
    names_it = fitting
    for one in audience:
        names_it |= one
    return list(_at_work(using).filter(names_it).order_by("name", "id"))


def campaigns_saying(template_code: str, *, using: str = WRITER) -> list[Campaign]:
    """Return the campaigns that are at work or paused and use this template, by name; one query."""
    says_it = Q(definition__content__variants__contains=[{"template": template_code}])
    return list(_at_work(using).filter(says_it).order_by("name", "id"))


def _at_work(using: str) -> QuerySet[Campaign]:
    return Campaign.objects.using(using).filter(
        state__in=[*AT_WORK, CampaignState.PAUSED]
    )


def latest_dry_runs(
    campaign_ids: Collection[int], *, using: str = WRITER
) -> dict[int, CampaignDryRun]:
    """Return the latest dry run of each of these campaigns; absent where there is none. One query."""
    rows = CampaignDryRun.objects.using(using).filter(campaign_id__in=campaign_ids)
    newest = rows.order_by("campaign_id", "-id").distinct("campaign_id")
    return {row.campaign_id: row for row in newest}
