"""Who earned nothing for a time, and who wanted it so."""

import graphene

from ...saleor_adapter.graphql import BaseObjectType, DateTime
from ...tiers.models import ExclusionKind
from .. import DOC_CATEGORY
from ..enums import described_enum

CrmExclusionKindEnum = described_enum(
    "CrmExclusionKindEnum", ExclusionKind, "Who wanted a member to earn nothing."
)


class CrmExclusion(BaseObjectType):
    """A time in which a member earned nothing in a program."""

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
    ended_reason = graphene.String(
        required=True, description="Why staff ended it, or an empty text."
    )

    class Meta:
        description = "A time in which a member earned nothing in a program."
        doc_category = DOC_CATEGORY
