"""How the winner among variants was named: each comparison with its numbers."""

import graphene

from ...campaigns.policies.naming import Look
from ...campaigns.policies.stopping import Verdict
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..enums import described_enum

CrmCampaignVerdictEnum = described_enum(
    "CrmCampaignVerdictEnum", Verdict, "What a comparison of variants says."
)


class CrmCampaignReached(BaseObjectType):
    """What a variant had come to at a look."""

    arm = graphene.String(required=True, description="The key of the variant.")
    people = graphene.Int(required=True, description="How many people it had reached.")
    hits = graphene.Int(
        required=True,
        description="With how many of them it did what the winner is told by.",
    )

    class Meta:
        description = "How many people a variant had reached at a look, and moved."
        doc_category = DOC_CATEGORY


class CrmCampaignLook(BaseObjectType):
    """One planned comparison of the variants of a run."""

    number = graphene.Int(
        required=True, description="Which of the planned looks it was."
    )
    at = DateTime(required=True, description="When it was taken.")
    verdict = CrmCampaignVerdictEnum(required=True, description="What it says.")
    leader = graphene.String(
        required=True, description="The variant in the lead, empty where there is none."
    )
    p_value = graphene.Float(
        required=True,
        description="How likely its lead over the closest one is chance alone.",
    )
    limit = graphene.Float(
        required=True,
        description="What that had to be at most, after what earlier looks used up.",
    )
    reached = NonNullList(
        CrmCampaignReached, required=True, description="What each variant had come to."
    )

    class Meta:
        description = "One planned comparison of the variants of a run."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_leader(root: Look, _info: ResolveInfo) -> str:
        return root.arm
