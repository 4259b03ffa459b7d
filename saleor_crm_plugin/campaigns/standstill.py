"""Why a run that is due cannot begin: something that its campaign needs is not there any more."""

import datetime
from dataclasses import dataclass

from ..core.sentences import Sentence
from ..saleor_adapter.db import WRITER
from .checking import gone_problems
from .definition import CampaignDefinition
from .error_codes import CampaignErrorCode
from .errors import Problem
from .models import Campaign, CampaignSettings
from .policies.approval import needs_approval, why_approval
from .policies.reasons import StepReason
from .policies.states import CampaignKind

_SETTINGS = 1


@dataclass(frozen=True, slots=True)
class Standstill:
    """Why a campaign pauses by itself, and in words what that is about."""

    reason: StepReason
    detail: Sentence


def reason_to_pause(
    definition: CampaignDefinition, *, now: datetime.datetime
) -> Standstill | None:
    """Return what the shop has no more of what the definition names; None if all is there.

    A segment that is being filled is there: whoever freezes waits for it.
    """
    for problem in gone_problems(definition, now=now):
        if problem.code is not CampaignErrorCode.NOT_READY:
            return Standstill(_reason(problem), problem.message)
    return None


def approval_to_wait_for(campaign: Campaign, people: int) -> Standstill | None:
    """Return that so many people need a second person's word which this version has not got."""
    above = approval_above()
    kind = CampaignKind(campaign.kind)
    if campaign.approved_version == campaign.version:
        return None
    if above is None or not needs_approval(kind, people, above=above):
        return None
    return Standstill(
        StepReason.APPROVAL_MISSING, why_approval(kind, people, above=above)
    )


def approval_above(*, using: str = WRITER) -> int | None:
    """Return above how many people a second person's word is needed; None for never."""
    rows = CampaignSettings.objects.using(using).filter(pk=_SETTINGS)
    return rows.values_list("approval_above", flat=True).first()


def _reason(problem: Problem) -> StepReason:
    if problem.path.endswith("template"):
        return StepReason.TEMPLATE_WITHDRAWN
    if problem.path.endswith("voucher"):
        return StepReason.VOUCHER_GONE
    return StepReason.SEGMENT_ARCHIVED
