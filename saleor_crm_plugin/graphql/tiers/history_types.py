"""What was decided about a member's tier, with the numbers of then."""

from decimal import Decimal as Number
from typing import Any

import graphene

from ...saleor_adapter.graphql import (
    AccountPermissions,
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    ResolveInfo,
)
from ...tiers.models import DecisionKind, TierDecision
from .. import DOC_CATEGORY
from ..access import is_allowed, profile_for_staff
from ..authors import Authored
from ..enums import described_enum
from ..ids import node_id
from .types import CrmTierAmount, amounts

CrmTierDecisionKindEnum = described_enum(
    "CrmTierDecisionKindEnum", DecisionKind, "What was decided about a member's tier."
)


class CrmTierDecision(Authored, BaseObjectType):
    """One decision about a member's tier."""

    id = graphene.ID(required=True, description="The ID of the decision.")
    profile_id = graphene.ID(
        description=(
            "The ID of the profile that it was about (`CrmProfile`), which may be merged into the "
            "member's; for staff who manage customers only."
        )
    )
    kind = CrmTierDecisionKindEnum(required=True, description="What was decided.")
    decided_at = DateTime(required=True, description="When it was decided.")
    previous_tier = graphene.String(
        description="The code of the tier before it; null for none."
    )
    tier = graphene.String(description="The code of the tier after it; null for none.")
    counted = NonNullList(
        CrmTierAmount, required=True, description="What counted for the member then."
    )
    counted_from = DateTime(description="From when it counted, if that is known.")
    author = graphene.String(
        description="Who of the staff did it; for staff who manage customers only."
    )

    class Meta:
        description = "One decision about a member's tier; it is never changed."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: TierDecision, _info: ResolveInfo) -> str:
        return node_id("CrmTierDecision", root.pk)

    @staticmethod
    def resolve_profile_id(root: TierDecision, info: ResolveInfo) -> str | None:
        return profile_for_staff(root, info)

    @staticmethod
    def resolve_previous_tier(root: TierDecision, _info: ResolveInfo) -> str | None:
        return root.previous.code if root.previous else None

    @staticmethod
    def resolve_tier(root: TierDecision, _info: ResolveInfo) -> str | None:
        return root.current.code if root.current else None

    @staticmethod
    def resolve_counted(root: TierDecision, _info: ResolveInfo) -> list[Any]:
        return amounts({key: Number(value) for key, value in root.metric.items()})

    @staticmethod
    def resolve_author(root: TierDecision, info: ResolveInfo) -> str | None:
        if not is_allowed(info, AccountPermissions.MANAGE_USERS):
            return None
        return root.author or None


class CrmTierDecisionConnection(NonNullConnection):
    """A page of decisions."""

    class Meta:
        node = CrmTierDecision
        description = "A page of decisions about a member's tier, newest first."
        doc_category = DOC_CATEGORY
