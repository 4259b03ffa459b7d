"""Carts as the shop shows them, and which of them to look at: by what has moved, and page by page.

Everything reads the writer. A cart is somebody's by its account or by an e-mail that was typed
into it; most carts are nobody's, and no walk looks at those.
"""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from ..core.hashing import normalized_email
from ..core.shop import CheckoutItem, CheckoutState
from .arrays import uuid_array
from .db import WRITER
from .private_hash import email_hash

NEVER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
FIRST_ID = "00000000-0000-0000-0000-000000000000"

# An account's cart may carry another e-mail than the account's: then that one is meant.
BY_IDS = """
SELECT cart.token, channel.slug, cart.currency, cart.user_id, cart.created_at, cart.last_change,
       cart.total_gross_amount, coalesce(nullif(cart.email, ''), owner.email, ''),
       line.lines, line.pieces, line.items
FROM checkout_checkout AS cart
JOIN channel_channel AS channel ON channel.id = cart.channel_id
LEFT JOIN account_user AS owner ON owner.id = cart.user_id
CROSS JOIN LATERAL (
    SELECT count(*) AS lines, coalesce(sum(quantity), 0) AS pieces,
           json_agg(json_build_array(variant_id, quantity) ORDER BY created_at, id)
             FILTER (WHERE NOT is_gift)::text AS items
    FROM checkout_checkoutline WHERE checkout_id = cart.token
) AS line
WHERE cart.token = ANY(%s::uuid[])
"""
# The shop keeps the token in the order and has an index on it.
COMPLETIONS = """
SELECT DISTINCT ON (checkout_token) checkout_token, id, created_at FROM order_order
WHERE checkout_token = ANY(%s::text[])
ORDER BY checkout_token, created_at, id
"""
SOMEBODYS = "(user_id IS NOT NULL OR email <> '')"
CHANGED = f"""
SELECT token FROM checkout_checkout
WHERE last_change BETWEEN %s AND %s AND {SOMEBODYS} ORDER BY last_change, token
"""  # noqa: S608 only constants of this module
# Orders that were imported may carry anything in place of a token.
ORDERED = """
SELECT checkout_token FROM order_order
WHERE created_at BETWEEN %s AND %s
  AND checkout_token ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
ORDER BY created_at, id
"""
PAGE = f"""
SELECT token FROM checkout_checkout
WHERE token > %s::uuid AND {SOMEBODYS} ORDER BY token LIMIT %s
"""  # noqa: S608 only constants of this module
NOT_SOMEBODYS = f"""
SELECT wanted.id FROM unnest(%s::uuid[]) AS wanted (id)
WHERE NOT EXISTS (
    SELECT FROM checkout_checkout WHERE token = wanted.id AND {SOMEBODYS}
)
"""  # noqa: S608 only constants of this module


@dataclass(frozen=True, slots=True)
class CheckoutSnapshot:
    """One cart with the e-mail that says whose it is (lower case, may be "")."""

    state: CheckoutState
    email: str


@dataclass(frozen=True, slots=True)
class Completion:
    """The order that was made of a cart, and when."""

    order_id: str
    at: datetime.datetime


def read_checkouts(ids: Iterable[str]) -> dict[str, CheckoutSnapshot]:
    """Return the carts with these ids as the writer shows them; one statement for all.

    An id that is missing from the answer is missing from the shop. Locks nothing.
    """
    wanted = uuid_array(ids)
    with connections[WRITER].cursor() as cursor:
        cursor.execute(BY_IDS, (wanted,))
        return {str(row[0]): _checkout(row) for row in cursor}


def read_completions(ids: Iterable[str]) -> dict[str, Completion]:
    """Return the orders that were made of these carts, the first of each; one statement for all.

    Read it after the carts: the shop makes the order before it takes the cart away.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(COMPLETIONS, (list(ids),))
        return {
            checkout_id: Completion(str(order_id), created_at)
            for checkout_id, order_id, created_at in cursor
        }


def changed_between(
    since: datetime.datetime, until: datetime.datetime | None
) -> list[str]:
    """Return somebody's carts that moved in this time, the oldest move first.

    Without `until` up to whatever the shop's clocks say.
    """
    return _ids(CHANGED, (since, until or NEVER))


def ordered_between(
    since: datetime.datetime, until: datetime.datetime | None
) -> list[str]:
    """Return the carts of which orders were made in this time, the oldest first."""
    return _ids(ORDERED, (since, until or NEVER))


def iterate_ids(after: str, limit: int) -> list[str]:
    """Return the next `limit` of somebody's carts by id, above `after`; [] at the end."""
    return _ids(PAGE, (after, limit))


def not_somebodys(ids: Sequence[str]) -> list[str]:
    """Return those of these carts that the shop does not have, or only as nobody's."""
    return _ids(NOT_SOMEBODYS, (uuid_array(ids),))


def _ids(statement: str, values: tuple[Any, ...]) -> list[str]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, values)
        return [str(checkout_id) for (checkout_id,) in cursor.fetchall()]


def _checkout(row: Sequence[Any]) -> CheckoutSnapshot:
    email = normalized_email(row[7])
    state = CheckoutState(
        id=str(row[0]),
        channel=row[1],
        currency=row[2],
        user_id=row[3],
        email_hash=email_hash(email),
        created_at=row[4],
        last_change=row[5],
        total_gross=row[6],
        lines=row[8],
        quantity=int(row[9]),
        items=tuple(
            CheckoutItem(variant_id=variant_id, quantity=quantity)
            for variant_id, quantity in json.loads(row[10] or "[]")
        ),
    )
    return CheckoutSnapshot(state, email)
