"""What may be asked of orders, and done with them."""

from uuid import UUID

import graphene

from ...core.exceptions import PermissionDenied
from ...order import models
from ...permission.enums import OrderPermissions
from ...permission.utils import has_one_of_permissions
from ..core.connection import create_connection_slice_for_sync_webhook_control_context
from ..core.context import SyncWebhookControlContext, get_database_connection_name
from ..core.doc_category import DOC_CATEGORY_ORDERS
from ..core.fields import BaseField, ConnectionField
from ..core.types.model import lookup_by_id
from ..core.utils import from_global_id_or_error
from ..core.validators import validate_one_of_args_is_in_query
from ..utils import get_user_or_app_from_context
from .mutations import (
    FulfillmentReturnProducts,
    OrderCancel,
    OrderFulfill,
    OrderMarkAsPaid,
    OrderRefund,
)
from .types import Order, OrderCountableConnection


class OrderQueries(graphene.ObjectType):
    order = BaseField(
        Order,
        id=graphene.Argument(graphene.ID, description="ID of the order."),
        external_reference=graphene.Argument(
            graphene.String, description="The order's ID elsewhere."
        ),
        description="One order.",
        doc_category=DOC_CATEGORY_ORDERS,
    )
    orders = ConnectionField(
        OrderCountableConnection,
        channel=graphene.String(description="Slug of the channel."),
        description="The orders, for those who manage them.",
        permissions=[OrderPermissions.MANAGE_ORDERS],
        doc_category=DOC_CATEGORY_ORDERS,
    )
    draft_orders = ConnectionField(
        OrderCountableConnection,
        description="What staff began to order for customers.",
        permissions=[OrderPermissions.MANAGE_ORDERS],
        doc_category=DOC_CATEGORY_ORDERS,
    )

    @staticmethod
    def resolve_order(_root, info, *, id=None, external_reference=None):
        validate_one_of_args_is_in_query(
            "id", id, "external_reference", external_reference
        )
        orders = models.Order.objects.using(get_database_connection_name(info.context))
        if external_reference:
            _require_manager(info)
            return _wrapped(
                orders.filter(external_reference=external_reference).first()
            )
        pk = from_global_id_or_error(id, Order)[1]
        if not _is_uuid(pk):
            # Numbers can be guessed, UUIDs are as good as a key.
            _require_manager(info)
        return _wrapped(orders.filter(lookup_by_id("Order", pk)).first())

    @staticmethod
    def resolve_orders(_root, info, *, channel=None, **kwargs):
        orders = models.Order.objects.using(
            get_database_connection_name(info.context)
        ).non_draft()
        if channel:
            orders = orders.filter(channel__slug=channel)
        return create_connection_slice_for_sync_webhook_control_context(
            orders, info, kwargs, OrderCountableConnection, allow_sync_webhooks=False
        )

    @staticmethod
    def resolve_draft_orders(_root, info, **kwargs):
        drafts = models.Order.objects.using(
            get_database_connection_name(info.context)
        ).drafts()
        return create_connection_slice_for_sync_webhook_control_context(
            drafts, info, kwargs, OrderCountableConnection, allow_sync_webhooks=False
        )


def _wrapped(order):
    return SyncWebhookControlContext(order) if order else None


def _is_uuid(text):
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _require_manager(info):
    permissions = [OrderPermissions.MANAGE_ORDERS]
    if not has_one_of_permissions(
        get_user_or_app_from_context(info.context), permissions
    ):
        raise PermissionDenied(permissions=permissions)


class OrderMutations(graphene.ObjectType):
    order_cancel = OrderCancel.Field()
    order_fulfill = OrderFulfill.Field()
    order_fulfillment_return_products = FulfillmentReturnProducts.Field()
    order_mark_as_paid = OrderMarkAsPaid.Field()
    order_refund = OrderRefund.Field()
