"""What staff may change about journeys, one file per topic."""

from ....journeys.error_codes import JourneyErrorCode
from ....saleor_adapter.graphql import DiscountPermissions
from ...errors import error_type

CrmJourneyError = error_type("CrmJourney", JourneyErrorCode)
STAFF = (DiscountPermissions.MANAGE_DISCOUNTS,)
