"""Who earned nothing for a time, and who wanted it so."""

from typing import Any

import graphene

from ...saleor_adapter.graphql import BaseObjectType, DateTime, ResolveInfo
from ...tiers.models import BookExclusion, ExclusionKind
from .. import DOC_CATEGORY
from ..access import profile_for_staff
from ..authors import NAME, Authored, name_of
from ..enums import described_enum

CrmExclusionKindEnum = described_enum(
    "CrmExclusionKindEnum", ExclusionKind, "Who wanted a member to earn nothing."
)


class CrmExclusion(Authored, BaseObjectType):
    """A time in which a member earned nothing in a program."""

    profile_id = graphene.ID(
        description=(
            "The ID of the profile that it was about (`CrmProfile`), which may be merged into the "
            "member's; for staff who manage customers only."
        )
    )
    kind = CrmExclusionKindEnum(required=True, description="Who wanted it.")
    reason = graphene.String(
        required=True,
        description="Why staff excluded the member; empty for a member who left.",
    )
    author = graphene.String(
        required=True, description="Who did it: `user:` or `app:` and a number."
    )
    excluded_at = DateTime(required=True, description="When it began.")
    ended_at = DateTime(description="When it ended; null as long as it lasts.")
    ended_by = graphene.String(required=True, description="Who ended it, or nobody.")
    ended_by_name = graphene.String(description=f"What whoever ended it {NAME}")
    ended_reason = graphene.String(
        required=True, description="Why staff ended it, or an empty text."
    )

    class Meta:
        description = "A time in which a member earned nothing in a program."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_profile_id(root: BookExclusion, info: ResolveInfo) -> str | None:
        return profile_for_staff(root, info)

    @staticmethod
    def resolve_ended_by_name(root: BookExclusion, info: ResolveInfo) -> Any:
        return name_of(root.ended_by, info)
