"""Why a mutation on orders is refused."""

from enum import Enum


class OrderErrorCode(Enum):
    CANNOT_CANCEL_ORDER = "cannot_cancel_order"
    CANNOT_REFUND = "cannot_refund"
    FULFILL_ORDER_LINE = "fulfill_order_line"
    GRAPHQL_ERROR = "graphql_error"
    INVALID = "invalid"
    INVALID_QUANTITY = "invalid_quantity"
    NOT_FOUND = "not_found"
    PAYMENT_ERROR = "payment_error"
    REQUIRED = "required"
    TRANSACTION_ERROR = "transaction_error"
    UNIQUE = "unique"
    ZERO_QUANTITY = "zero_quantity"
