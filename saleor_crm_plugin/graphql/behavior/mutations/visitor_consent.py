"""A visitor agrees to profiling, or no longer does, without being signed in."""

from typing import Any

import graphene

from ....behavior.actions.visitors import let_visitor_agree, let_visitor_refuse
from ....behavior.told import check_visitor
from ....core import clock
from ....saleor_adapter.graphql import ResolveInfo
from ... import DOC_CATEGORY
from ...errors import CrmMutation
from ...ids import node_row_id
from ..limits import require_seldom
from . import CrmBehaviorError


class CrmVisitorConsentSet(CrmMutation):
    """Agree to profiling on a device, or no longer."""

    is_granted = graphene.Boolean(description="Whether it is agreed to on the device.")

    class Arguments:
        visitor = graphene.String(
            required=True,
            description="The storefront's name of the device, as in `crmTrack`.",
        )
        is_granted = graphene.Boolean(
            required=True, description="Whether it is agreed to."
        )
        wording = graphene.ID(
            description="The ID of the words that were shown (`CrmConsentWording`)."
        )

    class Meta:
        description = (
            "Agree, on a device that nobody is signed in on, that what is done there is kept, or "
            "do so no longer: then what nobody was signed in for is deleted. A customer who is "
            "signed in decides with `crmPreferencesUpdate`, whatever the device says. At most 60 "
            "calls a minute of a visitor and 600 of an address, else `TOO_OFTEN`."
        )
        doc_category = DOC_CATEGORY
        error_type_class = CrmBehaviorError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        visitor: str,
        is_granted: bool,
        wording: str | None = None,
    ) -> Any:
        check_visitor(visitor)
        require_seldom(info.context, "crmVisitorConsentSet", visitor)
        if is_granted:
            wording_id = wording and node_row_id(
                wording, "CrmConsentWording", field="wording"
            )
            let_visitor_agree(visitor, wording_id=wording_id or None, now=clock.now())
        else:
            let_visitor_refuse(visitor)
        return cls(is_granted=is_granted)
