"""What the shop shows now, as plain frozen snapshots in our words."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import connections

from ..core.hashing import normalized_email
from ..core.shop import CustomerState, OrderLineState, OrderState
from .arrays import uuid_array
from .customer_sql import CUSTOMERS
from .db import WRITER
from .order_sql import snapshot_sql
from .private_hash import email_hash, private_hash_key, text_hash

__all__ = [
    "CustomerSnapshot",
    "OrderSnapshot",
    "email_hash",
    "fingerprint_seed",
    "read_customers",
    "read_orders",
]

# Fulfillments in these states are not, or no longer, goods in the customer's hands.
NOT_HANDED_OVER = frozenset({"canceled", "waiting_for_approval"})
RETURNED = frozenset({"returned", "refunded_and_returned"})
REFUNDED = frozenset({"refunded", "refunded_and_returned"})
REPLACED = "replaced"
FULFILLED = "fulfilled"
# Amounts as they are written, not as binary fractions.
_decoder = json.JSONDecoder(parse_float=Decimal)

CANCELED_ORDER = frozenset({"canceled", "expired"})


@dataclass(frozen=True, slots=True)
class OrderSnapshot:
    """One order, its customer's e-mail (lower case, may be ""), and a hash of all that was read.

    Two snapshots with the same fingerprint show the same state, the catalog aside.
    """

    state: OrderState
    email: str
    fingerprint: int = 0


@dataclass(frozen=True, slots=True)
class CustomerSnapshot:
    """One account with its personal text (the e-mail in lower case)."""

    state: CustomerState
    email: str
    first_name: str
    last_name: str


def fingerprint_seed() -> int:
    """Return the number under which fingerprints are made, so that nobody else can make them."""
    return int.from_bytes(private_hash_key()[:8], "big", signed=True)


def read_orders(ids: Iterable[str]) -> dict[str, OrderSnapshot]:
    """Return the orders with these ids as the writer shows them; one statement for all.

    An id that is missing from the answer is missing from the shop. Locks nothing.
    """
    wanted = [str(order_id) for order_id in ids]
    if not wanted:
        return {}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            _orders_sql(), {"ids": uuid_array(wanted), "seed": fingerprint_seed()}
        )
        names = [column.name for column in cursor.description]
        rows = (dict(zip(names, row, strict=True)) for row in cursor)
        return {(order := _order(row)).state.id: order for row in rows}


def read_customers(ids: Iterable[int]) -> dict[int, CustomerSnapshot]:
    """Return the accounts with these ids as the writer shows them; one statement for all.

    An id that is missing from the answer is missing from the shop. Locks nothing.
    """
    wanted = [int(user_id) for user_id in ids]
    if not wanted:
        return {}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CUSTOMERS, {"ids": wanted})
        return {row[0]: _customer(row) for row in cursor}


@lru_cache(maxsize=1)
def _orders_sql() -> str:
    return snapshot_sql()


def _order(row: Mapping[str, Any]) -> OrderSnapshot:
    email = normalized_email(row["email"])
    status = row["status"]
    is_canceled = status in CANCELED_ORDER
    state = OrderState(
        id=str(row["id"]),
        number=str(row["number"]),
        channel=row["channel"],
        currency=row["currency"],
        status=status,
        placed_at=row["placed_at"],
        user_id=row["user_id"],
        email_hash=email_hash(email),
        is_reissue=row["is_reissue"],
        total_gross=row["total_gross_amount"],
        total_net=row["total_net_amount"],
        shipping_gross=row["shipping_price_gross_amount"],
        shipping_net=row["shipping_price_net_amount"],
        voucher_code_hash=text_hash(row["voucher_code"]),
        paid=row["paid"],
        paid_at=row["paid_at"],
        paid_by_gift_cards=row["by_gift_card"],
        refunded=row["refunded"],
        # What is refunded for shipping is part of what is refunded.
        refunded_shipping=min(row["refunded_shipping"], row["refunded"]),
        refunded_at=row["refunded_at"],
        returned_at=row["returned_at"],
        charged_back=row["charged_back"],
        charged_back_at=row["charged_back_at"],
        is_canceled=is_canceled,
        canceled_at=row["canceled_at"] if is_canceled else None,
        lines=_lines(row),
    )
    if state.returned_at is None and any(line.returned for line in state.lines):
        state = _with_time_of_return(state, _loads(row["moves"]))
    return OrderSnapshot(state, email, row["fingerprint"])


def _lines(row: Mapping[str, Any]) -> tuple[OrderLineState, ...]:
    moves: dict[str, list[list[Any]]] = {}
    for move in _loads(row["moves"]):
        moves.setdefault(move[0], []).append(move)
    granted: dict[str, int] = {}
    for line_id, quantity in _loads(row["pieces"]):
        granted[line_id] = granted.get(line_id, 0) + quantity
    products = {product[0]: product for product in _loads(row["products"])}
    return tuple(
        _line(
            line,
            moves.get(line[0], ()),
            granted.get(line[0], 0),
            products.get(line[0]),
            row["fulfilled_at"],
        )
        for line in _loads(row["lines"])
    )


def _line(
    line: Sequence[Any],
    moves: Sequence[Sequence[Any]],
    granted: int,
    product: Sequence[Any] | None,
    any_fulfilled_at: datetime.datetime | None,
) -> OrderLineState:
    line_id, quantity, total_gross, total_net, is_gift_card = line
    fulfilled = returned = refunded = replaced = 0
    for _, status, moved, _ in moves:
        fulfilled += moved if status not in NOT_HANDED_OVER else 0
        returned += moved if status in RETURNED else 0
        refunded += moved if status in REFUNDED else 0
        replaced += moved if status == REPLACED else 0
    return OrderLineState(
        id=line_id,
        product_id=product[1] if product else None,
        variant_id=product[2] if product else None,
        category_id=product[3] if product else None,
        collection_ids=tuple(product[4] or ()) if product else (),
        is_gift_card=is_gift_card,
        quantity=quantity,
        total_gross=Decimal(total_gross),
        total_net=Decimal(total_net),
        fulfilled=fulfilled,
        fulfilled_at=_fulfilled_at(moves, any_fulfilled_at) if fulfilled else None,
        returned=returned,
        refunded=min(refunded + granted, max(quantity, refunded)),
        replaced=replaced,
    )


def _fulfilled_at(
    moves: Sequence[Sequence[Any]], any_fulfilled_at: datetime.datetime | None
) -> datetime.datetime | None:
    """Return when the last piece was handed over.

    Where all pieces came back, their fulfillment is gone: the order's own history knows, or else
    it was not later than the first return.
    """
    sent = [_moment(at) for _, status, _, at in moves if status == FULFILLED]
    if sent:
        return max(sent)
    moved = [_moment(at) for _, status, _, at in moves if status not in NOT_HANDED_OVER]
    return any_fulfilled_at or min(moved)


def _with_time_of_return(
    state: OrderState, moves: Sequence[Sequence[Any]]
) -> OrderState:
    returned_at = max(_moment(at) for _, status, _, at in moves if status in RETURNED)
    return replace(state, returned_at=returned_at)


def _customer(row: Sequence[Any]) -> CustomerSnapshot:
    email = normalized_email(row[1])
    state = CustomerState(
        id=row[0],
        email_hash=email_hash(email),
        joined_at=row[4],
        is_active=row[5],
        is_staff=row[6],
        is_confirmed=row[7],
        has_verified_email=row[9],
        language=row[8],
    )
    return CustomerSnapshot(state, email, row[2], row[3])


def _loads(text: str | None) -> list[list[Any]]:
    return _decoder.decode(text) if text else []


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)
