"""Enums of checkouts."""

from ...checkout import CheckoutAuthorizeStatus, CheckoutChargeStatus
from ..core.doc_category import DOC_CATEGORY_CHECKOUT
from ..core.enums import to_enum

CheckoutAuthorizeStatusEnum = to_enum(CheckoutAuthorizeStatus)
CheckoutAuthorizeStatusEnum.doc_category = DOC_CATEGORY_CHECKOUT
CheckoutChargeStatusEnum = to_enum(CheckoutChargeStatus)
CheckoutChargeStatusEnum.doc_category = DOC_CATEGORY_CHECKOUT
