"""Checkouts and their lines."""

import graphene
from graphene import relay
from prices import Money as PlainMoney
from prices import TaxedMoney as PlainTaxedMoney

from ...checkout import models
from ...permission.enums import AccountPermissions, PaymentPermissions
from ..account.dataloaders import AddressByIdLoader, UserByUserIdLoader
from ..account.types import Address, User
from ..account.utils import check_is_owner_or_has_one_of_perms
from ..channel.dataloaders import ChannelByIdLoader
from ..channel.types import Channel
from ..core.connection import CountableConnection
from ..core.context import ChannelContext, SyncWebhookControlContext
from ..core.doc_category import DOC_CATEGORY_CHECKOUT
from ..core.scalars import UUID, DateTime
from ..core.types import NonNullList, TaxedMoney
from ..core.types.sync_webhook_control import SyncWebhookControlContextModelObjectType
from ..meta.types import ObjectWithMetadata
from ..product.dataloaders import ProductVariantByIdLoader
from ..product.types import ProductVariant
from ..utils import get_user_or_app_from_context
from .dataloaders import CheckoutLinesByCheckoutTokenLoader
from .enums import CheckoutAuthorizeStatusEnum, CheckoutChargeStatusEnum

Wrapped = SyncWebhookControlContextModelObjectType


class CheckoutLine(Wrapped[models.CheckoutLine]):
    id = graphene.GlobalID(required=True, description="The ID of the line.")
    quantity = graphene.Int(required=True, description="How many.")
    variant = graphene.Field(ProductVariant, required=True, description="Of what.")
    unit_price = graphene.Field(TaxedMoney, required=True, description="Price of one.")
    total_price = graphene.Field(TaxedMoney, required=True, description="Price of all.")

    class Meta:
        default_resolver = Wrapped.resolver_with_context
        description = "A variant in a checkout."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.CheckoutLine

    @staticmethod
    def resolve_variant(root, info):
        return (
            ProductVariantByIdLoader(info.context)
            .load(root.node.variant_id)
            .then(lambda variant: ChannelContext(variant, None))
        )

    @staticmethod
    def resolve_unit_price(root, _info):
        line = root.node
        return PlainTaxedMoney(
            net=PlainMoney(line.total_price_net_amount / line.quantity, line.currency),
            gross=PlainMoney(
                line.total_price_gross_amount / line.quantity, line.currency
            ),
        )


class Checkout(Wrapped[models.Checkout]):
    id = graphene.ID(required=True, description="The ID of the checkout.")
    token = graphene.Field(
        UUID, required=True, description="The token of the checkout."
    )
    created = DateTime(required=True, description="When it was begun.")
    updated_at = DateTime(required=True, description="When it was changed.")
    last_change = DateTime(required=True, description="When it was changed.")
    user = graphene.Field(
        User, description="Whose checkout it is, for that user and for staff."
    )
    email = graphene.String(description="E-mail address of the customer.")
    channel = graphene.Field(Channel, required=True, description="Where it was begun.")
    billing_address = graphene.Field(Address, description="Whom to bill.")
    shipping_address = graphene.Field(Address, description="Where to send it.")
    lines = NonNullList(CheckoutLine, required=True, description="What is in it.")
    quantity = graphene.Int(required=True, description="How many things are in it.")
    charge_status = CheckoutChargeStatusEnum(
        required=True, description="How far it is paid."
    )
    authorize_status = CheckoutAuthorizeStatusEnum(
        required=True, description="How far payment is authorized."
    )
    subtotal_price = graphene.Field(
        TaxedMoney, required=True, description="Price without shipping."
    )
    shipping_price = graphene.Field(
        TaxedMoney, required=True, description="Price of shipping."
    )
    total_price = graphene.Field(TaxedMoney, required=True, description="Price of all.")
    voucher_code = graphene.String(description="The voucher's code that is used.")

    class Meta:
        default_resolver = Wrapped.resolver_with_context
        description = "A cart on its way to an order."
        interfaces = [relay.Node]
        model = models.Checkout

    @staticmethod
    def resolve_id(root, _info):
        return graphene.Node.to_global_id("Checkout", root.node.pk)

    @staticmethod
    def resolve_created(root, _info):
        return root.node.created_at

    @staticmethod
    def resolve_updated_at(root, _info):
        return root.node.last_change

    @staticmethod
    def resolve_user(root, info):
        checkout = root.node
        if not checkout.user_id:
            return None

        def only_for_readers(user):
            check_is_owner_or_has_one_of_perms(
                get_user_or_app_from_context(info.context),
                user,
                AccountPermissions.MANAGE_USERS,
                PaymentPermissions.HANDLE_PAYMENTS,
            )
            return user

        return (
            UserByUserIdLoader(info.context)
            .load(checkout.user_id)
            .then(only_for_readers)
        )

    @staticmethod
    def resolve_email(root, info):
        checkout = root.node
        if checkout.email or not checkout.user_id:
            return checkout.email
        return (
            UserByUserIdLoader(info.context)
            .load(checkout.user_id)
            .then(lambda user: user.email)
        )

    @staticmethod
    def resolve_channel(root, info):
        return ChannelByIdLoader(info.context).load(root.node.channel_id)

    @staticmethod
    def resolve_billing_address(root, info):
        return _address(info, root.node.billing_address_id)

    @staticmethod
    def resolve_shipping_address(root, info):
        return _address(info, root.node.shipping_address_id)

    @staticmethod
    def resolve_lines(root, info):
        def wrap(lines):
            return [
                SyncWebhookControlContext(line, root.allow_sync_webhooks)
                for line in lines
            ]

        return (
            CheckoutLinesByCheckoutTokenLoader(info.context)
            .load(root.node.pk)
            .then(wrap)
        )

    @staticmethod
    def resolve_quantity(root, info):
        return (
            CheckoutLinesByCheckoutTokenLoader(info.context)
            .load(root.node.pk)
            .then(lambda lines: sum(line.quantity for line in lines))
        )

    @staticmethod
    def resolve_subtotal_price(root, _info):
        return root.node.subtotal

    @staticmethod
    def resolve_total_price(root, _info):
        return root.node.total


def _address(info, address_id):
    return AddressByIdLoader(info.context).load(address_id) if address_id else None


class CheckoutCountableConnection(CountableConnection):
    class Meta:
        doc_category = DOC_CATEGORY_CHECKOUT
        node = Checkout
