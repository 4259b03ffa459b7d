"""Orders come from elsewhere: from another system in bulk, or from staff as a draft."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from saleor.account.models import Address, User
from saleor.channel.models import Channel
from saleor.order import OrderEvents, OrderOrigin, OrderStatus
from saleor.order.models import Order, OrderEvent, OrderLine
from saleor.product.models import ProductVariant

from . import orders
from .acting import after_commit, operation, tell, tell_order
from .prices import ZERO, set_taxed

PRICE_EXPIRY = "draft_base_price_expire_at"


@dataclass(frozen=True, kw_only=True)
class ImportedLine:
    """So many of a variant at a price, gross per piece."""

    variant: ProductVariant
    quantity: int
    unit_price: Decimal


@dataclass(frozen=True, kw_only=True)
class Imported:
    """One order as another system knew it."""

    email: str
    lines: Sequence[ImportedLine]
    user: User | None = None
    status: str = OrderStatus.UNFULFILLED
    created_at: datetime.datetime | None = None
    shipping: Decimal = ZERO
    address: Address | None = None


@operation
@transaction.atomic
def bulk_create(channel: Channel, imported: Iterable[Imported]) -> list[Order]:
    """Bring finished orders in one call: one hook for all of them, and no event but the placing."""
    made = [_order(channel, item, OrderOrigin.BULK_CREATE) for item in imported]
    for line in (line for _, lines in made for line in lines):
        line.product_sku = line.is_price_overridden = line.unit_discount_type = None
    Order.objects.bulk_create([order for order, _ in made])
    OrderLine.objects.bulk_create([line for _, lines in made for line in lines])
    found = [order for order, _ in made]
    tell("order_bulk_created", found)
    return found


@operation
@transaction.atomic
def create_draft(
    channel: Channel, imported: Imported, *, by: User | None = None
) -> Order:
    """Let staff begin an order for a customer."""
    order, lines = _order(channel, imported, OrderOrigin.DRAFT)
    order.status, order.should_refresh_prices = OrderStatus.DRAFT, True
    set_taxed(order, "undiscounted_total", ZERO)
    _keep_addresses(order, False)
    order.save()
    for line in lines:
        line.tax_rate = line.unit_discount_type = None
        _freeze_price(line)
    OrderLine.objects.bulk_create(lines)
    described = [
        {"quantity": line.quantity, "line_pk": str(line.pk), "item": str(line)}
        for line in lines
    ]
    OrderEvent.objects.create(
        order=order,
        type=OrderEvents.ADDED_PRODUCTS,
        user=by,
        parameters={"lines": described},
    )
    OrderEvent.objects.create(order=order, type=OrderEvents.DRAFT_CREATED, user=by)
    tell_order(order, "draft_order_created")
    return order


@operation
@transaction.atomic
def complete_draft(order: Order, *, by: User | None = None) -> Order:
    """Turn a draft into an order; it keeps the time at which it was begun."""
    is_confirmed = order.channel.automatically_confirm_all_new_orders
    order.status = OrderStatus.UNFULFILLED if is_confirmed else OrderStatus.UNCONFIRMED
    _keep_addresses(order, None)
    order.save()
    if hasattr(OrderLine, PRICE_EXPIRY):
        order.lines.update(**{PRICE_EXPIRY: None})
    after_commit(orders.tell_created, order, OrderEvents.PLACED_FROM_DRAFT, by)
    return order


def _keep_addresses(order: Order, wanted: bool | None) -> None:
    """Say whether the account shall get a draft's addresses, where the version asks."""
    for name in ("draft_save_billing_address", "draft_save_shipping_address"):
        if hasattr(Order, name):
            setattr(order, name, wanted)


def _freeze_price(line: OrderLine) -> None:
    """Keep a draft's price for as long as the channel says, where the version does so."""
    if hasattr(OrderLine, PRICE_EXPIRY):
        hours = line.order.channel.draft_order_line_price_freeze_period or 0
        setattr(line, PRICE_EXPIRY, timezone.now() + datetime.timedelta(hours=hours))


def _order(
    channel: Channel, imported: Imported, origin: str
) -> tuple[Order, list[OrderLine]]:
    goods = sum((line.quantity * line.unit_price for line in imported.lines), ZERO)
    address = imported.address
    columns = orders.from_checkout(channel, goods, imported.shipping) | {
        "origin": origin
    }
    order = Order(
        user=imported.user,
        user_email=imported.email,
        status=imported.status,
        created_at=imported.created_at or timezone.now(),
        total_charged_amount=ZERO,
        shipping_address=address.get_copy() if address else None,
        billing_address=address.get_copy() if address else None,
        **columns,
        **orders.counted(imported.lines),
    )
    lines = [
        orders.make_line(
            order, line.variant, quantity=line.quantity, price=line.unit_price
        )
        for line in imported.lines
    ]
    return order, lines
