"""What customers do with a cart."""

import graphene
from django.core.exceptions import ValidationError
from operations import checkouts, orders

from ...checkout.error_codes import CheckoutErrorCode
from ...checkout.models import Checkout as CheckoutModel
from ...product.models import ProductVariant as ProductVariantModel
from ..account.inputs import AddressInput, address_of
from ..channel.utils import clean_channel
from ..core.context import SyncWebhookControlContext
from ..core.doc_category import DOC_CATEGORY_CHECKOUT
from ..core.mutations import BaseMutation
from ..core.scalars import UUID
from ..core.types import BaseInputObjectType, CheckoutError, NonNullList
from ..core.validators import validate_one_of_args_is_in_mutation
from ..order.types import Order
from .types import Checkout

# What a cart may lack, each with the shop's answer.
INCOMPLETE = {
    "email": ("Checkout email must be set.", CheckoutErrorCode.EMAIL_NOT_SET),
    "lines": ("Cannot complete checkout without lines.", CheckoutErrorCode.NO_LINES),
    "payment": (
        "The authorized amount doesn't cover the checkout's total amount.",
        CheckoutErrorCode.CHECKOUT_NOT_FULLY_PAID,
    ),
}


class CheckoutLineInput(BaseInputObjectType):
    quantity = graphene.Int(required=True, description="How many.")
    variant_id = graphene.ID(required=True, description="Of what.")

    class Meta:
        doc_category = DOC_CATEGORY_CHECKOUT


class CheckoutCreateInput(BaseInputObjectType):
    channel = graphene.String(description="Slug of the channel.")
    lines = NonNullList(CheckoutLineInput, required=True, description="What is wanted.")
    email = graphene.String(description="E-mail address of the customer.")
    shipping_address = AddressInput(description="Where to send it.")

    class Meta:
        doc_category = DOC_CATEGORY_CHECKOUT


def wanted_of(lines, channel):
    """Return what lines of input ask for; ValidationError on `lines` for what is not sold."""
    wanted = []
    for line in lines:
        if line["quantity"] <= 0:
            raise _refused(
                "quantity", "The quantity should be higher than zero.", "ZERO_QUANTITY"
            )
        pk = BaseMutation.get_global_id_or_error(
            line["variant_id"], "ProductVariant", "lines"
        )
        variant = ProductVariantModel.objects.filter(
            pk=pk,
            channel_listings__channel=channel,
            channel_listings__price_amount__isnull=False,
        ).first()
        if variant is None:
            message = "Cannot add lines with unavailable variants."
            raise _refused("lines", message, "UNAVAILABLE_VARIANT_IN_CHANNEL")
        wanted.append(checkouts.Wanted(variant, line["quantity"]))
    return wanted


def _refused(field, message, code):
    return ValidationError(
        {field: ValidationError(message, code=CheckoutErrorCode[code].value)}
    )


def _checkout_or_error(mutation, info, id, token):
    validate_one_of_args_is_in_mutation("id", id, "token", token)
    rows = CheckoutModel.objects.all()
    if id:
        return mutation.get_node_or_error(info, id, only_type=Checkout, qs=rows)
    checkout = rows.filter(pk=token).first()
    if checkout is None:
        raise _refused("token", f"Couldn't resolve to a node: {token}", "NOT_FOUND")
    return checkout


class CheckoutCreate(BaseMutation):
    checkout = graphene.Field(Checkout, description="The new checkout.")

    class Arguments:
        input = CheckoutCreateInput(required=True, description="A new checkout.")

    class Meta:
        description = "Create a new checkout."
        doc_category = DOC_CATEGORY_CHECKOUT
        error_type_class = CheckoutError
        error_type_field = "checkout_errors"

    @classmethod
    def perform_mutation(cls, _root, info, /, *, input):
        channel = clean_channel(input.get("channel"), CheckoutErrorCode)
        wanted = wanted_of(input["lines"], channel)
        address = (
            address_of(input["shipping_address"])
            if input.get("shipping_address")
            else None
        )
        if address:
            address.save()
        checkout = checkouts.create(
            channel,
            wanted,
            user=info.context.user,
            email=input.get("email"),
            address=address,
        )
        return cls(checkout=SyncWebhookControlContext(checkout))


class CheckoutLinesAdd(BaseMutation):
    checkout = graphene.Field(Checkout, description="The checkout.")

    class Arguments:
        id = graphene.ID(description="The checkout's ID.")
        token = UUID(description="The checkout's token.")
        lines = NonNullList(
            CheckoutLineInput, required=True, description="What is wanted."
        )

    class Meta:
        description = "Adds a checkout line to the existing checkout."
        doc_category = DOC_CATEGORY_CHECKOUT
        error_type_class = CheckoutError
        error_type_field = "checkout_errors"

    @classmethod
    def perform_mutation(cls, _root, info, /, *, lines, id=None, token=None):
        checkout = _checkout_or_error(cls, info, id, token)
        checkouts.add_lines(checkout, wanted_of(lines, checkout.channel))
        return cls(checkout=SyncWebhookControlContext(checkout))


class CheckoutComplete(BaseMutation):
    order = graphene.Field(Order, description="The order.")
    confirmation_needed = graphene.Boolean(
        required=True,
        default_value=False,
        description="Must the payment be confirmed first?",
    )

    class Arguments:
        id = graphene.ID(description="The checkout's ID.")
        token = UUID(description="The checkout's token.")

    class Meta:
        description = "Completes the checkout."
        doc_category = DOC_CATEGORY_CHECKOUT
        error_type_class = CheckoutError
        error_type_field = "checkout_errors"

    @classmethod
    def perform_mutation(cls, _root, info, /, *, id=None, token=None):
        checkout = _checkout_or_error(cls, info, id, token)
        try:
            order = orders.complete_checkout(checkout)
        except orders.CheckoutIncomplete as error:
            message, code = INCOMPLETE[str(error).split(", ")[0]]
            raise ValidationError(message, code=code.value) from error
        return cls(order=SyncWebhookControlContext(order), confirmation_needed=False)
