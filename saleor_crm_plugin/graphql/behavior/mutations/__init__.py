"""What storefronts tell of people, and what staff and apps record."""

from ....behavior.error_codes import BehaviorErrorCode
from ...errors import error_type

CrmBehaviorError = error_type("CrmBehavior", BehaviorErrorCode)
