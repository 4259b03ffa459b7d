"""What staff do with orders."""

import graphene
from django.core.exceptions import ValidationError
from operations import fulfillments, orders, payments

from ...channel import MarkAsPaidStrategy
from ...order.error_codes import OrderErrorCode
from ...order.models import FulfillmentLine, OrderLine
from ...permission.enums import OrderPermissions
from ..core.context import SyncWebhookControlContext
from ..core.doc_category import DOC_CATEGORY_ORDERS
from ..core.mutations import BaseMutation
from ..core.scalars import PositiveDecimal
from ..core.types import BaseInputObjectType, NonNullList, OrderError
from .types import Fulfillment, Order

MANAGERS = (OrderPermissions.MANAGE_ORDERS,)


def _refused(field, message, code):
    return ValidationError({field: ValidationError(message, code=code.value)})


def _wrap(node):
    return SyncWebhookControlContext(node)


class OrderCancel(BaseMutation):
    order = graphene.Field(Order, description="The canceled order.")

    class Arguments:
        id = graphene.ID(required=True, description="ID of the order.")

    class Meta:
        description = "Cancel an order."
        doc_category = DOC_CATEGORY_ORDERS
        error_type_class = OrderError
        error_type_field = "order_errors"
        permissions = MANAGERS

    @classmethod
    def perform_mutation(cls, _root, info, /, *, id):
        order = cls.get_node_or_error(info, id, only_type=Order)
        try:
            orders.cancel(order, by=info.context.user)
        except orders.NotCancelable as error:
            message = "This order can't be canceled."
            raise _refused(
                "order", message, OrderErrorCode.CANNOT_CANCEL_ORDER
            ) from error
        return cls(order=_wrap(order))


class OrderMarkAsPaid(BaseMutation):
    order = graphene.Field(Order, description="The order.")

    class Arguments:
        id = graphene.ID(required=True, description="ID of the order.")
        transaction_reference = graphene.String(
            description="Name of the payment elsewhere."
        )

    class Meta:
        description = "Mark order as manually paid."
        doc_category = DOC_CATEGORY_ORDERS
        error_type_class = OrderError
        error_type_field = "order_errors"
        permissions = MANAGERS

    @classmethod
    def perform_mutation(cls, _root, info, /, *, id, transaction_reference=None):
        order = cls.get_node_or_error(info, id, only_type=Order)
        if order.payments.exists() or order.payment_transactions.exists():
            message = "Orders with payments can not be manually marked as paid."
            raise _refused("payment", message, OrderErrorCode.PAYMENT_ERROR)
        by_transaction = (
            order.channel.order_mark_as_paid_strategy
            == MarkAsPaidStrategy.TRANSACTION_FLOW
        )
        mark = (
            payments.mark_as_paid_by_transaction
            if by_transaction
            else payments.mark_as_paid
        )
        mark(order, by=info.context.user)
        order.refresh_from_db()
        return cls(order=_wrap(order))


class OrderRefund(BaseMutation):
    order = graphene.Field(Order, description="The order.")

    class Arguments:
        id = graphene.ID(required=True, description="ID of the order.")
        amount = PositiveDecimal(required=True, description="How much.")

    class Meta:
        description = "Refund an order."
        doc_category = DOC_CATEGORY_ORDERS
        error_type_class = OrderError
        error_type_field = "order_errors"
        permissions = MANAGERS

    @classmethod
    def perform_mutation(cls, _root, info, /, *, id, amount):
        if amount <= 0:
            message = "Amount should be a positive number."
            raise _refused("amount", message, OrderErrorCode.ZERO_QUANTITY)
        order = cls.get_node_or_error(info, id, only_type=Order)
        payment = order.payments.order_by("pk").last()
        if payment is None or amount > payment.captured_amount:
            raise _refused(
                "payment", "Payment cannot be refunded.", OrderErrorCode.CANNOT_REFUND
            )
        payments.refund_amount(order, amount, by=info.context.user)
        order.refresh_from_db()
        return cls(order=_wrap(order))


class OrderFulfillStockInput(BaseInputObjectType):
    quantity = graphene.Int(required=True, description="How many are sent.")
    warehouse = graphene.ID(required=True, description="From where.")

    class Meta:
        doc_category = DOC_CATEGORY_ORDERS


class OrderFulfillLineInput(BaseInputObjectType):
    order_line_id = graphene.ID(description="Of which line.")
    stocks = NonNullList(
        OrderFulfillStockInput, required=True, description="How many, from where."
    )

    class Meta:
        doc_category = DOC_CATEGORY_ORDERS


class OrderFulfillInput(BaseInputObjectType):
    lines = NonNullList(
        OrderFulfillLineInput, required=True, description="What is sent."
    )
    notify_customer = graphene.Boolean(description="Tell the customer?")
    tracking_number = graphene.String(description="Number of the parcel.")

    class Meta:
        doc_category = DOC_CATEGORY_ORDERS


class OrderFulfill(BaseMutation):
    fulfillments = NonNullList(Fulfillment, description="The new fulfillments.")
    order = graphene.Field(Order, description="The order.")

    class Arguments:
        order = graphene.ID(description="ID of the order.")
        input = OrderFulfillInput(required=True, description="What is sent.")

    class Meta:
        description = "Creates new fulfillments for an order."
        doc_category = DOC_CATEGORY_ORDERS
        error_type_class = OrderError
        error_type_field = "order_errors"
        permissions = MANAGERS

    @classmethod
    def perform_mutation(cls, _root, info, /, *, order, input):
        node = cls.get_node_or_error(info, order, field="order", only_type=Order)
        quantities = {}
        for item in input["lines"]:
            line = _line_or_error(cls, node, item["order_line_id"])
            count = sum(stock["quantity"] for stock in item["stocks"])
            quantities[line] = quantities.get(line, 0) + count
        sent = {line: count for line, count in quantities.items() if count > 0}
        if not sent:
            message = "Total quantity must be larger than 0."
            raise _refused("lines", message, OrderErrorCode.ZERO_QUANTITY)
        try:
            fulfillment = fulfillments.fulfill(node, sent, by=info.context.user)
        except fulfillments.NotSoMany as error:
            message = "Only the ordered quantity can be fulfilled."
            raise _refused(
                "order_line_id", message, OrderErrorCode.FULFILL_ORDER_LINE
            ) from error
        return cls(fulfillments=[_wrap(fulfillment)], order=_wrap(node))


def _line_or_error(mutation, order, line_id):
    pk = mutation.get_global_id_or_error(line_id, "OrderLine", "order_line_id")
    line = OrderLine.objects.filter(order=order, pk=pk).first()
    if line is None:
        message = f"Couldn't resolve to a node: {line_id}"
        raise _refused("order_line_id", message, OrderErrorCode.NOT_FOUND)
    return line


class OrderReturnFulfillmentLineInput(BaseInputObjectType):
    fulfillment_line_id = graphene.ID(required=True, description="Of which line.")
    quantity = graphene.Int(required=True, description="How many come back.")

    class Meta:
        doc_category = DOC_CATEGORY_ORDERS


class OrderReturnProductsInput(BaseInputObjectType):
    fulfillment_lines = NonNullList(
        OrderReturnFulfillmentLineInput, description="What comes back."
    )
    refund = graphene.Boolean(
        default_value=False, description="Does the money go back too?"
    )

    class Meta:
        doc_category = DOC_CATEGORY_ORDERS


class FulfillmentReturnProducts(BaseMutation):
    return_fulfillment = graphene.Field(Fulfillment, description="What came back.")
    order = graphene.Field(Order, description="The order.")

    class Arguments:
        order = graphene.ID(required=True, description="ID of the order.")
        input = OrderReturnProductsInput(required=True, description="What comes back.")

    class Meta:
        description = "Return products."
        doc_category = DOC_CATEGORY_ORDERS
        error_type_class = OrderError
        error_type_field = "order_errors"
        permissions = MANAGERS

    @classmethod
    def perform_mutation(cls, _root, info, /, *, order, input):
        node = cls.get_node_or_error(info, order, field="order", only_type=Order)
        quantities = {}
        for item in input.get("fulfillment_lines") or ():
            line = cls._order_line(node, item)
            quantities[line] = quantities.get(line, 0) + item["quantity"]
        if not quantities:
            message = "You need to provide at least one fulfillment line."
            raise _refused("fulfillment_lines", message, OrderErrorCode.REQUIRED)
        by = info.context.user
        returned = fulfillments.return_lines(
            node, quantities, refund=input["refund"], by=by
        )
        node.refresh_from_db()
        return cls(return_fulfillment=_wrap(returned), order=_wrap(node))

    @classmethod
    def _order_line(cls, order, item):
        id_ = item["fulfillment_line_id"]
        pk = cls.get_global_id_or_error(id_, "FulfillmentLine", "fulfillment_line_id")
        sent = FulfillmentLine.objects.filter(fulfillment__order=order, pk=pk).first()
        if sent is None:
            message = f"Couldn't resolve to a node: {id_}"
            raise _refused("fulfillment_line_id", message, OrderErrorCode.NOT_FOUND)
        if not 0 < item["quantity"] <= sent.quantity:
            message = "Provided quantity is bigger than quantity from fulfillment line."
            raise _refused(
                "fulfillment_line_id", message, OrderErrorCode.INVALID_QUANTITY
            )
        return sent.order_line
