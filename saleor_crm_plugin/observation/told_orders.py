"""Told rows of orders: locked before the shop is read, written when all is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connections
from pydantic_core import to_json

from ..core.shop import ZERO, OrderState
from ..saleor_adapter.arrays import uuid_array
from ..saleor_adapter.db import WRITER
from .states import order_from_json, state_to_json

# Both in the order of ids, so that two observers wait for each other instead of dying.
MAKE = """
INSERT INTO crm_told_order (order_id)
SELECT order_id FROM unnest(%s::uuid[]) AS order_id ORDER BY order_id
ON CONFLICT (order_id) DO NOTHING
"""
LOCK = """
SELECT order_id, state, revision, fingerprint, profile_id, is_placed
FROM crm_told_order WHERE order_id = ANY(%s::uuid[])
ORDER BY order_id FOR NO KEY UPDATE
"""
COLUMNS = {
    "state": "jsonb",
    "revision": "int",
    "fingerprint": "bigint",
    "profile_id": "bigint",
    "user_id": "int",
    "email_hash": "text",
    "channel": "text",
    "currency": "text",
    "placed_at": "timestamptz",
    "total_gross": "numeric",
    "total_net": "numeric",
    "shipping_gross": "numeric",
    "shipping_net": "numeric",
    "lines_gross": "numeric",
    "lines_net": "numeric",
    "paid": "numeric",
    "paid_by_gift_cards": "numeric",
    "refunded": "numeric",
    "refunded_shipping": "numeric",
    "charged_back": "numeric",
    "is_placed": "boolean",
    "is_canceled": "boolean",
    "is_gone": "boolean",
    "is_reissue": "boolean",
}
SAME_NAME = (
    "user_id",
    "email_hash",
    "channel",
    "currency",
    "total_gross",
    "total_net",
    "shipping_gross",
    "shipping_net",
    "paid",
    "paid_by_gift_cards",
    "refunded",
    "refunded_shipping",
    "charged_back",
    "is_canceled",
    "is_gone",
    "is_reissue",
)
# The rows are locked already.
WRITE = f"""
UPDATE crm_told_order AS told
SET {", ".join(f"{name} = seen.{name}" for name in COLUMNS)}, told_at = now()
FROM json_to_recordset(%s) AS seen (
    order_id uuid, {", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())}
)
WHERE told.order_id = seen.order_id
"""  # noqa: S608 only constants of this module


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldRow:
    """What was told about an order, with the lock held; `state` is None before the first time."""

    state: OrderState | None = None
    revision: int = 0
    fingerprint: int | None = None
    profile_id: int | None = None
    is_placed: bool = False

    @property
    def told_state(self) -> OrderState | None:
        """The state from which differences are told: None until the order was placed."""
        return self.state if self.is_placed else None


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenRow:
    """What is to be remembered about an order."""

    state: OrderState
    revision: int
    fingerprint: int | None
    profile_id: int | None
    is_placed: bool


def lock(order_ids: Iterable[str]) -> dict[str, ToldRow]:
    """Make the rows that are missing, lock all of them to the end of the transaction, read them."""
    ids = uuid_array(order_ids)
    with connections[WRITER].cursor() as cursor:
        cursor.execute(MAKE, (ids,))
        cursor.execute(LOCK, (ids,))
        return {
            str(order_id): ToldRow(
                state=order_from_json(state) if state else None,
                revision=revision,
                fingerprint=fingerprint,
                profile_id=profile_id,
                is_placed=is_placed,
            )
            for order_id, state, revision, fingerprint, profile_id, is_placed in cursor
        }


def write(rows: Sequence[SeenRow]) -> None:
    """Remember what was seen, in one statement; the rows have to be locked."""
    if not rows:
        return
    with connections[WRITER].cursor() as cursor:
        cursor.execute(WRITE, (f"[{','.join(_as_json(row) for row in rows)}]",))


def _as_json(row: SeenRow) -> str:
    state = row.state
    values = {
        **{name: getattr(state, name) for name in SAME_NAME},
        "order_id": state.id,
        "placed_at": state.placed_at,
        "revision": row.revision,
        "fingerprint": row.fingerprint,
        "profile_id": row.profile_id,
        "is_placed": row.is_placed,
        "lines_gross": sum((line.total_gross for line in state.lines), ZERO),
        "lines_net": sum((line.total_net for line in state.lines), ZERO),
    }
    # The state goes in as the text that it is, rather than being taken apart once more.
    return f'{to_json(values).decode()[:-1]},"state":{state_to_json(state)}}}'
