"""Which versions of a program's terms were accepted, and when."""

import graphene

from ...loyalty.models import TermsAcceptance
from ...saleor_adapter.graphql import BaseObjectType, DateTime, ResolveInfo
from .. import DOC_CATEGORY
from ..access import profile_for_staff


class CrmTermsAcceptance(BaseObjectType):
    """That one version of a program's terms was accepted."""

    version = graphene.String(required=True, description="The version of the terms.")
    accepted_at = DateTime(required=True, description="When it was accepted.")
    profile_id = graphene.ID(
        description=(
            "The ID of the profile that it was about (`CrmProfile`), which may be merged into the "
            "member's; for staff who manage customers only."
        )
    )

    class Meta:
        description = "That one version of a program's terms was accepted."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_profile_id(root: TermsAcceptance, info: ResolveInfo) -> str | None:
        return profile_for_staff(root, info)
