"""Say oneself what kind of relation one wants."""

from typing import Any

from ...core import clock
from ...identity.wishes import state_relationship
from ...insight.actions.assess import assess_profiles
from ...saleor_adapter.graphql import AuthorizationFilters, ResolveInfo
from .. import DOC_CATEGORY
from ..errors import CrmMutation
from ..identity.mutations import CrmIdentityError
from ..identity.own_profile import own_profile
from .types import CrmRelationshipTypeEnum

SOURCE = "shopper"


class CrmMyRelationshipSet(CrmMutation):
    """Say what relation one wants."""

    relationship_type = CrmRelationshipTypeEnum(
        description="What counts as said after it; null if nothing."
    )

    class Arguments:
        relationship_type = CrmRelationshipTypeEnum(
            description="The kind of relation; left out or null takes back what was said."
        )

    class Meta:
        description = (
            "Say what kind of relation one wants with the shop. It stands above whatever "
            "the shop would conclude."
        )
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, relationship_type: str | None = None) -> Any:
        profile_id, now = own_profile(info.context.user), clock.now()
        state_relationship(profile_id, relationship_type or "", source=SOURCE, now=now)
        assess_profiles([profile_id], now=now)
        return cls(relationship_type=relationship_type)
