"""What people, and staff for them, can change about consent."""

from ....consent.error_codes import ConsentErrorCode
from ...errors import error_type

CrmConsentError = error_type("CrmConsent", ConsentErrorCode)
