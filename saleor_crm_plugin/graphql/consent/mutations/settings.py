"""What the shop demands of channels, and the words by which it asks."""

from typing import Any

import graphene

from ....consent.actions.settings import add_wording, set_double_opt_in
from ....consent.models import ConsentWording
from ....core import clock
from ....messaging.actions.ask_to_confirm import TEMPLATE as CONFIRM_TEMPLATE
from ....saleor_adapter.graphql import PluginsPermissions, ResolveInfo
from ....templates.actions.ready_made import install_ready_made
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ..enums import CrmConsentPurposeEnum
from ..types import CrmChannelPolicy, CrmConsentWording
from . import CrmConsentError


class CrmChannelPolicyUpdate(CrmMutation):
    """Set what a channel demands."""

    policy = graphene.Field(CrmChannelPolicy, description="The policy after it.")

    class Arguments:
        channel = graphene.String(
            required=True, description="The channel, such as `email`."
        )
        double_opt_in = graphene.Boolean(
            required=True, description="Whether a grant must be confirmed by a link."
        )

    class Meta:
        description = (
            "Set what the shop demands of a channel from now on; what was granted before stays "
            "granted."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmConsentError

    @classmethod
    def act(cls, info: ResolveInfo, *, channel: str, double_opt_in: bool) -> Any:
        author, now = author_of(info), clock.now()
        policy = set_double_opt_in(
            channel, double_opt_in=double_opt_in, author=author, now=now
        )
        if double_opt_in:
            # Without it there would be nothing to confirm with.
            install_ready_made([CONFIRM_TEMPLATE], author=author, now=now)
        return cls(policy=policy)


class CrmConsentWordingAdd(CrmMutation):
    """Add the next version of a wording."""

    wording = graphene.Field(CrmConsentWording, description="The new version.")

    class Arguments:
        code = graphene.String(required=True, description="The code of the wording.")
        purpose = CrmConsentPurposeEnum(required=True, description="What it asks for.")
        language = graphene.String(
            required=True, description="Its language, such as `it`."
        )
        text = graphene.String(
            required=True, description="The words, 4,000 characters at most."
        )

    class Meta:
        description = (
            "Add the next version of the words by which people are asked. Earlier versions stay, "
            "for those who were shown them."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmConsentError

    @classmethod
    def act(cls, info: ResolveInfo, **given: Any) -> Any:
        asked = ConsentWording(**given, author=author_of(info))
        return cls(wording=add_wording(asked, now=clock.now()))
