"""Parcels leave, and parts of them come back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from saleor.core.notify import UserNotifyEvent
from saleor.order import FulfillmentStatus, OrderEvents, OrderStatus
from saleor.order.models import (
    Fulfillment,
    FulfillmentLine,
    Order,
    OrderEvent,
    OrderLine,
)
from saleor.warehouse.models import Warehouse

from . import payments, states
from .acting import after_commit, notify, operation, tell, tell_order
from .prices import ZERO

Quantities = Mapping[OrderLine, int]


class NotSoMany(Exception):
    """More is sent than was ordered, or more comes back than was sent."""


@operation
def fulfill(
    order: Order, quantities: Quantities | None = None, *, by: Any = None
) -> Fulfillment:
    """Send quantities by order line (default: all that is left)."""
    with transaction.atomic():
        lines = {line.pk: line for line in order.lines.select_for_update()}
        wanted = quantities or {
            line: line.quantity_unfulfilled for line in lines.values()
        }
        if any(
            count > lines[line.pk].quantity_unfulfilled
            for line, count in wanted.items()
        ):
            raise NotSoMany(order.pk)
        fulfillment = Fulfillment.objects.create(
            order=order, status=FulfillmentStatus.FULFILLED
        )
        for line, count in wanted.items():
            lines[line.pk].quantity_fulfilled += count
        OrderLine.objects.bulk_update(lines.values(), ["quantity_fulfilled"])
        _lines(fulfillment, wanted)
        order.refresh_from_db()
        states.settle_status(order)
        _tell_sent(order, fulfillment, by)
    return fulfillment


@operation
@transaction.atomic
def cancel(
    fulfillment: Fulfillment, *, warehouse: Warehouse | None = None, by: Any = None
) -> Fulfillment:
    """Call a parcel back (into a warehouse, if given): what it held counts as not sent."""
    fulfillment = Fulfillment.objects.select_for_update().get(pk=fulfillment.pk)
    order = fulfillment.order
    parameters = {"composed_id": fulfillment.composed_id}
    OrderEvent.objects.create(
        order=order,
        type=OrderEvents.FULFILLMENT_CANCELED,
        user=by,
        parameters=parameters,
    )
    for item in fulfillment.lines.all():
        OrderLine.objects.filter(pk=item.order_line_id).update(
            quantity_fulfilled=F("quantity_fulfilled") - item.quantity
        )
    if warehouse:
        _restocked(fulfillment, warehouse, by)
    fulfillment.status = FulfillmentStatus.CANCELED
    fulfillment.save(update_fields=["status"])
    states.settle_status(order)
    tell("fulfillment_canceled", fulfillment)
    tell_order(order, "order_updated")
    return fulfillment


@operation
@transaction.atomic
def return_lines(
    order: Order, quantities: Quantities, *, refund: bool = False, by: Any = None
) -> Fulfillment:
    """Take sent goods back into a new fulfillment; with `refund` their price goes back on the staff's payment."""
    amount = _refund_goods(order, quantities, by) if refund else None
    status = (
        FulfillmentStatus.REFUNDED_AND_RETURNED
        if refund
        else FulfillmentStatus.RETURNED
    )
    fulfillment = Fulfillment.objects.create(
        order=order, status=status, total_refund_amount=amount
    )
    _take(order, quantities)
    _lines(fulfillment, quantities)
    _drop_empty(order)
    after_commit(_returned, order, quantities, by)
    tell_order(order, "order_updated")
    return fulfillment


@operation
@transaction.atomic
def refund_products(
    order: Order, quantities: Quantities, *, by: Any = None
) -> Fulfillment:
    """Refund goods that were never sent; they count as dealt with."""
    amount = _refund_goods(order, quantities, by)
    fulfillment = Fulfillment.objects.create(
        order=order, status=FulfillmentStatus.REFUNDED, total_refund_amount=amount
    )
    for line, count in quantities.items():
        OrderLine.objects.filter(pk=line.pk).update(
            quantity_fulfilled=F("quantity_fulfilled") + count
        )
    _lines(fulfillment, quantities)
    tell_order(order, "order_updated")
    return fulfillment


def _restocked(fulfillment: Fulfillment, warehouse: Warehouse, by: Any) -> None:
    parameters = {
        "quantity": fulfillment.get_total_quantity(),
        "warehouse": str(warehouse.pk),
    }
    OrderEvent.objects.create(
        order=fulfillment.order,
        type=OrderEvents.FULFILLMENT_RESTOCKED_ITEMS,
        user=by,
        parameters=parameters,
    )


def _refund_goods(order: Order, quantities: Quantities, by: Any) -> Decimal:
    payment = order.payments.order_by("pk").last()
    price = sum(
        (count * line.unit_price_gross_amount for line, count in quantities.items()),
        ZERO,
    )
    amount = min(price, payment.captured_amount)
    payments.book_refund(order, payment, amount, by=by)
    payments.tell_refunded(order, updates_order=False)
    parameters = {
        "lines": _described(quantities),
        "amount": str(amount),
        "shipping_costs_included": False,
    }
    after_commit(
        OrderEvent.objects.create,
        order=order,
        type=OrderEvents.FULFILLMENT_REFUNDED,
        user=by,
        parameters=parameters,
    )
    return amount


def _tell_sent(order: Order, fulfillment: Fulfillment, by: Any) -> None:
    parameters = {
        "fulfilled_items": list(fulfillment.lines.values_list("pk", flat=True)),
        "auto": False,
    }
    OrderEvent.objects.create(
        order=order,
        type=OrderEvents.FULFILLMENT_FULFILLED_ITEMS,
        user=by,
        parameters=parameters,
    )
    is_whole = order.status == OrderStatus.FULFILLED
    tell("fulfillment_created", fulfillment, True)
    if is_whole:
        tell("fulfillment_approved", fulfillment, True)
    tell_order(order, "order_updated", *(["order_fulfilled"] if is_whole else []))
    notify(
        UserNotifyEvent.ORDER_FULFILLMENT_CONFIRMATION,
        order.channel.slug,
        order.user_email,
    )


def _returned(order: Order, quantities: Quantities, by: Any) -> None:
    OrderEvent.objects.create(
        order=order,
        type=OrderEvents.FULFILLMENT_RETURNED,
        user=by,
        parameters={"lines": _described(quantities)},
    )
    states.settle_status(order)


def _described(quantities: Quantities) -> list[dict[str, Any]]:
    return [
        {"quantity": count, "line_pk": str(line.pk), "item": str(line)}
        for line, count in quantities.items()
    ]


def _lines(fulfillment: Fulfillment, quantities: Quantities) -> None:
    FulfillmentLine.objects.bulk_create(
        [
            FulfillmentLine(fulfillment=fulfillment, order_line=line, quantity=count)
            for line, count in quantities.items()
        ]
    )


def _take(order: Order, quantities: Quantities) -> None:
    """Take quantities off the sent lines, the oldest first."""
    for line, wanted in quantities.items():
        sent = FulfillmentLine.objects.filter(
            order_line=line,
            fulfillment__order=order,
            fulfillment__status=FulfillmentStatus.FULFILLED,
        )
        left = wanted
        for item in sent.select_for_update().order_by("pk"):
            taken = min(item.quantity, left)
            left -= taken
            item.quantity -= taken
            item.save(update_fields=["quantity"]) if item.quantity else item.delete()
        if left:
            raise NotSoMany(line.pk)


def _drop_empty(order: Order) -> None:
    order.fulfillments.filter(status=FulfillmentStatus.FULFILLED, lines=None).delete()
