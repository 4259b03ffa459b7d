"""Check campaigns, approve them, send them on their way, hold them up, and put them away."""

from collections.abc import Callable
from typing import Any

import graphene

from ....campaigns.actions.check import approve_campaign, check_campaign
from ....campaigns.actions.draft import archive_campaign
from ....campaigns.actions.steer import (
    cancel_campaign,
    pause_campaign,
    resume_campaign,
    schedule_campaign,
)
from ....campaigns.models import Campaign
from ....core import clock
from ....saleor_adapter.graphql import ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...ids import node_row_id
from ..types import CrmCampaign
from . import STAFF, CampaignMutation, CrmCampaignError

AFTER_IT = "The campaign after it."
VERSION = "The version that was read: refused if it has changed since."


class CampaignSteering(CampaignMutation):
    """Base of what takes one campaign a step further."""

    campaign = graphene.Field(CrmCampaign, description=AFTER_IT)
    steer: Callable[..., Campaign]

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the campaign.")

    class Meta:
        abstract = True

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str, **version: int) -> Any:
        row = cls.steer(
            node_row_id(id, "CrmCampaign", field="id"),
            **version,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(campaign=row)


class CrmCampaignCheck(CampaignSteering):
    """Check a campaign."""

    steer = staticmethod(check_campaign)

    class Meta:
        description = (
            "Compare a draft with the shop and count its audience; everything that keeps it "
            "from running is an error with the path of its field."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError


class CrmCampaignApprove(CampaignSteering):
    """Approve a campaign."""

    steer = staticmethod(approve_campaign)

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the campaign.")
        version = graphene.Int(required=True, description=VERSION)

    class Meta:
        description = "Give a second person's word for this version; refused to whoever has written it."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError


class CrmCampaignSchedule(CampaignSteering):
    """Schedule a campaign."""

    steer = staticmethod(schedule_campaign)

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the campaign.")
        version = graphene.Int(required=True, description=VERSION)

    class Meta:
        description = "Let a checked campaign begin by itself when its time comes."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError


class CrmCampaignPause(CampaignSteering):
    """Pause a campaign."""

    steer = staticmethod(pause_campaign)

    class Meta:
        description = (
            "Let a campaign stand still: nothing of it is queued, and nothing leaves."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError


class CrmCampaignResume(CampaignSteering):
    """Let a campaign go on."""

    steer = staticmethod(resume_campaign)

    class Meta:
        description = "Let a paused campaign go on where it stood; what is still to begin is checked anew."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError


class CrmCampaignCancel(CampaignSteering):
    """Cancel a campaign."""

    steer = staticmethod(cancel_campaign)

    class Meta:
        description = "End a campaign for good; nothing of it leaves any more."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError


class CrmCampaignArchive(CampaignSteering):
    """Put a campaign away."""

    steer = staticmethod(archive_campaign)

    class Meta:
        description = "Put a campaign away that is over, or was never scheduled; its figures stay."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmCampaignError
