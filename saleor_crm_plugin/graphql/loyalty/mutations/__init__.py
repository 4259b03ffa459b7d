"""What staff may change about programs and points, one file each."""

from ....loyalty.error_codes import LoyaltyErrorCode
from ...errors import error_type

CrmLoyaltyError = error_type("CrmLoyalty", LoyaltyErrorCode)
