"""Staff stop writing to an address, and let it be written to again."""

from typing import Any

import graphene

from ....consent.actions.suppress import SuppressedAddress, lift, suppress
from ....consent.addresses import address_hash
from ....consent.models import LiftReason
from ....consent.policies import SuppressionReason
from ....consent.queries import active_suppressions
from ....core import clock
from ....saleor_adapter.graphql import AccountPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..enums import CrmSuppressionLiftReasonEnum
from ..types import CrmSuppression
from . import CrmConsentError


class CrmAddressSuppress(CrmMutation):
    """Stop writing to an address."""

    suppression = graphene.Field(
        CrmSuppression, description="The suppression, which may be an earlier one."
    )

    class Arguments:
        channel = graphene.String(
            required=True, description="The channel, such as `email`."
        )
        address = graphene.String(
            required=True,
            description="The address. It is not kept: we recognize it by a keyed hash.",
        )

    class Meta:
        description = "Write nothing to an address any more."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmConsentError

    @classmethod
    def act(cls, info: ResolveInfo, *, channel: str, address: str) -> Any:
        known_as = address_hash(channel, address)
        asked = SuppressedAddress(
            channel=channel,
            address_hash=known_as,
            reason=SuppressionReason.MANUAL,
            author=author_of(info),
        )
        suppress([asked], now=clock.now())
        row = active_suppressions().get(
            channel=channel, address_hash=known_as, reason=SuppressionReason.MANUAL
        )
        return cls(suppression=row)


class CrmSuppressionLift(CrmMutation):
    """Let an address be written to again."""

    suppression = graphene.Field(CrmSuppression, description="The lifted suppression.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the suppression.")
        reason = CrmSuppressionLiftReasonEnum(
            required=True, description="Why it may be lifted."
        )

    class Meta:
        description = (
            "Let an address be written to again, as far as this reason stopped it. What its "
            "owner has withdrawn stays withdrawn."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmConsentError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str, reason: str) -> Any:
        row = lift(
            node_row_id(id, "CrmSuppression", field="id"),
            author=author_of(info),
            reason=LiftReason(reason),
            now=clock.now(),
        )
        return cls(suppression=row)
