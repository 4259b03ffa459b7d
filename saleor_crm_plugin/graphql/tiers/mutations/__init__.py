"""What staff may change about ladders and tiers, one file each."""

from ....tiers.error_codes import TierErrorCode
from ...errors import error_type

CrmTierError = error_type("CrmTier", TierErrorCode)
