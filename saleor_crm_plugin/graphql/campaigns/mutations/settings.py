"""Change what the shop has chosen about campaigns."""

from typing import Any

import graphene

from ....campaigns.actions.choose import choose_approval
from ....core import clock
from ....saleor_adapter.graphql import PluginsPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ..types import CrmCampaignSettings
from . import CrmCampaignError


class CrmCampaignSettingsUpdate(CrmMutation):
    """Choose from which size on campaigns need a second person."""

    settings = graphene.Field(CrmCampaignSettings, description="The choices after it.")

    class Arguments:
        approval_above = graphene.Int(
            description="Above how many people a campaign needs the word of a second person; "
            "left out or null for never."
        )

    class Meta:
        description = "Choose from which size on a second person has to approve."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmCampaignError

    @classmethod
    def act(cls, info: ResolveInfo, *, approval_above: int | None = None) -> Any:
        row = choose_approval(approval_above, author=author_of(info), now=clock.now())
        return cls(settings=row)
