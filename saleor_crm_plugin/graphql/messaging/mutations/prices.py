"""Say what one message costs."""

from typing import Any

import graphene

from ....core import clock
from ....messaging.actions.prices import PriceChoice, set_prices
from ....messaging.queries import sending_settings
from ....saleor_adapter.graphql import (
    BaseInputObjectType,
    NonNullList,
    PluginsPermissions,
    PositiveDecimal,
    ResolveInfo,
)
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ..settings_types import CrmSendingSettings
from . import CrmMessagingError


class CrmMessagePriceInput(BaseInputObjectType):
    """What one message costs."""

    channel = graphene.String(
        required=True, description="The channel, such as `email`; each once."
    )
    amount = PositiveDecimal(
        required=True, description="What the shop pays for one message; five places."
    )
    currency = graphene.String(required=True, description="The currency's code.")

    class Meta:
        description = "What one message by a channel costs."
        doc_category = DOC_CATEGORY


class CrmMessagePricesSet(CrmMutation):
    """Replace all prices."""

    settings = graphene.Field(CrmSendingSettings, description="The settings after it.")

    class Arguments:
        prices = NonNullList(
            CrmMessagePriceInput, required=True, description="All of them."
        )
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )

    class Meta:
        description = (
            "Say anew what messages cost, so that campaigns tell what they brought less that; a "
            "channel that is not named costs nothing."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        prices: list[dict[str, Any]],
        version: int | None = None,
    ) -> Any:
        asked = [PriceChoice(**one) for one in prices]
        set_prices(asked, version=version, author=author_of(info), now=clock.now())
        return cls(settings=sending_settings())
