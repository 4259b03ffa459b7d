"""Told rows of carts: locked before the shop is read, written when all is told, forgotten later."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connections
from pydantic_core import to_json

from ..core.shop import CheckoutState
from ..saleor_adapter.arrays import uuid_array
from ..saleor_adapter.db import WRITER
from .states import checkout_from_json, state_to_json

# Both in the order of ids, so that two observers wait for each other instead of dying.
MAKE = """
INSERT INTO crm_told_checkout (checkout_id)
SELECT checkout_id FROM unnest(%s::uuid[]) AS checkout_id ORDER BY checkout_id
ON CONFLICT (checkout_id) DO NOTHING
"""
LOCK = """
SELECT checkout_id, state, revision, profile_id
FROM crm_told_checkout WHERE checkout_id = ANY(%s::uuid[])
ORDER BY checkout_id FOR NO KEY UPDATE
"""
COLUMNS = {
    "state": "jsonb",
    "revision": "int",
    "profile_id": "bigint",
    "user_id": "int",
    "email_hash": "text",
    "channel": "text",
    "currency": "text",
    "quantity": "int",
    "total_gross": "numeric",
    "last_change": "timestamptz",
    "order_id": "uuid",
    "is_open": "boolean",
}
SAME_NAME = (
    "user_id",
    "email_hash",
    "channel",
    "currency",
    "quantity",
    "total_gross",
    "last_change",
    "order_id",
    "is_open",
)
# The rows are locked already.
WRITE = f"""
UPDATE crm_told_checkout AS told
SET {", ".join(f"{name} = seen.{name}" for name in COLUMNS)}, told_at = now()
FROM json_to_recordset(%s) AS seen (
    checkout_id uuid, {", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())}
)
WHERE told.checkout_id = seen.checkout_id
"""  # noqa: S608 only constants of this module
# Rows that somebody observes just now stay for the next time.
FORGET = """
DELETE FROM crm_told_checkout WHERE checkout_id IN (
    SELECT checkout_id FROM crm_told_checkout
    WHERE NOT is_open AND told_at < %s
    ORDER BY told_at LIMIT %s FOR UPDATE SKIP LOCKED
)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckoutRow:
    """What was told about a cart, with the lock held; `state` is None before the first time."""

    state: CheckoutState | None = None
    revision: int = 0
    profile_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenCheckout:
    """What is to be remembered about a cart."""

    state: CheckoutState
    revision: int
    profile_id: int | None


def lock(checkout_ids: Iterable[str]) -> dict[str, CheckoutRow]:
    """Make the rows that are missing, lock all of them to the end of the transaction, read them."""
    ids = uuid_array(checkout_ids)
    with connections[WRITER].cursor() as cursor:
        cursor.execute(MAKE, (ids,))
        cursor.execute(LOCK, (ids,))
        return {
            str(checkout_id): CheckoutRow(
                state=checkout_from_json(state) if state else None,
                revision=revision,
                profile_id=profile_id,
            )
            for checkout_id, state, revision, profile_id in cursor
        }


def write(rows: Sequence[SeenCheckout]) -> None:
    """Remember what was seen, in one statement; the rows have to be locked."""
    if not rows:
        return
    with connections[WRITER].cursor() as cursor:
        cursor.execute(WRITE, (f"[{','.join(_as_json(row) for row in rows)}]",))


def forget_closed(before: datetime.datetime, limit: int) -> int:
    """Delete up to `limit` rows that are not open and were told before; return how many."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(FORGET, (before, limit))
        return int(cursor.rowcount)


def _as_json(row: SeenCheckout) -> str:
    values = {
        **{name: getattr(row.state, name) for name in SAME_NAME},
        "checkout_id": row.state.id,
        "revision": row.revision,
        "profile_id": row.profile_id,
    }
    # The state goes in as the text that it is, rather than being taken apart once more.
    return f'{to_json(values).decode()[:-1]},"state":{state_to_json(row.state)}}}'
