"""Enums of orders."""

from ...order import (
    FulfillmentStatus,
    OrderAuthorizeStatus,
    OrderChargeStatus,
    OrderOrigin,
    OrderStatus,
)
from ..core.doc_category import DOC_CATEGORY_ORDERS
from ..core.enums import to_enum


def _enum(choices, type_name):
    enum = to_enum(choices, type_name=type_name)
    enum.doc_category = DOC_CATEGORY_ORDERS
    return enum


FulfillmentStatusEnum = _enum(FulfillmentStatus, "FulfillmentStatus")
OrderAuthorizeStatusEnum = _enum(OrderAuthorizeStatus, "OrderAuthorizeStatusEnum")
OrderChargeStatusEnum = _enum(OrderChargeStatus, "OrderChargeStatusEnum")
OrderOriginEnum = _enum(OrderOrigin, "OrderOriginEnum")
OrderStatusEnum = _enum(OrderStatus, "OrderStatus")
