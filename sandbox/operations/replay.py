"""Years of purchases in minutes: whole batches of rows as the single operations would have left them, then their hooks."""

import datetime
import itertools
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import F
from saleor.account import CustomerEvents
from saleor.account.models import CustomerEvent, User
from saleor.channel.models import Channel
from saleor.core.notify import UserNotifyEvent
from saleor.order import FulfillmentStatus, OrderEvents, OrderStatus
from saleor.order.models import (
    Fulfillment,
    FulfillmentLine,
    Order,
    OrderEvent,
    OrderLine,
)
from saleor.payment.models import TransactionEvent, TransactionItem
from saleor.product.models import ProductVariant

from . import orders, payments
from .acting import notify, one_request, tell, tell_order
from .bulk import insert
from .prices import ZERO

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Account:
    """A customer who registered and confirmed at a time of the past."""

    email: str
    joined_at: datetime.datetime
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Bought:
    """So many of a variant at a price, gross per piece."""

    variant: ProductVariant
    quantity: int
    unit_price: Decimal


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """An order that was paid in full when it was placed, and sent whole later (or not yet)."""

    email: str
    bought: Sequence[Bought]
    placed_at: datetime.datetime
    sent_at: datetime.datetime | None = None
    user: User | None = None


@dataclass(frozen=True, kw_only=True)
class _Rows:
    purchase: Purchase
    order: Order
    lines: Sequence[OrderLine]
    item: TransactionItem
    charge: TransactionEvent


def open_accounts(
    accounts: Iterable[Account], *, password: str | None = None
) -> list[User]:
    """Open confirmed accounts in bulk, all with the same password (None: nobody can sign in)."""
    hashed = make_password(password)
    users: list[User] = []
    for batch in _batches(accounts):
        users += _open(batch, hashed)
    return users


def replay(channel: Channel, purchases: Iterable[Purchase]) -> Iterator[list[Order]]:
    """Place, pay and send purchases; gives each committed batch after all its hooks were called.

    The hooks of the carts that came before the orders are left out.
    """
    for batch in _batches(purchases):
        with one_request():
            with transaction.atomic():
                rows = _insert(channel, batch)
                sent = _send([row for row in rows if row.purchase.sent_at])
            for row in rows:
                _tell(row.order, sent.get(row.order.pk))
        yield [row.order for row in rows]


def _open(accounts: Sequence[Account], hashed: str) -> list[User]:
    with one_request():
        with transaction.atomic():
            users = [_user(account, hashed) for account in accounts]
            insert(users)
            insert(
                CustomerEvent(
                    user=user,
                    type=CustomerEvents.ACCOUNT_CREATED,
                    date=user.date_joined,
                )
                for user in users
            )
        for user in users:
            tell("customer_created", user)
            tell("account_confirmed", user)
    return users


def _user(account: Account, hashed: str) -> User:
    return User(
        email=account.email,
        first_name=account.first_name,
        last_name=account.last_name,
        password=hashed,
        is_confirmed=True,
        date_joined=account.joined_at,
        updated_at=account.joined_at,
    )


def _insert(channel: Channel, purchases: Sequence[Purchase]) -> list[_Rows]:
    numbers = _order_numbers(len(purchases))
    rows = [
        _rows(channel, purchase, number)
        for purchase, number in zip(purchases, numbers, strict=True)
    ]
    insert(row.order for row in rows)
    insert(line for row in rows for line in row.lines)
    insert(row.item for row in rows)
    insert(_charge(row) for row in rows)
    insert(event for row in rows for event in _placed(row))
    _count(row.order for row in rows)
    return rows


def _rows(channel: Channel, purchase: Purchase, number: int) -> _Rows:
    at = purchase.placed_at
    goods = sum((item.quantity * item.unit_price for item in purchase.bought), ZERO)
    order = Order(
        number=number,
        status=OrderStatus.FULFILLED if purchase.sent_at else OrderStatus.UNFULFILLED,
        user=purchase.user,
        user_email=purchase.email,
        checkout_token=str(uuid.uuid4()),
        created_at=at,
        updated_at=purchase.sent_at or at,
        total_charged_amount=goods,
        charge_status="full",
        authorize_status="full",
        **orders.from_checkout(channel, goods, ZERO),
        **orders.counted(purchase.bought),
    )
    lines = [
        _line(order, item, at, is_sent=purchase.sent_at is not None)
        for item in purchase.bought
    ]
    item, charge = payments.charged_rows(
        channel.currency_code, goods, reference=f"replay-{number}", order=order
    )
    item.created_at = item.modified_at = charge.created_at = at
    return _Rows(purchase=purchase, order=order, lines=lines, item=item, charge=charge)


def _line(
    order: Order, item: Bought, at: datetime.datetime, *, is_sent: bool
) -> OrderLine:
    line = orders.make_line(
        order, item.variant, quantity=item.quantity, price=item.unit_price
    )
    line.created_at = at
    line.quantity_fulfilled = item.quantity if is_sent else 0
    return line


def _charge(row: _Rows) -> TransactionEvent:
    row.charge.transaction = row.item  # which has its key by now
    return row.charge


def _placed(row: _Rows) -> list[OrderEvent]:
    order, at = row.order, row.purchase.placed_at
    kinds = (
        (OrderEvents.PLACED, order.user),
        (OrderEvents.ORDER_FULLY_PAID, order.user),
        (OrderEvents.CONFIRMED, order.user),
    )
    return [
        OrderEvent(order=order, type=kind, user=user, date=at) for kind, user in kinds
    ]


def _count(placed: Iterable[Order]) -> None:
    """Count the orders of each account, and note them in its history."""
    owned = [order for order in placed if order.user_id]
    insert(
        CustomerEvent(
            user=order.user,
            order=order,
            type=CustomerEvents.PLACED_ORDER,
            date=order.created_at,
        )
        for order in owned
    )
    if not any(field.name == "number_of_orders" for field in User._meta.get_fields()):
        return
    by_count: dict[int, list[int]] = {}
    for user_id, count in Counter(order.user_id for order in owned).items():
        by_count.setdefault(count, []).append(user_id)
    for count, ids in by_count.items():
        User.objects.filter(pk__in=ids).update(
            number_of_orders=F("number_of_orders") + count
        )


def _send(rows: Sequence[_Rows]) -> dict[uuid.UUID, Fulfillment]:
    """Send whole orders; gives the fulfillment of each."""
    parcels = [_parcel(row) for row in rows]
    insert(parcels)
    items = [
        [
            FulfillmentLine(fulfillment=parcel, order_line=line, quantity=line.quantity)
            for line in row.lines
        ]
        for row, parcel in zip(rows, parcels, strict=True)
    ]
    insert(itertools.chain.from_iterable(items))
    insert(_sent(row, lines) for row, lines in zip(rows, items, strict=True))
    return {parcel.order_id: parcel for parcel in parcels}


def _parcel(row: _Rows) -> Fulfillment:
    return Fulfillment(
        order=row.order,
        status=FulfillmentStatus.FULFILLED,
        fulfillment_order=1,
        created_at=row.purchase.sent_at,
    )


def _sent(row: _Rows, items: Sequence[FulfillmentLine]) -> OrderEvent:
    return OrderEvent(
        order=row.order,
        type=OrderEvents.FULFILLMENT_FULFILLED_ITEMS,
        date=row.purchase.sent_at,
        parameters={"fulfilled_items": [item.pk for item in items], "auto": False},
    )


def _tell(order: Order, parcel: Fulfillment | None) -> None:
    slug, email = order.channel.slug, order.user_email
    tell_order(order, "order_created", "order_paid")
    notify(UserNotifyEvent.ORDER_PAYMENT_CONFIRMATION, slug, email)
    tell_order(order, "order_fully_paid", "order_updated", "order_confirmed")
    notify(UserNotifyEvent.ORDER_CONFIRMATION, slug, email)
    if parcel is None:
        return
    tell("fulfillment_created", parcel, True)
    tell("fulfillment_approved", parcel, True)
    tell_order(order, "order_updated", "order_fulfilled")
    notify(UserNotifyEvent.ORDER_FULFILLMENT_CONFIRMATION, slug, email)


def _order_numbers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('order_order_number_seq') FROM generate_series(1, %s)",
            [count],
        )
        return [number for (number,) in cursor.fetchall()]


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, BATCH)):
        yield batch
