"""Give channels their accounts; secrets go in and never come out."""

from decimal import Decimal
from typing import Any

import graphene

from ....core import clock
from ....core.sentences import Sentence
from ....messaging.actions.accounts import AccountInput, save_account
from ....messaging.errors import InvalidAccountSettings
from ....saleor_adapter.graphql import (
    JSON,
    BaseInputObjectType,
    PluginsPermissions,
    PositiveDecimal,
    ResolveInfo,
)
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..settings_types import CrmChannelAccount
from . import CrmMessagingError


class CrmChannelAccountInput(BaseInputObjectType):
    """All about an account."""

    channel = graphene.String(
        required=True, description="The channel's code, such as `email`."
    )
    name = graphene.String(required=True, description="What staff call it.")
    settings = JSON(
        required=True,
        description=(
            "Its settings with its secrets, as `crmChannelTypes` describes them; "
            "secrets that are left out stay as they are."
        ),
    )
    channel_slug = graphene.String(
        description="For which channel of the shop. Default: for all without their own."
    )
    is_active = graphene.Boolean(description="Whether it is used. Default: true.")
    per_second = PositiveDecimal(
        description="How many messages it may send a second. Default: 10."
    )
    burst = graphene.Int(description="How many of them at once. Default: 100.")

    class Meta:
        description = "All about an account; what is left out takes its default."
        doc_category = DOC_CATEGORY


class CrmChannelAccountSave(CrmMutation):
    """Make an account, or change one."""

    ARGUMENTS = {"account": "id"}

    account = graphene.Field(CrmChannelAccount, description="The account after it.")

    class Arguments:
        id = graphene.ID(description="The ID of the account; left out for a new one.")
        input = CrmChannelAccountInput(required=True, description="All about it.")

    class Meta:
        description = "Make an account for a channel, or change one."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(
        cls, info: ResolveInfo, *, input: dict[str, Any], id: str | None = None
    ) -> Any:
        values = {name: value for name, value in input.items() if value is not None}
        if not isinstance(values["settings"], dict):
            raise InvalidAccountSettings(Sentence("The settings must be an object."))
        if "per_second" in values:
            values["per_second"] = Decimal(values["per_second"])
        saved = save_account(
            AccountInput(**values),
            account_id=node_row_id(id, "CrmChannelAccount", field="id") if id else None,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(account=saved)
