"""Ask what a campaign would do, and stop asking."""

from typing import Any

import graphene

from ....campaigns.actions.dry_run import ask_for_dry_run, cancel_dry_run
from ....core import clock
from ....saleor_adapter.graphql import ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...ids import node_row_id
from ..dry_runs import CrmCampaignDryRun
from . import STAFF, CampaignMutation, CrmCampaignError


class CrmCampaignDryRunStart(CampaignMutation):
    """Ask for a dry run."""

    dry_run = graphene.Field(CrmCampaignDryRun, description="The dry run, which waits.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the campaign.")

    class Meta:
        description = (
            "Have a worker find out who would get a campaign, by which channel, who is refused "
            "and why, and what it costs; nothing is written but this report."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        campaign_id = node_row_id(id, "CrmCampaign", field="id")
        now = clock.now()
        row = ask_for_dry_run(campaign_id, author=author_of(info), now=now)
        return cls(dry_run=row)


class CrmCampaignDryRunCancel(CampaignMutation):
    """Stop a dry run."""

    dry_run = graphene.Field(CrmCampaignDryRun, description="The dry run after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the dry run.")

    class Meta:
        description = "Stop a dry run; one that is over stays as it is."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError

    @classmethod
    def act(cls, _info: ResolveInfo, *, id: str) -> Any:
        dry_run_id = node_row_id(id, "CrmCampaignDryRun", field="id")
        return cls(dry_run=cancel_dry_run(dry_run_id, now=clock.now()))
