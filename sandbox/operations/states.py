"""Where an order stands, found from its fulfillments and payments."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from saleor.order import FulfillmentStatus, OrderStatus
from saleor.order.models import FulfillmentLine, Order
from saleor.payment import TransactionKind
from saleor.payment.models import Transaction

from .prices import ZERO, status_of_charge, status_of_cover

RETURNED = (FulfillmentStatus.RETURNED, FulfillmentStatus.REFUNDED_AND_RETURNED)


def settle_status(order: Order) -> None:
    """Set the status; `updated_at` moves only if it changes: a second partial return leaves no trace."""
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        status = _status(locked)
        if status == locked.status:
            return
        locked.status = order.status = status
        locked.save(update_fields=["status", "updated_at"])


def settle_charge(order: Order) -> None:
    """Set what is charged and authorized, and the two statuses, from payments and transactions."""
    items = list(order.payment_transactions.all())
    charged = sum((item.charged_value for item in items), ZERO)
    charged += sum((payment.captured_amount for payment in order.payments.all()), ZERO)
    authorized = sum((item.authorized_value for item in items), ZERO)
    granted = sum((refund.amount_value for refund in order.granted_refunds.all()), ZERO)
    due = max(order.total_gross_amount - granted, ZERO)
    order.total_charged_amount = charged
    order.total_authorized_amount = authorized
    order.charge_status = status_of_charge(charged, due)
    order.authorize_status = (
        status_of_cover(charged + authorized, due) if charged + authorized else "none"
    )
    order.save(
        update_fields=[
            "total_charged_amount",
            "charge_status",
            "updated_at",
            "total_authorized_amount",
            "authorize_status",
        ]
    )


def refunded_amount(order: Order) -> Decimal:
    """Sum the refunds of an order over payments and transactions."""
    booked = Transaction.objects.filter(
        payment__order=order, kind=TransactionKind.REFUND, is_success=True
    )
    reported = order.payment_transactions.aggregate(total=Sum("refunded_value"))[
        "total"
    ]
    return (booked.aggregate(total=Sum("amount"))["total"] or ZERO) + (reported or ZERO)


def _status(order: Order) -> str:
    lines = list(order.lines.all())
    moved = dict(
        FulfillmentLine.objects.filter(fulfillment__order=order)
        .order_by()
        .values_list("fulfillment__status")
        .annotate(Sum("quantity"))
    )
    replaced = moved.get(FulfillmentStatus.REPLACED, 0)
    ordered = sum(line.quantity for line in lines) - replaced
    sent = sum(line.quantity_fulfilled for line in lines) - replaced
    sent -= moved.get(FulfillmentStatus.WAITING_FOR_APPROVAL, 0)
    returned = sum(moved.get(status, 0) for status in RETURNED)
    if sent <= 0:
        return OrderStatus.UNFULFILLED
    if returned:
        return (
            OrderStatus.RETURNED
            if returned == ordered
            else OrderStatus.PARTIALLY_RETURNED
        )
    return OrderStatus.FULFILLED if sent >= ordered else OrderStatus.PARTIALLY_FULFILLED
