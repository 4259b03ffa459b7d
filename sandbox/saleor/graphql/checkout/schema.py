"""What may be asked of checkouts, and done with them."""

import graphene

from ...checkout import models
from ...permission.enums import CheckoutPermissions, PaymentPermissions
from ..core.connection import create_connection_slice_for_sync_webhook_control_context
from ..core.context import SyncWebhookControlContext, get_database_connection_name
from ..core.doc_category import DOC_CATEGORY_CHECKOUT
from ..core.fields import BaseField, ConnectionField
from ..core.scalars import UUID
from ..core.utils import from_global_id_or_error
from ..core.validators import validate_one_of_args_is_in_query
from .mutations import CheckoutComplete, CheckoutCreate, CheckoutLinesAdd
from .types import Checkout, CheckoutCountableConnection


class CheckoutQueries(graphene.ObjectType):
    checkout = BaseField(
        Checkout,
        id=graphene.Argument(graphene.ID, description="ID of the checkout."),
        token=graphene.Argument(UUID, description="Token of the checkout."),
        description="One checkout.",
        doc_category=DOC_CATEGORY_CHECKOUT,
    )
    checkouts = ConnectionField(
        CheckoutCountableConnection,
        channel=graphene.String(description="Slug of the channel."),
        description="The open checkouts.",
        permissions=[
            CheckoutPermissions.MANAGE_CHECKOUTS,
            PaymentPermissions.HANDLE_PAYMENTS,
        ],
        doc_category=DOC_CATEGORY_CHECKOUT,
    )

    @staticmethod
    def resolve_checkout(_root, info, *, id=None, token=None):
        validate_one_of_args_is_in_query("id", id, "token", token)
        pk = token or from_global_id_or_error(id, Checkout)[1]
        checkouts = models.Checkout.objects.using(
            get_database_connection_name(info.context)
        )
        # A checkout's id is a secret: who knows it may see it.
        checkout = checkouts.filter(pk=pk).first()
        return SyncWebhookControlContext(checkout) if checkout else None

    @staticmethod
    def resolve_checkouts(_root, info, *, channel=None, **kwargs):
        checkouts = models.Checkout.objects.using(
            get_database_connection_name(info.context)
        )
        if channel:
            checkouts = checkouts.filter(channel__slug=channel)
        return create_connection_slice_for_sync_webhook_control_context(
            checkouts,
            info,
            kwargs,
            CheckoutCountableConnection,
            allow_sync_webhooks=False,
        )


class CheckoutMutations(graphene.ObjectType):
    checkout_create = CheckoutCreate.Field()
    checkout_lines_add = CheckoutLinesAdd.Field()
    checkout_complete = CheckoutComplete.Field()
