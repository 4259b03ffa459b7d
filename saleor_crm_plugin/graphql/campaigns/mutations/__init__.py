"""What staff may change about campaigns, one file per topic."""

from typing import Any

from ....campaigns.error_codes import CampaignErrorCode
from ....campaigns.errors import InvalidDefinition
from ....core.errors import CrmError
from ....saleor_adapter.graphql import DiscountPermissions, Error
from ...errors import CrmMutation, error_type

CrmCampaignError = error_type("CrmCampaign", CampaignErrorCode)
STAFF = (DiscountPermissions.MANAGE_DISCOUNTS,)


class CampaignMutation(CrmMutation):
    """A mutation of a campaign: what is wrong with a definition is one error for each place."""

    class Meta:
        abstract = True

    @classmethod
    def as_errors(cls, refusal: CrmError) -> list[Error]:
        """Return an error per problem of a definition, each with the path of its field."""
        if not isinstance(refusal, InvalidDefinition):
            return super().as_errors(refusal)
        made: Any = cls._meta.error_type_class
        return [
            made(field=one.path, code=one.code, message=one.message)
            for one in refusal.problems
        ]
