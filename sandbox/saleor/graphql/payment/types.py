"""Transactions and what happened to them."""

import graphene
from graphene import relay

from ...payment import models
from ...permission.enums import OrderPermissions, PaymentPermissions
from ..core.fields import PermissionsField
from ..core.scalars import UUID, DateTime
from ..core.types import ModelObjectType, Money, NonNullList
from ..meta.types import ObjectWithMetadata
from .dataloaders import TransactionEventByTransactionIdLoader
from .enums import TransactionActionEnum, TransactionEventTypeEnum


class TransactionEvent(ModelObjectType[models.TransactionEvent]):
    id = graphene.GlobalID(required=True, description="The ID of the event.")
    created_at = DateTime(required=True, description="When it happened.")
    psp_reference = graphene.String(
        required=True, description="The payment service's name for it."
    )
    message = graphene.String(
        required=True, description="What the payment service says."
    )
    amount = graphene.Field(Money, required=True, description="How much.")
    type = graphene.Field(TransactionEventTypeEnum, description="What happened.")

    class Meta:
        description = "Something that happened to a transaction."
        interfaces = [relay.Node]
        model = models.TransactionEvent

    @staticmethod
    def resolve_psp_reference(root, _info):
        return root.psp_reference or ""


class TransactionItem(ModelObjectType[models.TransactionItem]):
    # Found by its token, so that ids cannot be guessed.
    id = graphene.ID(required=True, description="The ID of the transaction.")
    token = graphene.Field(
        UUID, required=True, description="The token of the transaction."
    )
    created_at = DateTime(required=True, description="When it was made.")
    modified_at = DateTime(required=True, description="When it was changed.")
    name = graphene.String(required=True, description="Name of the way of paying.")
    message = graphene.String(
        required=True, description="What the payment service says."
    )
    psp_reference = graphene.String(
        required=True, description="The payment service's name for it."
    )
    actions = NonNullList(
        TransactionActionEnum, required=True, description="What may be done."
    )
    authorized_amount = graphene.Field(
        Money, required=True, description="What is authorized."
    )
    charged_amount = graphene.Field(
        Money, required=True, description="What is charged."
    )
    refunded_amount = graphene.Field(
        Money, required=True, description="What is refunded."
    )
    canceled_amount = graphene.Field(
        Money, required=True, description="What is canceled."
    )
    events = PermissionsField(
        NonNullList(TransactionEvent),
        required=True,
        description="What happened to it.",
        permissions=[
            OrderPermissions.MANAGE_ORDERS,
            PaymentPermissions.HANDLE_PAYMENTS,
        ],
    )

    class Meta:
        description = "Money that moves by one payment."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.TransactionItem

    @classmethod
    def get_node(cls, _, pk):
        return models.TransactionItem.objects.filter(token=pk).first()

    @staticmethod
    def resolve_id(root, _info):
        return graphene.Node.to_global_id("TransactionItem", root.token)

    @staticmethod
    def resolve_psp_reference(root, _info):
        return root.psp_reference or ""

    @staticmethod
    def resolve_actions(root, _info):
        return root.available_actions

    @staticmethod
    def resolve_authorized_amount(root, _info):
        return root.amount_authorized

    @staticmethod
    def resolve_charged_amount(root, _info):
        return root.amount_charged

    @staticmethod
    def resolve_refunded_amount(root, _info):
        return root.amount_refunded

    @staticmethod
    def resolve_canceled_amount(root, _info):
        return root.amount_canceled

    @staticmethod
    def resolve_events(root, info):
        return TransactionEventByTransactionIdLoader(info.context).load(root.pk)
