"""Which orders to look at: by what has moved, and page by page."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections

from .db import WRITER, replica_alias
from .order_sql import fingerprint_sql
from .snapshots import fingerprint_seed

NEVER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
FIRST_ID = "00000000-0000-0000-0000-000000000000"

# Each table that belongs to an order moves a clock of its own; all of them are indexed except the
# legacy payment's, whose order moves along with it.
CHANGED = """
SELECT id FROM order_order WHERE updated_at BETWEEN %(since)s AND %(until)s
UNION SELECT order_id FROM order_orderevent WHERE date BETWEEN %(since)s AND %(until)s
UNION SELECT order_id FROM payment_transactionitem
      WHERE modified_at BETWEEN %(since)s AND %(until)s AND order_id IS NOT NULL
UNION SELECT item.order_id FROM payment_transactionevent AS event
      JOIN payment_transactionitem AS item ON item.id = event.transaction_id
      WHERE event.created_at BETWEEN %(since)s AND %(until)s AND item.order_id IS NOT NULL
UNION SELECT order_id FROM order_ordergrantedrefund
      WHERE updated_at BETWEEN %(since)s AND %(until)s
"""
MISSING = """
SELECT wanted.id FROM unnest(%s::uuid[]) AS wanted (id)
WHERE NOT EXISTS (SELECT FROM order_order WHERE order_order.id = wanted.id)
"""
ACCOUNT = "SELECT user_id FROM order_order WHERE id = %s::uuid"
PAGE = """
SELECT id, created_at, user_id, user_email FROM order_order
WHERE (created_at, id) > (%s, %s::uuid) ORDER BY created_at, id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk through all orders, oldest first, has got to."""

    created_at: datetime.datetime = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)
    order_id: str = FIRST_ID


@dataclass(frozen=True, slots=True)
class Bought:
    """An order, when it was made, and whom the shop names as its buyer."""

    order_id: str
    created_at: datetime.datetime
    user_id: int | None
    email: str

    @property
    def place(self) -> Place:
        """Where a walk is that has come as far as this order."""
        return Place(self.created_at, self.order_id)


def changed_between(
    since: datetime.datetime, until: datetime.datetime | None
) -> list[str]:
    """Return the orders of which anything moved in this time; reads the writer.

    Without `until` up to whatever the shop's clocks say.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CHANGED, {"since": since, "until": until or NEVER})
        return [str(order_id) for (order_id,) in cursor.fetchall()]


def missing(ids: Sequence[str]) -> list[str]:
    """Return those of these orders that the shop does not have."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(MISSING, (list(ids),))
        return [str(order_id) for (order_id,) in cursor.fetchall()]


def iterate_orders(after: Place, limit: int) -> list[Bought]:
    """Return the next `limit` orders by time of creation; [] at the end."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(PAGE, (after.created_at, after.order_id, limit))
        return [
            Bought(str(order_id), created_at, user_id, email)
            for order_id, created_at, user_id, email in cursor.fetchall()
        ]


def iterate_ids(after: Place, limit: int) -> tuple[list[str], Place]:
    """Return the ids of these orders, and where to go on; ([], `after`) at the end."""
    page = iterate_orders(after, limit)
    return [order.order_id for order in page], page[-1].place if page else after


def account_of(order_id: str, *, using: str = WRITER) -> int | None:
    """Return the account that the order, or draft, is for; None for a guest's or an unknown one."""
    with connections[using].cursor() as cursor:
        cursor.execute(ACCOUNT, (order_id,))
        found = cursor.fetchone()
    return found[0] if found else None


def count_orders() -> int:
    """Return how many orders the shop has; may lag a little."""
    with connections[replica_alias()].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM order_order")
        return int(cursor.fetchone()[0])


def fingerprints(after_id: str, limit: int) -> dict[str, int]:
    """Return the fingerprints of the next `limit` orders by id, as `read_orders` would show them.

    One statement; an empty answer is the end.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            fingerprint_sql(),
            {"after": after_id, "limit": limit, "seed": fingerprint_seed()},
        )
        return {
            str(order_id): fingerprint for order_id, fingerprint in cursor.fetchall()
        }
