"""Purchases from before the shop, as another system told them: kept for history and for insight."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from pydantic_core import to_json

from ..core.facts import Origin
from ..outbox.actions import publish
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.private_hash import text_hash
from ..saleor_adapter.reading import read_rows
from .events import PastPurchaseTold, PastPurchaseWithdrawn

# Locks: the unique keys in the order of the hashes.
TELL = """
INSERT INTO crm_past_purchase
    (profile_id, source, number_hash, placed_at, currency, amount, items, lines)
SELECT profile_id, source, number_hash, placed_at, currency, amount, items, lines
FROM json_to_recordset(%(given)s) AS given (
    profile_id bigint, source text, number_hash text, placed_at timestamptz, currency text,
    amount numeric, items int, lines jsonb
)
ORDER BY source, number_hash
ON CONFLICT (source, number_hash) DO NOTHING
RETURNING id, number_hash
"""
KNOWN = """
SELECT id, number_hash, profile_id, placed_at, currency, amount, items
FROM crm_past_purchase
WHERE source = %(source)s AND number_hash = ANY(%(hashes)s)
"""
WITHDRAW = """
DELETE FROM crm_past_purchase
WHERE id IN (SELECT id FROM crm_past_purchase WHERE id = ANY(%(ids)s) ORDER BY id FOR UPDATE)
RETURNING id, profile_id, placed_at, currency, amount, items
"""


@dataclass(frozen=True, slots=True)
class PastLine:
    """So many pieces of one of the shop's products, in its category of then."""

    product_id: int
    category_id: int | None
    quantity: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PastPurchase:
    """One purchase elsewhere; `source` is the other system's code, `number` what it calls the order.

    Only the number's keyed hash is kept. `amount` is what was paid, in whole units of `currency`.
    `lines` are the goods that the shop sells too; as the catalog changes, they say nothing about
    whether two purchases are the same.
    """

    profile_id: int
    source: str
    number: str
    placed_at: datetime.datetime
    currency: str
    amount: Decimal
    items: int
    lines: tuple[PastLine, ...] = field(default=(), compare=False)


def known_purchases(source: str, numbers: Sequence[str]) -> dict[str, PastPurchase]:
    """Return those of a system's purchases that were told before, by number. One query."""
    hashes = {text_hash(number): number for number in numbers}
    rows = read_rows(KNOWN, {"source": source, "hashes": list(hashes)}, WRITER)
    return {
        hashes[row["number_hash"]]: PastPurchase(
            profile_id=row["profile_id"],
            source=source,
            number=hashes[row["number_hash"]],
            placed_at=row["placed_at"],
            currency=row["currency"],
            amount=row["amount"],
            items=row["items"],
        )
        for row in rows
    }


def tell_past_purchases(told: Sequence[PastPurchase]) -> dict[str, int]:
    """Keep purchases and publish PastPurchaseTold, which starts nothing; return new ids by number.

    Idempotent by source and number: what is known stays as it is. All of one source.
    """
    if not told:
        return {}
    numbers = {text_hash(one.number): one for one in told}
    given = [_row(one, hashed) for hashed, one in numbers.items()]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TELL, {"given": to_json(given).decode()})
        added = {numbers[hashed]: row_id for row_id, hashed in cursor.fetchall()}
        publish(
            [
                PastPurchaseTold(
                    key=f"past-purchase:{row_id}",
                    occurred_at=one.placed_at,
                    origin=Origin.IMPORT,
                    profile_id=one.profile_id,
                    **_words(one.source, one.currency, one.amount, one.items),
                )
                for one, row_id in added.items()
            ]
        )
    return {one.number: row_id for one, row_id in added.items()}


def withdraw_past_purchases(ids: Sequence[int], *, now: datetime.datetime) -> set[int]:
    """Delete purchases that were told by mistake, and publish PastPurchaseWithdrawn.

    Idempotent; returns the ids of those that were there.
    """
    if not ids:
        return set()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WITHDRAW, {"ids": list(ids)})
        gone = cursor.fetchall()
        publish(
            [
                PastPurchaseWithdrawn(
                    key=f"past-purchase-withdrawn:{row_id}",
                    occurred_at=now,
                    origin=Origin.IMPORT,
                    profile_id=profile_id,
                    **_words("", currency, amount, items),
                )
                for row_id, profile_id, _, currency, amount, items in gone
            ]
        )
    return {row[0] for row in gone}


def _row(one: PastPurchase, number_hash: str) -> dict[str, Any]:
    return {
        "profile_id": one.profile_id,
        "source": one.source,
        "number_hash": number_hash,
        "placed_at": one.placed_at,
        "currency": one.currency,
        "amount": str(one.amount),
        "items": one.items,
        "lines": [asdict(line) for line in one.lines],
    }


def _words(source: str, currency: str, amount: Decimal, items: int) -> dict[str, Any]:
    return {
        "source": source,
        "currency": currency,
        "amount": amount,
        "quantity": items,
    }
