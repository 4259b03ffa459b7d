"""What payment apps report."""

import graphene
from django.core.exceptions import ValidationError
from operations import checkouts, payments

from ...checkout.models import Checkout as CheckoutModel
from ...payment.error_codes import (
    TransactionCreateErrorCode,
    TransactionEventReportErrorCode,
)
from ...payment.models import TransactionItem as TransactionItemModel
from ...permission.enums import PaymentPermissions
from ..checkout.types import Checkout
from ..core.doc_category import DOC_CATEGORY_PAYMENTS
from ..core.mutations import BaseMutation
from ..core.scalars import UUID, DateTime, PositiveDecimal
from ..core.types import BaseInputObjectType, NonNullList
from ..core.types.common import TransactionCreateError, TransactionEventReportError
from ..core.validators import validate_one_of_args_is_in_mutation
from .enums import TransactionActionEnum, TransactionEventTypeEnum
from .types import TransactionEvent, TransactionItem


class MoneyInput(graphene.InputObjectType):
    currency = graphene.String(required=True, description="Currency code.")
    amount = PositiveDecimal(required=True, description="Amount of money.")


class TransactionCreateInput(BaseInputObjectType):
    name = graphene.String(description="Name of the way of paying.")
    message = graphene.String(description="What the payment service says.")
    psp_reference = graphene.String(description="The payment service's name for it.")
    available_actions = graphene.List(
        graphene.NonNull(TransactionActionEnum), description="What may be done."
    )
    amount_charged = MoneyInput(description="What is charged.")

    class Meta:
        doc_category = DOC_CATEGORY_PAYMENTS


class TransactionCreate(BaseMutation):
    transaction = graphene.Field(TransactionItem, description="The new transaction.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the checkout.")
        transaction = TransactionCreateInput(required=True, description="The payment.")

    class Meta:
        description = "Creates transaction for checkout or order."
        doc_category = DOC_CATEGORY_PAYMENTS
        error_type_class = TransactionCreateError
        permissions = (PaymentPermissions.HANDLE_PAYMENTS,)

    @classmethod
    def perform_mutation(cls, _root, info, /, *, id, transaction):
        checkout = cls.get_node_or_error(
            info, id, only_type=Checkout, qs=CheckoutModel.objects.all()
        )
        charged = transaction.get("amount_charged")
        if not charged or charged["currency"] != checkout.currency:
            code = TransactionCreateErrorCode.INCORRECT_CURRENCY.value
            message = f"Currency needs to be the same as for order: {checkout.currency}"
            raise ValidationError({"transaction": ValidationError(message, code=code)})
        item = checkouts.pay(
            checkout,
            charged["amount"],
            reference=transaction.get("psp_reference"),
            app=info.context.app,
        )
        return cls(transaction=item)


class TransactionEventReport(BaseMutation):
    already_processed = graphene.Boolean(
        description="Was the very same reported before?"
    )
    transaction = graphene.Field(TransactionItem, description="The transaction.")
    transaction_event = graphene.Field(TransactionEvent, description="The event.")

    class Arguments:
        id = graphene.ID(description="The ID of the transaction.")
        token = UUID(description="The token of the transaction.")
        psp_reference = graphene.String(
            required=True, description="The payment service's name for it."
        )
        type = graphene.Argument(
            TransactionEventTypeEnum, required=True, description="What happened."
        )
        amount = PositiveDecimal(description="How much.")
        time = DateTime(description="When it happened.")
        message = graphene.String(description="What the payment service says.")
        available_actions = NonNullList(
            TransactionActionEnum, description="What may be done."
        )

    class Meta:
        description = "Report the event for the transaction."
        doc_category = DOC_CATEGORY_PAYMENTS
        error_type_class = TransactionEventReportError
        permissions = (PaymentPermissions.HANDLE_PAYMENTS,)

    @classmethod
    def perform_mutation(cls, _root, info, /, *, psp_reference, type, **data):
        validate_one_of_args_is_in_mutation(
            "id", data.get("id"), "token", data.get("token")
        )
        item = cls._transaction(info, data)
        try:
            is_new = payments.report_event(
                item,
                type,
                data.get("amount", item.charged_value),
                reference=psp_reference,
            )
        except payments.AlreadyReported as error:
            code = TransactionEventReportErrorCode.INCORRECT_DETAILS.value
            message = (
                "The transaction with provided `pspReference` and `type` already exists "
                "with different amount."
            )
            raise ValidationError(
                {"pspReference": ValidationError(message, code=code)}
            ) from error
        item.refresh_from_db()
        event = item.events.filter(type=type, psp_reference=psp_reference).first()
        return cls(
            already_processed=not is_new, transaction=item, transaction_event=event
        )

    @classmethod
    def _transaction(cls, info, data):
        if data.get("id"):
            return cls.get_node_or_error(info, data["id"], only_type=TransactionItem)
        item = TransactionItemModel.objects.filter(token=data["token"]).first()
        if item is None:
            code = TransactionEventReportErrorCode.NOT_FOUND.value
            raise ValidationError(
                {"token": ValidationError("Couldn't resolve to a node.", code=code)}
            )
        return item
