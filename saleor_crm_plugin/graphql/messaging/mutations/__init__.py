"""What staff may change about sending, and owners about their on-site messages."""

from ....messaging.error_codes import MessagingErrorCode
from ...errors import error_type

CrmMessagingError = error_type("CrmMessaging", MessagingErrorCode)
