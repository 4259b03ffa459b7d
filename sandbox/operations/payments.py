"""Money moves: charges, refunds and what banks take back."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from saleor.core.notify import UserNotifyEvent
from saleor.order import FulfillmentStatus, OrderEvents, OrderStatus
from saleor.order.models import Order, OrderEvent
from saleor.payment import ChargeStatus, TransactionEventType, TransactionKind
from saleor.payment.models import (
    Payment,
    Transaction,
    TransactionEvent,
    TransactionItem,
)

from . import states
from .acting import after_commit, notify, operation, tell_order

PAID = ("full", "overcharged")
CENTS = Decimal("0.01")

# How the newest event of a kind moves the amounts of its transaction.
MOVES: dict[str, dict[str, int]] = {
    TransactionEventType.CHARGE_SUCCESS: {"charged_value": 1},
    TransactionEventType.CHARGE_BACK: {"charged_value": -1},
    TransactionEventType.REFUND_SUCCESS: {"charged_value": -1, "refunded_value": 1},
    TransactionEventType.REFUND_REVERSE: {"charged_value": 1, "refunded_value": -1},
    TransactionEventType.REFUND_FAILURE: {},
    TransactionEventType.CHARGE_FAILURE: {},
    TransactionEventType.AUTHORIZATION_FAILURE: {},
}


class AlreadyReported(Exception):
    """The same event came before with another amount."""


def create_transaction(
    currency: str, amount: Decimal, *, reference: str, app: Any = None, **owner: Any
) -> TransactionItem:
    """Make a transaction that is charged already, with the event that says so."""
    item, event = charged_rows(currency, amount, reference=reference, app=app, **owner)
    item.save()
    event.save()
    return item


def charged_rows(
    currency: str,
    amount: Decimal,
    *,
    reference: str | None,
    app: Any = None,
    **owner: Any,
) -> tuple[TransactionItem, TransactionEvent]:
    """Make the (unsaved) rows of a charge that a payment app reports as done."""
    sender = {"app": app, "app_identifier": app.identifier if app else None}
    item = TransactionItem(
        currency=currency,
        name="Card",
        psp_reference=reference,
        charged_value=amount,
        available_actions=["refund"],
        use_old_id=True,
        **sender,
        **owner,
    )
    event = TransactionEvent(
        transaction=item,
        type=TransactionEventType.CHARGE_SUCCESS,
        amount_value=amount,
        currency=currency,
        include_in_calculations=True,
        message="Manual adjustment of the transaction.",
        **sender,
    )
    return item, event


@operation
def report_event(
    item: TransactionItem,
    kind: str,
    amount: Decimal,
    *,
    reference: str,
    app: Any = None,
) -> bool:
    """Take in what a payment service reports; False if the very same report came before.

    Raises AlreadyReported if it came with another amount; then nothing changes.
    """
    with transaction.atomic():
        item = TransactionItem.objects.select_for_update().get(pk=item.pk)
        known = item.events.filter(type=kind, psp_reference=reference).first()
        if known is not None and known.amount_value != amount:
            raise AlreadyReported(reference)
        if known is not None:
            return False
        was = {
            name: getattr(item, name) for name in ("charged_value", "refunded_value")
        }
        _add_event(item, kind, amount, reference=reference, app=app)
    if item.order_id:
        _order_follows(item, was, app)
    elif item.checkout_id:
        _checkout_follows(item)
    return True


@operation
@transaction.atomic
def mark_as_paid(order: Order, *, by: Any = None) -> Payment:
    """Let staff say that an order was paid elsewhere; the status of the order stays.

    Raises ValueError, as the shop refuses it, for an order that has transactions.
    """
    if order.payment_transactions.exists():
        raise ValueError("An order with transactions is not marked as paid by hand.")
    amount = order.total_gross_amount
    payment = Payment.objects.create(
        gateway="manual",
        order=order,
        currency=order.currency,
        total=amount,
        captured_amount=amount,
        charge_status=ChargeStatus.FULLY_CHARGED,
        billing_email=order.user_email,
        payment_method_type="",
        psp_reference="",
        extra_data="{}",
        **_billing(order),
    )
    _gateway_row(payment, TransactionKind.EXTERNAL, amount)
    _marked(order, by)
    return payment


@operation
@transaction.atomic
def mark_as_paid_by_transaction(order: Order, *, by: Any = None) -> TransactionItem:
    """Do the same where the channel keeps payments as transactions."""
    item, event = charged_rows(
        order.currency, order.total_gross_amount, reference=None, order=order, user=by
    )
    item.name, item.use_old_id, event.user = "Mark-as-paid transaction", False, by
    item.save()
    event.save()
    _marked(order, by)
    return item


@operation
def refund_amount(order: Order, amount: Decimal, *, by: Any = None) -> None:
    """Refund an amount (at most what is left) of a payment that staff had marked."""
    with transaction.atomic():
        payment = order.payments.order_by("pk").last()
        amount = min(amount, payment.captured_amount).quantize(CENTS)
        book_refund(order, payment, amount, by=by)
    order.refresh_from_db()
    tell_refunded(order, updates_order=True)
    order.fulfillments.create(
        status=FulfillmentStatus.REFUNDED, total_refund_amount=amount
    )


def book_refund(
    order: Order, payment: Payment, amount: Decimal, *, by: Any = None
) -> None:
    """Book a refund on a payment; the given order keeps its old charge status, as hooks see it in the real shop."""
    payment.captured_amount -= amount
    payment.charge_status = (
        ChargeStatus.PARTIALLY_REFUNDED
        if payment.captured_amount > 0
        else ChargeStatus.FULLY_REFUNDED
    )
    payment.is_active = payment.captured_amount > 0
    payment.save(
        update_fields=["captured_amount", "charge_status", "is_active", "modified_at"]
    )
    _gateway_row(payment, TransactionKind.REFUND, amount, already_processed=True)
    states.settle_charge(Order.objects.get(pk=order.pk))
    parameters = {
        "amount": str(amount),
        "payment_id": payment.token,
        "payment_gateway": payment.gateway,
    }
    after_commit(
        OrderEvent.objects.create,
        order=order,
        type=OrderEvents.PAYMENT_REFUNDED,
        user=by,
        parameters=parameters,
    )


def tell_refunded(order: Order, *, updates_order: bool) -> None:
    """Call the hooks of a refund; "fully" once all refunds together reach the total."""
    notify(
        UserNotifyEvent.ORDER_REFUND_CONFIRMATION, order.channel.slug, order.user_email
    )
    hooks = ["order_refunded", "order_updated"] if updates_order else ["order_refunded"]
    if states.refunded_amount(order) >= order.total_gross_amount:
        hooks.append("order_fully_refunded")
    tell_order(order, *hooks)


def tell_charged(order: Order, *, by: Any = None, app: Any = None) -> None:
    """Call the hooks of a charge; the order leaves "unconfirmed" when it is paid in full."""
    tell_order(order, "order_paid")
    if order.charge_status not in PAID:
        tell_order(order, "order_updated")
        return
    OrderEvent.objects.create(
        order=order, type=OrderEvents.ORDER_FULLY_PAID, user=by, app=app
    )
    if order.user_email:
        notify(
            UserNotifyEvent.ORDER_PAYMENT_CONFIRMATION,
            order.channel.slug,
            order.user_email,
        )
    if order.channel.automatically_confirm_all_new_orders:
        states.settle_status(order)
    tell_order(order, "order_fully_paid", "order_updated")


def _marked(order: Order, by: Any) -> None:
    OrderEvent.objects.create(
        order=order, type=OrderEvents.ORDER_MARKED_AS_PAID, user=by
    )
    states.settle_charge(order)
    tell_order(order, "order_fully_paid", "order_updated")


def _billing(order: Order) -> dict[str, str]:
    address = order.billing_address
    if address is None:
        return {}
    return {
        "billing_first_name": address.first_name,
        "billing_last_name": address.last_name,
        "billing_company_name": address.company_name,
        "billing_address_1": address.street_address_1,
        "billing_address_2": address.street_address_2,
        "billing_city": address.city,
        "billing_postal_code": address.postal_code,
        "billing_country_code": address.country.code,
        "billing_country_area": address.country_area,
    }


def _gateway_row(
    payment: Payment, kind: str, amount: Decimal, *, already_processed: bool = False
) -> None:
    Transaction.objects.create(
        payment=payment,
        kind=kind,
        is_success=True,
        amount=amount,
        currency=payment.currency,
        gateway_response={},
        already_processed=already_processed,
    )


def _add_event(
    item: TransactionItem, kind: str, amount: Decimal, *, reference: str, app: Any
) -> None:
    TransactionEvent.objects.create(
        transaction=item,
        type=kind,
        amount_value=amount,
        currency=item.currency,
        psp_reference=reference,
        include_in_calculations=True,
        app=app,
        app_identifier=app.identifier if app else None,
        external_url="",
    )
    for name, sign in MOVES[kind].items():
        setattr(item, name, getattr(item, name) + sign * amount)
    item.save()


def _checkout_follows(item: TransactionItem) -> None:
    from . import checkouts

    with transaction.atomic():
        checkouts.settle_money(item.checkout)


def _order_follows(item: TransactionItem, was: dict[str, Decimal], app: Any) -> None:
    with transaction.atomic():
        order = Order.objects.select_for_update().get(pk=item.order_id)
        states.settle_charge(order)
        if (
            order.channel.automatically_confirm_all_new_orders
            and order.status == OrderStatus.UNCONFIRMED
        ):
            states.settle_status(order)
    if item.charged_value > was["charged_value"]:
        tell_charged(order, app=app)
    if item.refunded_value > was["refunded_value"]:
        tell_refunded(order, updates_order=True)
    elif item.charged_value < was["charged_value"]:
        tell_order(order, "order_updated")
