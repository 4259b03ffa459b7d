"""Orders come from elsewhere: from another system in bulk, or from staff as a draft."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from saleor.account.models import User
from saleor.channel.models import Channel
from saleor.order import OrderEvents, OrderOrigin, OrderStatus
from saleor.order.models import Order, OrderEvent, OrderLine
from saleor.product.models import ProductVariant

from . import orders
from .acting import after_commit, operation, tell, tell_order
from .prices import ZERO, taxed


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


@operation
@transaction.atomic
def bulk_create(channel: Channel, imported: Iterable[Imported]) -> list[Order]:
    """Bring finished orders in one call: one hook for all of them, and no event but the placing."""
    made = [_order(channel, item, OrderOrigin.BULK_CREATE) for item in imported]
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
    order.status = OrderStatus.DRAFT
    order.save()
    OrderLine.objects.bulk_create(lines)
    OrderEvent.objects.create(order=order, type=OrderEvents.DRAFT_CREATED, user=by)
    tell_order(order, "draft_order_created")
    return order


@operation
@transaction.atomic
def complete_draft(order: Order, *, by: User | None = None) -> Order:
    """Turn a draft into an order; its time is that of the completion."""
    is_confirmed = order.channel.automatically_confirm_all_new_orders
    order.status = OrderStatus.UNFULFILLED if is_confirmed else OrderStatus.UNCONFIRMED
    order.created_at = timezone.now()
    order.save()
    after_commit(orders.tell_created, order, OrderEvents.PLACED_FROM_DRAFT, by)
    return order


def _order(
    channel: Channel, imported: Imported, origin: str
) -> tuple[Order, list[OrderLine]]:
    total = sum((line.quantity * line.unit_price for line in imported.lines), ZERO)
    order = Order(
        channel=channel,
        currency=channel.currency_code,
        user=imported.user,
        user_email=imported.email,
        status=imported.status,
        origin=origin,
        created_at=imported.created_at or timezone.now(),
        should_refresh_prices=False,
        **taxed("subtotal", total),
        **taxed("total", total),
        **taxed("undiscounted_total", total),
        **orders.counted(imported.lines),
    )
    lines = [
        orders.make_line(
            order, line.variant, quantity=line.quantity, price=line.unit_price
        )
        for line in imported.lines
    ]
    return order, lines
