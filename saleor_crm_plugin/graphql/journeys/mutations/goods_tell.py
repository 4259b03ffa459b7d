"""A customer looks at goods, or asks to be told when they are back."""

from typing import Any

import graphene

from ....core import clock
from ....journeys.actions.tell_goods import SeenGoods, tell_goods
from ....saleor_adapter.graphql import AuthorizationFilters, ResolveInfo
from ... import DOC_CATEGORY
from ...errors import CrmMutation
from ...identity.own_profile import own_profile
from ...ids import node_row_id
from . import CrmJourneyError


class CrmGoodsTell(CrmMutation):
    """Tell which goods one looks at."""

    is_noted = graphene.Boolean(
        description=(
            "Whether it was noted: once a day, and without a wish only for those who agreed to "
            "be profiled."
        )
    )

    class Arguments:
        variant = graphene.ID(required=True, description="The ID of the variant.")
        channel = graphene.String(
            required=True, description="The slug of the channel that it is seen in."
        )
        is_wish = graphene.Boolean(
            description="Whether the customer asked to be told about it. Default: no."
        )

    class Meta:
        description = (
            "Note that the customer who is signed in looks at goods, or wants to be told when "
            "they can be bought again. Follow-ups about stock and prices begin with it."
        )
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmJourneyError

    @classmethod
    def act(
        cls, info: ResolveInfo, *, variant: str, channel: str, is_wish: bool = False
    ) -> Any:
        variant_id = node_row_id(variant, "ProductVariant", field="variant")
        seen = SeenGoods(
            profile_id=own_profile(info.context.user),
            variant_id=variant_id,
            channel=channel,
            is_wish=bool(is_wish),
        )
        return cls(is_noted=tell_goods(seen, now=clock.now()))
