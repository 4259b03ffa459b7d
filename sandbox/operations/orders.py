"""Orders are placed, changed, canceled and forgotten."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import graphene
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from saleor.account import CustomerEvents
from saleor.account.models import CustomerEvent, User
from saleor.channel.models import Channel
from saleor.checkout.models import Checkout, CheckoutLine
from saleor.core.notify import UserNotifyEvent
from saleor.order import OrderEvents, OrderOrigin, OrderStatus
from saleor.order.models import Order, OrderEvent, OrderLine
from saleor.product.models import ProductVariant

from . import checkouts, payments, states, vouchers
from .acting import after_commit, notify, operation, tell_order
from .prices import ZERO, taxed


class CheckoutIncomplete(Exception):
    """A cart without an e-mail, an address, a line, or money where the channel asks for it."""


class NotCancelable(Exception):
    """The order is over, or something of it is on its way."""


@operation
def complete_checkout(checkout: Checkout) -> Order:
    """Turn a cart into an order and delete the cart; hooks follow the commit."""
    _check(checkout)
    with transaction.atomic():
        if checkout.voucher_code:
            checkouts.recalculate(checkout)
        order = Order.objects.create(**_order_columns(checkout))
        OrderLine.objects.bulk_create(_order_lines(order, checkout))
        if checkout.discount_amount:
            vouchers.use(order, checkout)
        checkout.payment_transactions.update(order=order, checkout=None)
        states.settle_charge(order)
        _remember_addresses(order)
        checkout.delete()
        after_commit(tell_created, order, OrderEvents.PLACED, order.user)
        after_commit(
            notify,
            UserNotifyEvent.ORDER_CONFIRMATION,
            order.channel.slug,
            order.user_email,
        )
    return order


@operation
@transaction.atomic
def confirm(order: Order, *, by: User | None = None) -> Order:
    """Let staff accept an order in a channel that confirms by hand."""
    order.status = OrderStatus.UNFULFILLED
    order.save(update_fields=["status", "updated_at"])
    _confirmed(order, by)
    notify(UserNotifyEvent.ORDER_CONFIRMED, order.channel.slug, order.user_email)
    return order


@operation
def cancel(order: Order, *, by: User | None = None) -> Order:
    """Cancel an order; the money stays where it is."""
    if not order.can_cancel():
        raise NotCancelable(order.pk)
    with transaction.atomic():
        OrderEvent.objects.create(order=order, type=OrderEvents.CANCELED, user=by)
        order.status = OrderStatus.CANCELED
        order.save(update_fields=["status", "updated_at"])
        tell_order(order, "order_cancelled", "order_updated")
        notify(UserNotifyEvent.ORDER_CANCELED, order.channel.slug, order.user_email)
    return order


@operation
def expire(orders: Sequence[Order]) -> None:
    """Give up unpaid orders whose time is over, by the shop's own task: hooks are handed the rows as they were before."""
    moment = timezone.now()
    with transaction.atomic():
        rows = Order.objects.filter(
            pk__in=[order.pk for order in orders], status=OrderStatus.UNCONFIRMED
        )
        expired = list(rows.select_for_update())
        rows.update(status=OrderStatus.EXPIRED, expired_at=moment)
        OrderEvent.objects.bulk_create(
            [OrderEvent(order=order, type=OrderEvents.EXPIRED) for order in expired]
        )
    for order in expired:
        tell_order(order, "order_expired", "order_updated")


@operation
@transaction.atomic
def update(order: Order, **columns: Any) -> Order:
    """Correct an order's e-mail or addresses."""
    for name, value in columns.items():
        setattr(order, name, value)
    order.save()
    tell_order(order, "order_updated")
    return order


def _check(checkout: Checkout) -> None:
    missing = [
        name
        for name, present in (
            ("email", checkout.email or checkout.user_id),
            ("lines", checkout.lines.exists()),
            (
                "payment",
                checkout.channel.allow_unpaid_orders
                or checkout.charge_status in payments.PAID,
            ),
        )
        if not present
    ]
    if missing:
        raise CheckoutIncomplete(", ".join(missing))


def tell_created(order: Order, event: str, by: User | None) -> None:
    """Tell of a new order, in the real shop's order of hooks."""
    if order.user_id and hasattr(order.user, "number_of_orders"):
        User.objects.filter(pk=order.user_id).update(
            number_of_orders=F("number_of_orders") + 1
        )
    OrderEvent.objects.create(order=order, type=event, user=by)
    if order.user_id and event == OrderEvents.PLACED:
        CustomerEvent.objects.create(
            user=order.user, order=order, type=CustomerEvents.PLACED_ORDER
        )
    tell_order(order, "order_created")
    if order.charge_status in payments.PAID:
        payments.tell_charged(order, by=by)
    if order.channel.automatically_confirm_all_new_orders:
        _confirmed(order, by)


def _remember_addresses(order: Order) -> None:
    """Make the addresses of a first order the account's own; the account's `updated_at` moves with it."""
    changed = {}
    for name in ("shipping_address", "billing_address"):
        address = getattr(order, name)
        if order.user and address and getattr(order.user, f"default_{name}_id") is None:
            changed[f"default_{name}"] = address.get_copy()
    if not changed:
        return
    for name, address in changed.items():
        setattr(order.user, name, address)
    order.user.addresses.add(*changed.values())
    order.user.save(update_fields=[*changed, "updated_at"])


def _confirmed(order: Order, by: User | None) -> None:
    OrderEvent.objects.create(order=order, type=OrderEvents.CONFIRMED, user=by)
    tell_order(order, "order_confirmed")


def _order_columns(checkout: Checkout) -> dict[str, Any]:
    channel = checkout.channel
    is_confirmed = (
        channel.automatically_confirm_all_new_orders
        and checkout.payment_transactions.exists()
    )
    return {
        "status": OrderStatus.UNFULFILLED if is_confirmed else OrderStatus.UNCONFIRMED,
        "checkout_token": str(checkout.token),
        "user": checkout.user,
        "user_email": checkout.email or checkout.user.email,
        "customer_note": checkout.note,
        "language_code": checkout.language_code,
        "redirect_url": checkout.redirect_url,
        "tax_exemption": checkout.tax_exemption,
        "shipping_address": checkout.shipping_address.get_copy()
        if checkout.shipping_address
        else None,
        "billing_address": checkout.billing_address.get_copy()
        if checkout.billing_address
        else None,
        "shipping_method_name": checkout.shipping_method_name,
        "metadata": checkout.metadata_storage.metadata,
        "private_metadata": checkout.metadata_storage.private_metadata,
        **from_checkout(
            channel,
            checkout.subtotal_gross_amount,
            checkout.shipping_price_gross_amount,
            discount=checkout.discount_amount,
        ),
        **counted(checkout.lines.all()),
    }


def from_checkout(
    channel: Channel, goods: Decimal, shipping: Decimal, *, discount: Decimal = ZERO
) -> dict[str, Any]:
    """Give the columns that every order from a cart has: its channel and its amounts."""
    return {
        "origin": OrderOrigin.CHECKOUT,
        "channel": channel,
        "currency": channel.currency_code,
        "should_refresh_prices": False,
        "base_shipping_price_amount": shipping,
        "undiscounted_base_shipping_price_amount": shipping,
        **taxed("shipping_price", shipping),
        **taxed("subtotal", goods),
        **taxed("total", goods + shipping),
        **taxed("undiscounted_total", goods + discount + shipping),
    }


def counted(lines: Iterable[Any]) -> dict[str, int]:
    """Give the number of lines, where the version keeps it."""
    return {"lines_count": len(list(lines))} if _has(Order, "lines_count") else {}


def _product_type(variant: ProductVariant) -> dict[str, Any]:
    return (
        {"product_type_id": variant.product.product_type_id}
        if _has(OrderLine, "product_type_id")
        else {}
    )


@cache
def _has(model: type[Any], name: str) -> bool:
    """Tell whether the running version has a column."""
    return any(field.name == name for field in model._meta.get_fields())


def make_line(
    order: Order, variant: ProductVariant, *, quantity: int, price: Decimal
) -> OrderLine:
    """Make the (unsaved) line of an order."""
    return OrderLine(
        order=order,
        variant=variant,
        product_name=variant.product.name,
        variant_name=variant.name,
        product_sku=variant.sku,
        product_variant_id=graphene.Node.to_global_id("ProductVariant", variant.pk),
        unit_discount_type="fixed",
        is_price_overridden=False,
        is_shipping_required=variant.product.product_type.is_shipping_required,
        is_gift_card=False,
        quantity=quantity,
        currency=order.currency,
        tax_rate=0,
        base_unit_price_amount=price,
        undiscounted_base_unit_price_amount=price,
        **_product_type(variant),
        **taxed("unit_price", price),
        **taxed("total_price", quantity * price),
        **taxed("undiscounted_unit_price", price),
        **taxed("undiscounted_total_price", quantity * price),
    )


def _order_lines(order: Order, checkout: Checkout) -> list[OrderLine]:
    lines = [_order_line(order, line) for line in checkout.lines.all()]
    if checkout.discount_amount:
        totals = [line.undiscounted_total_price_gross_amount for line in lines]
        shares = vouchers.spread(checkout.discount_amount, totals)
        for line, share in zip(lines, shares, strict=True):
            vouchers.take_off(line, share, checkout.voucher_code)
    return lines


def _order_line(order: Order, line: CheckoutLine) -> OrderLine:
    return make_line(
        order,
        line.variant,
        quantity=line.quantity,
        price=line.undiscounted_unit_price_amount,
    )
