"""Orders, their lines and fulfillments."""

import graphene
from graphene import relay

from ...order import models
from ...permission.enums import (
    AccountPermissions,
    CheckoutPermissions,
    OrderPermissions,
    PaymentPermissions,
)
from ..account.dataloaders import AddressByIdLoader, UserByUserIdLoader
from ..account.types import Address, User
from ..account.utils import check_is_owner_or_has_one_of_perms
from ..channel.dataloaders import ChannelByIdLoader
from ..channel.types import Channel
from ..core.connection import CountableConnection
from ..core.context import (
    ChannelContext,
    SyncWebhookControlContext,
    get_database_connection_name,
)
from ..core.doc_category import DOC_CATEGORY_ORDERS
from ..core.federation import federated_entity, resolve_federation_references
from ..core.scalars import DateTime
from ..core.types import Money, NonNullList, TaxedMoney
from ..core.types.sync_webhook_control import SyncWebhookControlContextModelObjectType
from ..meta.types import ObjectWithMetadata
from ..payment.dataloaders import TransactionItemsByOrderIDLoader
from ..payment.types import TransactionItem
from ..product.dataloaders import ProductVariantByIdLoader
from ..product.types import ProductVariant
from ..utils import get_user_or_app_from_context
from .dataloaders import (
    FulfillmentLinesByFulfillmentIdLoader,
    FulfillmentsByOrderIdLoader,
    OrderByIdLoader,
    OrderLineByIdLoader,
    OrderLinesByOrderIdLoader,
)
from .enums import (
    FulfillmentStatusEnum,
    OrderAuthorizeStatusEnum,
    OrderChargeStatusEnum,
    OrderOriginEnum,
    OrderStatusEnum,
)

Wrapped = SyncWebhookControlContextModelObjectType
USER_READERS = [
    AccountPermissions.MANAGE_USERS,
    OrderPermissions.MANAGE_ORDERS,
    PaymentPermissions.HANDLE_PAYMENTS,
    CheckoutPermissions.HANDLE_TAXES,
]


def _wrap(root):
    """Return a function that wraps nodes as their root is wrapped."""
    return lambda node: SyncWebhookControlContext(node, root.allow_sync_webhooks)


def _wrap_all(root):
    wrap = _wrap(root)
    return lambda nodes: [wrap(node) for node in nodes]


class OrderLine(Wrapped[models.OrderLine]):
    id = graphene.GlobalID(required=True, description="The ID of the line.")
    product_name = graphene.String(
        required=True, description="Name of the product then."
    )
    variant_name = graphene.String(
        required=True, description="Name of the variant then."
    )
    product_sku = graphene.String(description="SKU of the variant then.")
    is_shipping_required = graphene.Boolean(required=True, description="Is it sent?")
    quantity = graphene.Int(required=True, description="How many were ordered.")
    quantity_fulfilled = graphene.Int(required=True, description="How many were sent.")
    tax_rate = graphene.Float(required=True, description="Rate of tax.")
    unit_price = graphene.Field(TaxedMoney, required=True, description="Price of one.")
    undiscounted_unit_price = graphene.Field(
        TaxedMoney, required=True, description="Price of one before discounts."
    )
    total_price = graphene.Field(TaxedMoney, required=True, description="Price of all.")
    variant = graphene.Field(
        ProductVariant, description="The variant, unless it was deleted."
    )

    class Meta:
        default_resolver = Wrapped.resolver_with_context
        description = "A variant in an order."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.OrderLine

    @staticmethod
    def resolve_variant(root, info):
        if not root.node.variant_id:
            return None
        return (
            ProductVariantByIdLoader(info.context)
            .load(root.node.variant_id)
            .then(lambda variant: variant and ChannelContext(variant, None))
        )


class FulfillmentLine(Wrapped[models.FulfillmentLine]):
    id = graphene.GlobalID(required=True, description="The ID of the line.")
    quantity = graphene.Int(required=True, description="How many.")
    order_line = graphene.Field(OrderLine, description="Of which line of the order.")

    class Meta:
        default_resolver = Wrapped.resolver_with_context
        description = "A line of an order in a fulfillment."
        interfaces = [relay.Node]
        model = models.FulfillmentLine

    @staticmethod
    def resolve_order_line(root, info):
        return (
            OrderLineByIdLoader(info.context)
            .load(root.node.order_line_id)
            .then(_wrap(root))
        )


class Fulfillment(Wrapped[models.Fulfillment]):
    id = graphene.GlobalID(required=True, description="The ID of the fulfillment.")
    fulfillment_order = graphene.Int(
        required=True, description="Its place in the order."
    )
    status = FulfillmentStatusEnum(required=True, description="Its status.")
    tracking_number = graphene.String(
        required=True, description="Number of the parcel."
    )
    created = DateTime(required=True, description="When it was made.")
    lines = NonNullList(FulfillmentLine, description="Its lines.")
    shipping_refunded_amount = graphene.Field(
        Money, description="Shipping that was refunded."
    )
    total_refunded_amount = graphene.Field(Money, description="All that was refunded.")

    class Meta:
        default_resolver = Wrapped.resolver_with_context
        description = "Lines that were sent, returned or refunded together."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.Fulfillment

    @staticmethod
    def resolve_created(root, _info):
        return root.node.created_at

    @staticmethod
    def resolve_lines(root, info):
        return (
            FulfillmentLinesByFulfillmentIdLoader(info.context)
            .load(root.node.id)
            .then(_wrap_all(root))
        )

    @staticmethod
    def resolve_shipping_refunded_amount(root, info):
        return _in_currency_of_order(root.node, root.node.shipping_refund_amount, info)

    @staticmethod
    def resolve_total_refunded_amount(root, info):
        return _in_currency_of_order(root.node, root.node.total_refund_amount, info)


def _in_currency_of_order(fulfillment, amount, info):
    if amount is None:
        return None
    return (
        OrderByIdLoader(info.context)
        .load(fulfillment.order_id)
        .then(lambda order: Money(amount=amount, currency=order.currency))
    )


@federated_entity("id")
class Order(Wrapped[models.Order]):
    id = graphene.GlobalID(required=True, description="The ID of the order.")
    number = graphene.String(required=True, description="The number of the order.")
    created = DateTime(required=True, description="When it was placed.")
    updated_at = DateTime(required=True, description="When it was changed.")
    status = OrderStatusEnum(required=True, description="Its status.")
    status_display = graphene.String(required=True, description="Its status in words.")
    charge_status = OrderChargeStatusEnum(
        required=True, description="How far it is paid."
    )
    authorize_status = OrderAuthorizeStatusEnum(
        required=True, description="How far payment is authorized."
    )
    origin = OrderOriginEnum(required=True, description="How it came about.")
    is_paid = graphene.Boolean(required=True, description="Is it paid in full?")
    user = graphene.Field(
        User, description="Whose order it is, for that user and for staff."
    )
    user_email = graphene.String(description="E-mail address of the customer.")
    channel = graphene.Field(Channel, required=True, description="Where it was placed.")
    billing_address = graphene.Field(Address, description="Whom to bill.")
    shipping_address = graphene.Field(Address, description="Where to send it.")
    lines = NonNullList(OrderLine, required=True, description="What was ordered.")
    fulfillments = NonNullList(
        Fulfillment, required=True, description="What was sent or returned."
    )
    subtotal = graphene.Field(
        TaxedMoney, required=True, description="Price without shipping."
    )
    shipping_price = graphene.Field(
        TaxedMoney, required=True, description="Price of shipping."
    )
    total = graphene.Field(TaxedMoney, required=True, description="Price of all.")
    undiscounted_total = graphene.Field(
        TaxedMoney, required=True, description="Price before discounts."
    )
    total_authorized = graphene.Field(
        Money, required=True, description="What is authorized."
    )
    total_charged = graphene.Field(Money, required=True, description="What is paid.")
    transactions = NonNullList(
        TransactionItem, required=True, description="How it was paid."
    )
    voucher_code = graphene.String(description="The voucher's code that was used.")
    external_reference = graphene.String(description="The order's ID elsewhere.")
    customer_note = graphene.String(
        required=True, description="What the customer remarked."
    )

    class Meta:
        default_resolver = Wrapped.resolver_with_context
        description = "An order."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.Order

    @staticmethod
    def resolve_created(root, _info):
        return root.node.created_at

    @staticmethod
    def resolve_status_display(root, _info):
        return root.node.status.replace("_", " ").capitalize()

    @staticmethod
    def resolve_is_paid(root, _info):
        return root.node.is_fully_paid()

    @staticmethod
    def resolve_user(root, info):
        order = root.node
        if not order.user_id:
            return None

        def only_for_readers(user):
            requestor = get_user_or_app_from_context(info.context)
            check_is_owner_or_has_one_of_perms(requestor, user, *USER_READERS)
            return user

        return (
            UserByUserIdLoader(info.context).load(order.user_id).then(only_for_readers)
        )

    @staticmethod
    def resolve_user_email(root, info):
        order = root.node
        if order.user_email or not order.user_id:
            return order.user_email or None
        return (
            UserByUserIdLoader(info.context)
            .load(order.user_id)
            .then(lambda user: user.email)
        )

    @staticmethod
    def resolve_channel(root, info):
        return ChannelByIdLoader(info.context).load(root.node.channel_id)

    @staticmethod
    def resolve_billing_address(root, info):
        return _address_of(root.node, root.node.billing_address_id, info)

    @staticmethod
    def resolve_shipping_address(root, info):
        return _address_of(root.node, root.node.shipping_address_id, info)

    @staticmethod
    def resolve_lines(root, info):
        return (
            OrderLinesByOrderIdLoader(info.context)
            .load(root.node.id)
            .then(_wrap_all(root))
        )

    @staticmethod
    def resolve_fulfillments(root, info):
        return (
            FulfillmentsByOrderIdLoader(info.context)
            .load(root.node.id)
            .then(_wrap_all(root))
        )

    @staticmethod
    def resolve_transactions(root, info):
        return TransactionItemsByOrderIDLoader(info.context).load(root.node.id)

    @staticmethod
    def __resolve_references(roots, info):
        requestor = get_user_or_app_from_context(info.context)
        orders = models.Order.objects.using(get_database_connection_name(info.context))
        if not (requestor and requestor.has_perm(OrderPermissions.MANAGE_ORDERS)):
            user = info.context.user
            orders = orders.filter(user_id=user.pk) if user else orders.none()
        found = resolve_federation_references(Order, roots, orders)
        return [order and SyncWebhookControlContext(order) for order in found]


def _address_of(order, address_id, info):
    if not address_id:
        return None
    requestor = get_user_or_app_from_context(info.context)
    owner = (
        info.context.user
        if order.user_id and info.context.user and info.context.user.pk == order.user_id
        else None
    )
    check_is_owner_or_has_one_of_perms(requestor, owner, OrderPermissions.MANAGE_ORDERS)
    return AddressByIdLoader(info.context).load(address_id)


class OrderCountableConnection(CountableConnection):
    class Meta:
        doc_category = DOC_CATEGORY_ORDERS
        node = Order
