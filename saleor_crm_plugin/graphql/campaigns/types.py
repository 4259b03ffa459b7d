"""Campaigns, the steps of their way, and their runs."""

from typing import Any

import graphene

from ...campaigns.counts import Counts, Standing
from ...campaigns.models import Campaign, CampaignRun, CampaignSettings, CampaignStep
from ...campaigns.policies.approval import needs_approval
from ...campaigns.policies.naming import Look, WinnerNumbers
from ...campaigns.policies.reasons import RunEnd, StepReason
from ...campaigns.policies.states import CampaignKind, CampaignState, RunState
from ...campaigns.queries import runs_of
from ...saleor_adapter.graphql import (
    JSON,
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..analytics.campaign_fields import campaign_kpis_field, resolve_campaign_kpis
from ..authors import NAME, Authored, name_of
from ..enums import described_enum
from ..ids import node_id
from ..pages import KeysetConnectionField, newest_first
from ..reading import reading
from .dry_runs import CrmCampaignDryRun
from .loaders import (
    ApprovalLimitLoader,
    CountsByRunLoader,
    LatestDryRunLoader,
    StepsByCampaignLoader,
)
from .looks import CrmCampaignLook

CrmCampaignKindEnum = described_enum(
    "CrmCampaignKindEnum", CampaignKind, "How often a campaign happens."
)
CrmCampaignStateEnum = described_enum(
    "CrmCampaignStateEnum", CampaignState, "Where a campaign stands."
)
CrmCampaignRunStateEnum = described_enum(
    "CrmCampaignRunStateEnum", RunState, "Where a run stands."
)
CrmCampaignReasonEnum = described_enum(
    "CrmCampaignReasonEnum", StepReason, "Why a campaign took a step by itself."
)
CrmCampaignRunEndEnum = described_enum(
    "CrmCampaignRunEndEnum", RunEnd, "Why a run is over."
)
CrmCampaignStandingEnum = described_enum(
    "CrmCampaignStandingEnum", Standing, "Where people in an audience stand."
)
EVERYBODY = 0


class CrmCampaignStep(Authored, BaseObjectType):
    """One step of a campaign's way."""

    from_state = CrmCampaignStateEnum(
        description="Where it stood before; null where it was made."
    )
    to_state = CrmCampaignStateEnum(required=True, description="Where it led.")
    version = graphene.Int(
        required=True, description="Which version of the campaign took it."
    )
    author = graphene.String(
        required=True,
        description="Who took it: `user:` or `app:` and a number; empty for itself.",
    )
    reason = CrmCampaignReasonEnum(description="Why it took it by itself, else null.")
    detail = graphene.String(
        required=True, description="What the reason is about, in words."
    )
    at = DateTime(required=True, description="When it was taken.")

    class Meta:
        description = "One step of a campaign's way: by whom, or why by itself."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_from_state(root: CampaignStep, _info: ResolveInfo) -> str | None:
        return root.from_state or None

    @staticmethod
    def resolve_reason(root: CampaignStep, _info: ResolveInfo) -> str | None:
        return root.reason or None


class CrmCampaignStanding(BaseObjectType):
    """So many people of an audience stand there."""

    standing = CrmCampaignStandingEnum(required=True, description="Where they stand.")
    reason = graphene.String(
        required=True, description="Why, as a code; empty for no reason in particular."
    )
    people = graphene.Int(required=True, description="How many they are.")

    class Meta:
        description = "So many people of an audience stand there, for this reason."
        doc_category = DOC_CATEGORY


class CrmCampaignRun(BaseObjectType):
    """One time that a campaign takes place."""

    id = graphene.ID(required=True, description="The ID of the run.")
    occurrence = graphene.String(
        required=True, description="`once`, or the day that it is for."
    )
    version = graphene.Int(
        required=True, description="The version of the campaign that it runs."
    )
    definition = JSON(required=True, description="What it says; frozen when it began.")
    state = CrmCampaignRunStateEnum(required=True, description="Where it stands.")
    people = graphene.Int(required=True, description="How many were frozen into it.")
    held_out = graphene.Int(
        required=True, description="How many of them its own holdout keeps back."
    )
    excluded = graphene.Int(
        required=True, description="How many of them were left out, for any reason."
    )
    queued = graphene.Int(
        required=True, description="How many of them messaging has taken over."
    )
    progress = graphene.Float(
        required=True,
        description="The part of its people of whom nothing is to be queued, 0 to 1.",
    )
    standings = NonNullList(
        CrmCampaignStanding,
        required=True,
        description="Where all of its people stand now; the parts add up to `people`.",
    )
    winner = graphene.String(
        required=True,
        description="The variant that did better, or empty while none is named.",
    )
    winner_at = DateTime(description="When it was named.")
    looks = NonNullList(
        CrmCampaignLook,
        required=True,
        description="The comparisons by which it is named, in order.",
    )
    due_at = DateTime(required=True, description="When it was to begin.")
    started_at = DateTime(required=True, description="When it began.")
    frozen_at = DateTime(description="When its audience was frozen.")
    ended_at = DateTime(description="When it was over.")
    end_reason = CrmCampaignRunEndEnum(description="Why it is over; null while not.")

    class Meta:
        description = "One time that a campaign takes place, with what it says frozen."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: CampaignRun, _info: ResolveInfo) -> str:
        return node_id("CrmCampaignRun", root.pk)

    @staticmethod
    def resolve_progress(root: CampaignRun, _info: ResolveInfo) -> float:
        if not root.people:
            return 1.0 if root.ended_at else 0.0
        return (root.held_out + root.excluded + root.queued) / root.people

    @staticmethod
    def resolve_looks(root: CampaignRun, _info: ResolveInfo) -> list[Look]:
        return list(WinnerNumbers.model_validate(root.winner_numbers).looks)

    @staticmethod
    def resolve_end_reason(root: CampaignRun, _info: ResolveInfo) -> str | None:
        return root.end_reason or None

    @staticmethod
    def resolve_standings(root: CampaignRun, info: ResolveInfo) -> Any:
        return CountsByRunLoader(info.context).load(root.pk).then(_standings)


def _standings(counts: Counts) -> list[CrmCampaignStanding]:
    return [
        CrmCampaignStanding(standing=standing.value, reason=reason, people=people)
        for standing in Standing
        for reason, people in sorted(counts.by_reason(standing).items())
    ]


class CrmCampaignRunConnection(NonNullConnection):
    """A page of runs."""

    class Meta:
        node = CrmCampaignRun
        description = "A page of runs, newest first."
        doc_category = DOC_CATEGORY


class CrmCampaign(BaseObjectType):
    """One message to an audience."""

    id = graphene.ID(required=True, description="The ID of the campaign.")
    name = graphene.String(required=True, description="The name that staff see.")
    kind = CrmCampaignKindEnum(required=True, description="How often it happens.")
    state = CrmCampaignStateEnum(required=True, description="Where it stands.")
    definition = JSON(
        required=True, description="What it says, as `crmCampaignSchema` describes it."
    )
    version = graphene.Int(
        required=True, description="How often the campaign has changed."
    )
    is_checked = graphene.Boolean(
        required=True, description="Whether this version was found sound."
    )
    checked_at = DateTime(description="When it was found sound last.")
    checked_people = graphene.Int(description="How many its audience had then.")
    needs_approval = graphene.Boolean(
        required=True,
        description="Whether so many people need the word of a second person.",
    )
    is_approved = graphene.Boolean(
        required=True, description="Whether a second person has approved this version."
    )
    approved_by = graphene.String(
        required=True,
        description="Who has approved a version last: `user:` or `app:` and a number.",
    )
    approved_by_name = graphene.String(description=f"What whoever approved {NAME}")
    approved_at = DateTime(description="When that was.")
    due_at = DateTime(description="When its next run begins, as far as that is known.")
    paused_reason = CrmCampaignReasonEnum(
        description="Why it has paused by itself; null where staff have paused it."
    )
    paused_detail = graphene.String(
        required=True, description="What that reason is about, in words."
    )
    changed_by = graphene.String(
        required=True, description="Who has written what it says now."
    )
    changed_by_name = graphene.String(description=f"What whoever changed it {NAME}")
    created_at = DateTime(required=True, description="When it was made.")
    changed_at = DateTime(required=True, description="When it was changed last.")
    archived_at = DateTime(description="When it was put away.")
    steps = NonNullList(
        CrmCampaignStep, required=True, description="Its way until now, in order."
    )
    dry_run = graphene.Field(
        CrmCampaignDryRun, description="The dry run that was asked for last."
    )
    runs = KeysetConnectionField(
        CrmCampaignRunConnection, required=True, description="Its runs, newest first."
    )
    kpis = campaign_kpis_field()
    resolve_kpis = staticmethod(resolve_campaign_kpis)

    class Meta:
        description = "One message to an audience, once or again and again."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Campaign, _info: ResolveInfo) -> str:
        return node_id("CrmCampaign", root.pk)

    @staticmethod
    def resolve_approved_by_name(root: Campaign, info: ResolveInfo) -> Any:
        return name_of(root.approved_by, info)

    @staticmethod
    def resolve_changed_by_name(root: Campaign, info: ResolveInfo) -> Any:
        return name_of(root.changed_by, info)

    @staticmethod
    def resolve_is_checked(root: Campaign, _info: ResolveInfo) -> bool:
        return root.checked_version == root.version

    @staticmethod
    def resolve_is_approved(root: Campaign, _info: ResolveInfo) -> bool:
        return root.approved_version == root.version

    @staticmethod
    def resolve_needs_approval(root: Campaign, info: ResolveInfo) -> Any:
        kind, people = CampaignKind(root.kind), root.checked_people or 0
        return (
            ApprovalLimitLoader(info.context)
            .load(EVERYBODY)
            .then(lambda above: needs_approval(kind, people, above=above))
        )

    @staticmethod
    def resolve_paused_reason(root: Campaign, _info: ResolveInfo) -> str | None:
        return root.paused_reason or None

    @staticmethod
    def resolve_paused_detail(root: Campaign, info: ResolveInfo) -> Any:
        if root.state != CampaignState.PAUSED:
            return ""
        return (
            StepsByCampaignLoader(info.context)
            .load(root.pk)
            .then(lambda steps: steps[-1].detail if steps else "")
        )

    @staticmethod
    def resolve_steps(root: Campaign, info: ResolveInfo) -> Any:
        return StepsByCampaignLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_dry_run(root: Campaign, info: ResolveInfo) -> Any:
        return LatestDryRunLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_runs(
        root: Campaign,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        with reading(info) as using:
            return newest_first(
                CrmCampaignRunConnection,
                runs_of(root.pk, using=using),
                info,
                first=first,
                after=after,
            )


class CrmCampaignConnection(NonNullConnection):
    """A page of campaigns."""

    class Meta:
        node = CrmCampaign
        description = "A page of campaigns, newest first."
        doc_category = DOC_CATEGORY


class CrmCampaignSettings(BaseObjectType):
    """What the shop has chosen about campaigns."""

    approval_above = graphene.Int(
        description="Above how many people a campaign needs a second person's word; "
        "null for never."
    )

    class Meta:
        description = "What the shop has chosen about campaigns."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_approval_above(
        root: CampaignSettings, _info: ResolveInfo
    ) -> int | None:
        return root.approval_above
