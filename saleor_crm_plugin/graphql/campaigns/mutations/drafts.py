"""Make campaigns, change them and copy them."""

from typing import Any

import graphene

from ....campaigns.actions.draft import (
    create_campaign,
    duplicate_campaign,
    update_campaign,
)
from ....campaigns.policies.states import CampaignKind
from ....core import clock
from ....saleor_adapter.graphql import JSON, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...ids import node_row_id
from ..types import CrmCampaign, CrmCampaignKindEnum
from . import STAFF, CampaignMutation, CrmCampaignError

DEFINITION = "What it says, as `crmCampaignSchema` describes it."


class CrmCampaignCreate(CampaignMutation):
    """Make a campaign."""

    campaign = graphene.Field(CrmCampaign, description="The new campaign, a draft.")

    class Arguments:
        name = graphene.String(required=True, description="The name that staff see.")
        kind = CrmCampaignKindEnum(required=True, description="How often it happens.")
        definition = JSON(required=True, description=DEFINITION)

    class Meta:
        description = (
            "Make a campaign; a draft may name what the shop does not have yet."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError

    @classmethod
    def act(cls, info: ResolveInfo, *, name: str, kind: str, definition: Any) -> Any:
        row = create_campaign(
            name,
            CampaignKind(kind),
            definition,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(campaign=row)


class CrmCampaignUpdate(CampaignMutation):
    """Change a campaign."""

    campaign = graphene.Field(CrmCampaign, description="The campaign after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the campaign.")
        version = graphene.Int(
            required=True,
            description="The version that was read: refused if it has changed since.",
        )
        name = graphene.String(description="Another name.")
        definition = JSON(description=f"Something else to say. {DEFINITION}")

    class Meta:
        description = (
            "Change a campaign. Before it is scheduled it becomes a draft again; later it is "
            "checked at once and counts from its next run on. What a run says never changes."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        id: str,
        version: int,
        name: str | None = None,
        definition: Any = None,
    ) -> Any:
        row = update_campaign(
            node_row_id(id, "CrmCampaign", field="id"),
            version=version,
            name=name,
            definition=definition,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(campaign=row)


class CrmCampaignDuplicate(CampaignMutation):
    """Copy a campaign."""

    campaign = graphene.Field(CrmCampaign, description="The new campaign, a draft.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the campaign.")
        name = graphene.String(required=True, description="The new campaign's name.")

    class Meta:
        description = "Make a draft that says the same, whatever became of this one."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str, name: str) -> Any:
        row = duplicate_campaign(
            node_row_id(id, "CrmCampaign", field="id"),
            name=name,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(campaign=row)
