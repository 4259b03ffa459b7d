"""Rows of what happens to an order: money, parcels, returns."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from .catalog_rows import COUNTER, model, set_columns

ZERO = Decimal(0)


def pay_rows(
    order: Any, amount: Decimal | None = None, *, at: datetime.datetime | None = None
) -> Any:
    """Charge an amount (default: what is still owed) by a new transaction; gives the transaction."""
    amount = (
        order.total_gross_amount - order.total_charged_amount
        if amount is None
        else amount
    )
    transaction = model("payment.TransactionItem").objects.create(
        order=order,
        currency=order.currency,
        name="Card",
        psp_reference=f"psp-{next(COUNTER)}",
        charged_value=amount,
        available_actions=["refund"],
    )
    if at:
        set_columns(transaction, created_at=at, modified_at=at)
    add_transaction_event(transaction, "charge_success", amount, at=at)
    _recharge(order)
    return transaction


def refund_rows(
    order: Any,
    amount: Decimal,
    *,
    transaction: Any = None,
    at: datetime.datetime | None = None,
) -> Any:
    """Refund an amount of a transaction (default: the first); gives the transaction."""
    return _move(
        order,
        transaction,
        "refund_success",
        amount,
        {"charged_value": -amount, "refunded_value": amount},
        at,
    )


def reverse_refund_rows(
    order: Any,
    amount: Decimal,
    *,
    transaction: Any = None,
    at: datetime.datetime | None = None,
) -> Any:
    """Take a refund back, as after a failed transfer to the customer."""
    return _move(
        order,
        transaction,
        "refund_reverse",
        amount,
        {"charged_value": amount, "refunded_value": -amount},
        at,
    )


def charge_back_rows(
    order: Any,
    amount: Decimal,
    *,
    transaction: Any = None,
    at: datetime.datetime | None = None,
) -> Any:
    """Let the bank take an amount back; the shop lowers what was charged and books no refund."""
    return _move(
        order, transaction, "charge_back", amount, {"charged_value": -amount}, at
    )


def add_transaction_event(
    transaction: Any, kind: str, amount: Decimal, *, at: datetime.datetime | None = None
) -> Any:
    """Add an event to a transaction without moving its amounts."""
    return model("payment.TransactionEvent").objects.create(
        transaction=transaction,
        type=kind,
        amount_value=amount,
        currency=transaction.currency,
        psp_reference=f"psp-{next(COUNTER)}",
        include_in_calculations=True,
        created_at=at or timezone.now(),
    )


def refuse_by_gateway(
    order: Any = None,
    *,
    checkout: Any = None,
    kind: str = "capture",
    is_success: bool = False,
) -> Any:
    """Let an older gateway refuse to move money for an order or a cart; gives its transaction."""
    payment = model("payment.Payment").objects.create(
        gateway="dummy",
        currency="USD",
        total=20,
        extra_data="{}",
        order=order,
        checkout=checkout,
    )
    return model("payment.Transaction").objects.create(
        payment=payment,
        kind=kind,
        is_success=is_success,
        amount=20,
        currency="USD",
        gateway_response={},
    )


def fulfill_rows(
    order: Any,
    quantities: Mapping[Any, int] | None = None,
    *,
    at: datetime.datetime | None = None,
) -> Any:
    """Send quantities by order line (default: all that is left); gives the fulfillment."""
    lines = list(order.lines.all())
    wanted = (
        quantities
        if quantities is not None
        else {line: line.quantity - line.quantity_fulfilled for line in lines}
    )
    fulfillment = _fulfillment(order, "fulfilled", wanted, at)
    for line, quantity in wanted.items():
        set_columns(line, quantity_fulfilled=line.quantity_fulfilled + quantity)
    _settle_status(order)
    return fulfillment


def return_rows(
    order: Any,
    quantities: Mapping[Any, int] | None = None,
    *,
    refunded: bool = False,
    at: datetime.datetime | None = None,
) -> Any:
    """Move sent quantities (default: all) to a new returned fulfillment, as the shop does; no money moves."""
    sent = model("order.FulfillmentLine").objects.filter(
        fulfillment__order=order, fulfillment__status="fulfilled"
    )
    wanted = (
        quantities
        if quantities is not None
        else {item.order_line: item.quantity for item in sent}
    )
    for line, quantity in wanted.items():
        _take(sent.filter(order_line=line).order_by("pk"), quantity)
    order.fulfillments.filter(status="fulfilled", lines=None).delete()
    fulfillment = _fulfillment(
        order, "refunded_and_returned" if refunded else "returned", wanted, at
    )
    _settle_status(order)
    return fulfillment


def cancel_rows(order: Any) -> None:
    """Cancel an order; money and fulfillments stay."""
    order.status = "canceled"
    order.save(update_fields=["status", "updated_at"])


def _move(
    order: Any,
    transaction: Any,
    kind: str,
    amount: Decimal,
    changes: Mapping[str, Decimal],
    at: datetime.datetime | None,
) -> Any:
    transaction = transaction or order.payment_transactions.order_by("pk").first()
    transaction.refresh_from_db()
    for name, change in changes.items():
        setattr(transaction, name, getattr(transaction, name) + change)
    transaction.save()
    add_transaction_event(transaction, kind, amount, at=at)
    _recharge(order)
    return transaction


def _recharge(order: Any) -> None:
    """Set what was charged and its status from the order's transactions, as the shop does."""
    charged = sum(
        (item.charged_value for item in order.payment_transactions.all()), ZERO
    )
    total = order.total_gross_amount
    order.total_charged_amount = charged
    order.charge_status = _charge_status(charged, total)
    order.authorize_status = {"none": "none", "partial": "partial"}.get(
        order.charge_status, "full"
    )
    order.save(
        update_fields=[
            "total_charged_amount",
            "charge_status",
            "authorize_status",
            "updated_at",
        ]
    )


def _charge_status(charged: Decimal, total: Decimal) -> str:
    if charged == total:
        return "full"
    if charged > total:
        return "overcharged"
    return "partial" if charged > 0 else "none"


def _fulfillment(
    order: Any, status: str, quantities: Mapping[Any, int], at: datetime.datetime | None
) -> Any:
    fulfillment = model("order.Fulfillment").objects.create(order=order, status=status)
    if at:
        set_columns(fulfillment, created_at=at)
    for line, quantity in quantities.items():
        model("order.FulfillmentLine").objects.create(
            fulfillment=fulfillment, order_line=line, quantity=quantity
        )
    return fulfillment


def _take(items: Any, quantity: int) -> None:
    """Take a quantity off sent lines; what is empty goes, as in the shop."""
    for item in items:
        taken = min(item.quantity, quantity)
        quantity -= taken
        if taken == item.quantity:
            item.delete()
        elif taken:
            set_columns(item, quantity=item.quantity - taken)
    if quantity:
        raise ValueError(f"{quantity} more returned than sent")


def _settle_status(order: Any) -> None:
    """Find the order's status from its fulfillments, as the shop does."""
    items = model("order.FulfillmentLine").objects.filter(fulfillment__order=order)
    by_status: dict[str, int] = {}
    for status, quantity in items.values_list("fulfillment__status", "quantity"):
        by_status[status] = by_status.get(status, 0) + quantity
    ordered = sum(line.quantity for line in order.lines.all())
    returned = by_status.get("returned", 0) + by_status.get("refunded_and_returned", 0)
    sent = by_status.get("fulfilled", 0) + returned
    order.status = _status(ordered=ordered, sent=sent, returned=returned)
    order.save(update_fields=["status", "updated_at"])


def _status(*, ordered: int, sent: int, returned: int) -> str:
    if returned:
        return "returned" if returned == ordered else "partially_returned"
    if sent == ordered:
        return "fulfilled"
    return "partially fulfilled" if sent else "unfulfilled"
