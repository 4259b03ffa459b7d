"""Where a member stands on a ladder, and what is missing."""

from typing import Any

import graphene

from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    Decimal,
    NonNullList,
    ResolveInfo,
)
from ...tiers.models import (
    DowngradeStyle,
    Tier,
    TierBasis,
    TierLadder,
    TierThreshold,
    TierWindow,
)
from ...tiers.queries import Progress
from .. import DOC_CATEGORY
from ..enums import described_enum
from ..ids import node_id

CrmTierBasisEnum = described_enum(
    "CrmTierBasisEnum", TierBasis, "What counts towards a tier."
)
CrmTierWindowEnum = described_enum(
    "CrmTierWindowEnum", TierWindow, "The time in which it counts."
)
CrmTierDowngradeEnum = described_enum(
    "CrmTierDowngradeEnum",
    DowngradeStyle,
    "How far a member falls when the grace is over.",
)


class CrmTierAmount(BaseObjectType):
    """A number that counts towards a tier, in one currency or in none."""

    currency = graphene.String(
        description="The currency of the amount; null for points and for orders."
    )
    value = Decimal(required=True, description="The amount.")

    class Meta:
        description = "A number that counts towards a tier, in one currency or in none."
        doc_category = DOC_CATEGORY


def amounts(by_currency: Any) -> list[CrmTierAmount]:
    """Return amounts by currency as the API's list, in the order of currencies."""
    return [
        CrmTierAmount(currency=currency or None, value=value)
        for currency, value in sorted(by_currency.items())
    ]


class CrmTierProgress(BaseObjectType):
    """Where a member stands."""

    tier = graphene.String(description="The code of the member's tier; null for none.")
    name = graphene.String(description="The name of the member's tier; null for none.")
    since = DateTime(description="Since when the member has the tier.")
    counted = NonNullList(
        CrmTierAmount, required=True, description="What counts for the member now."
    )
    counted_from = DateTime(description="From when it counts; null for the whole past.")
    next_tier = graphene.String(
        description="The code of the next tier; null at the top."
    )
    next_tier_name = graphene.String(
        description="The name of the next tier; null at the top."
    )
    missing = NonNullList(
        CrmTierAmount,
        required=True,
        description="What is missing to the next tier; any one of these is enough.",
    )
    projected_tier = graphene.String(
        description="The code of the tier that the next review would leave; null for none."
    )
    grace_ends_at = DateTime(
        description="When the tier will be lost unless more is reached."
    )
    next_review_at = DateTime(description="When the tier is looked at next.")
    invited_until = DateTime(description="Until when the tier is a gift, if it is one.")

    class Meta:
        description = "Where a member stands on a program's ladder of tiers."
        doc_category = DOC_CATEGORY

    @classmethod
    def of(cls, progress: Progress, names: dict[str, str]) -> "CrmTierProgress":
        """Make it from a progress and the names of the ladder's tiers by code."""
        return cls(
            tier=progress.tier or None,
            name=names.get(progress.tier),
            since=progress.since,
            counted=amounts(progress.metric),
            counted_from=progress.counted_from,
            next_tier=progress.next_tier or None,
            next_tier_name=names.get(progress.next_tier),
            missing=amounts(progress.missing),
            projected_tier=progress.projected or None,
            grace_ends_at=progress.grace_ends_at,
            next_review_at=progress.next_review_at,
            invited_until=progress.invited_until,
        )


class CrmTier(BaseObjectType):
    """One level of a ladder."""

    id = graphene.ID(required=True, description="The ID of the tier.")
    code = graphene.String(required=True, description="The code of the tier.")
    name = graphene.String(required=True, description="The name of the tier.")
    rank = graphene.Int(required=True, description="Its place; a higher one is better.")
    is_by_invitation = graphene.Boolean(
        required=True,
        description="Whether it is given by hand and not reached by counting.",
    )
    multiplier = Decimal(
        required=True, description="By what earned points are multiplied."
    )
    has_early_access = graphene.Boolean(
        required=True, description="Whether members see new things earlier."
    )
    description = graphene.String(required=True, description="What the tier brings.")
    version = graphene.Int(
        required=True, description="How often it has changed: for whoever changes it."
    )
    thresholds = NonNullList(
        CrmTierAmount,
        required=True,
        description="What reaches the tier; any one is enough.",
    )

    class Meta:
        description = "One level of a program's ladder of tiers."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Tier, _info: ResolveInfo) -> str:
        return node_id("CrmTier", root.pk)

    @staticmethod
    def resolve_is_by_invitation(root: Tier, _info: ResolveInfo) -> bool:
        return not root.thresholds.all()

    @staticmethod
    def resolve_thresholds(root: Tier, _info: ResolveInfo) -> list[CrmTierAmount]:
        rows: list[TierThreshold] = list(root.thresholds.all())
        return amounts({row.currency: row.value for row in rows})


class CrmTierLadder(BaseObjectType):
    """A program's ladder with its settings."""

    id = graphene.ID(required=True, description="The ID of the ladder.")
    basis = CrmTierBasisEnum(required=True, description="What counts towards a tier.")
    window = CrmTierWindowEnum(
        required=True, description="The time in which it counts."
    )
    window_months = graphene.Int(
        required=True, description="How many months a rolling window has."
    )
    time_zone = graphene.String(
        required=True, description="The zone in which months and years begin."
    )
    excludes_staff = graphene.Boolean(
        required=True, description="Whether the shop's staff count nowhere."
    )
    pending_counts = graphene.Boolean(
        required=True, description="Whether pending points count."
    )
    grace_days = graphene.Int(
        required=True,
        description="How many days a tier is kept after it would be lost.",
    )
    downgrade = CrmTierDowngradeEnum(
        required=True, description="How far a member falls when the grace is over."
    )
    version = graphene.Int(
        required=True, description="How often it has changed: for whoever changes it."
    )
    tiers = NonNullList(CrmTier, required=True, description="The tiers, lowest first.")

    class Meta:
        description = "A program's ladder of tiers with its settings."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: TierLadder, _info: ResolveInfo) -> str:
        return node_id("CrmTierLadder", root.pk)

    @staticmethod
    def resolve_tiers(root: TierLadder, _info: ResolveInfo) -> list[Tier]:
        return sorted(root.tiers.all(), key=lambda tier: tier.rank)
