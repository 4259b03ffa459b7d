"""Why a mutation on checkouts is refused."""

from enum import Enum


class CheckoutErrorCode(Enum):
    CHANNEL_INACTIVE = "channel_inactive"
    CHECKOUT_NOT_FULLY_PAID = "checkout_not_fully_paid"
    EMAIL_NOT_SET = "email_not_set"
    GRAPHQL_ERROR = "graphql_error"
    INSUFFICIENT_STOCK = "insufficient_stock"
    INVALID = "invalid"
    MISSING_CHANNEL_SLUG = "missing_channel_slug"
    NO_LINES = "no_lines"
    NOT_FOUND = "not_found"
    REQUIRED = "required"
    UNAVAILABLE_VARIANT_IN_CHANNEL = "unavailable_variant_in_channel"
    UNIQUE = "unique"
    VOUCHER_NOT_APPLICABLE = "voucher_not_applicable"
    ZERO_QUANTITY = "zero_quantity"
