"""What staff may ask about campaigns."""

from typing import Any

import graphene

from ...campaigns import queries
from ...campaigns.definition import CampaignDefinition
from ...campaigns.models import LONGEST_NAME, Campaign, CampaignRun, CampaignSettings
from ...campaigns.policies.states import CampaignKind, CampaignState
from ...campaigns.standstill import approval_above
from ...core.sentences import Sentence
from ...saleor_adapter.graphql import (
    JSON,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..ids import asked_row_id
from ..pages import KeysetConnectionField, newest_first
from ..reading import reading
from ..refused_arguments import refused_argument
from .types import (
    CrmCampaign,
    CrmCampaignConnection,
    CrmCampaignKindEnum,
    CrmCampaignRun,
    CrmCampaignSettings,
    CrmCampaignStateEnum,
)

STAFF = [DiscountPermissions.MANAGE_DISCOUNTS]


class CampaignQueries(graphene.ObjectType):
    """Campaigns, for those who manage discounts."""

    crm_campaign = PermissionsField(
        CrmCampaign,
        id=graphene.ID(required=True, description="The ID of the campaign."),
        description="Look up a campaign.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_campaigns = KeysetConnectionField(
        CrmCampaignConnection,
        states=NonNullList(
            CrmCampaignStateEnum, description="Only those of these states."
        ),
        kinds=NonNullList(
            CrmCampaignKindEnum, description="Only those of these kinds."
        ),
        search=graphene.String(description="Only those whose name has this in it."),
        with_archived=graphene.Boolean(description="Also those that were put away."),
        description="All campaigns, newest first.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_campaign_run = PermissionsField(
        CrmCampaignRun,
        id=graphene.ID(required=True, description="The ID of the run."),
        description="Look up one run of a campaign.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_campaign_schema = PermissionsField(
        JSON,
        required=True,
        description="The form of a campaign's definition, as JSON Schema.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_campaign_settings = PermissionsField(
        CrmCampaignSettings,
        required=True,
        description="What the shop has chosen about campaigns.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_campaign(_root: Any, info: ResolveInfo, id: str) -> Campaign | None:
        row_id = asked_row_id(id, "CrmCampaign", argument="id")
        with reading(info) as using:
            return queries.campaign_by_id(row_id, using=using)

    @staticmethod
    def resolve_crm_campaigns(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        **wanted: Any,
    ) -> Any:
        search = wanted.get("search", "")
        if len(search) > LONGEST_NAME:
            raise refused_argument(
                "search", Sentence("At most {most} characters.", most=LONGEST_NAME)
            )
        with reading(info) as using:
            rows = queries.campaigns(
                states=[CampaignState(one) for one in wanted.get("states", ())],
                kinds=[CampaignKind(one) for one in wanted.get("kinds", ())],
                search=search,
                with_archived=wanted.get("with_archived", False),
                using=using,
            )
            return newest_first(
                CrmCampaignConnection, rows, info, first=first, after=after
            )

    @staticmethod
    def resolve_crm_campaign_run(
        _root: Any, info: ResolveInfo, id: str
    ) -> CampaignRun | None:
        row_id = asked_row_id(id, "CrmCampaignRun", argument="id")
        with reading(info) as using:
            return queries.run_by_id(row_id, using=using)

    @staticmethod
    def resolve_crm_campaign_schema(_root: Any, _info: ResolveInfo) -> Any:
        return CampaignDefinition.model_json_schema()

    @staticmethod
    def resolve_crm_campaign_settings(
        _root: Any, info: ResolveInfo
    ) -> CampaignSettings:
        with reading(info) as using:
            return CampaignSettings(approval_above=approval_above(using=using))
