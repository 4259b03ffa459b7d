"""Payments that failed: in transactions that apps report, and in those of older gateways.

An app may report a failure with a time of its own, long past, and older gateways' rows have no
index on their time; so the walk goes by the rows' numbers. Numbers are given before a row can be
seen, so every look goes back behind what was there a good while ago: see `Place`.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db import connections

from .arrays import uuid_array
from .db import WRITER
from .reading import read_rows

TRANSACTION, GATEWAY = "transaction", "gateway"

# What comes after the given numbers, oldest number first. Refunds and cancellations that fail are
# the shop's trouble and not the customer's.
FAILURES = """
SELECT 'transaction' AS source, event.id, event.created_at AS failed_at, event.amount_value AS amount,
       event.currency, item.order_id, item.checkout_id
FROM payment_transactionevent AS event
JOIN payment_transactionitem AS item ON item.id = event.transaction_id
WHERE event.id > %(transaction)s
  AND event.type IN ('charge_failure', 'authorization_failure')
  AND (item.order_id IS NOT NULL OR item.checkout_id IS NOT NULL)
UNION ALL
SELECT 'gateway', move.id, move.created_at, move.amount, move.currency,
       payment.order_id, payment.checkout_id
FROM payment_transaction AS move
JOIN payment_payment AS payment ON payment.id = move.payment_id
WHERE move.id > %(gateway)s
  AND ((NOT move.is_success
        AND move.kind IN ('auth', 'capture', 'confirm', 'pending', 'action_to_confirm'))
       OR move.kind = 'capture_failed')
  AND (payment.order_id IS NOT NULL OR payment.checkout_id IS NOT NULL)
ORDER BY source, id
"""
LATEST = """
SELECT coalesce((SELECT max(id) FROM payment_transactionevent), 0) AS transaction,
       coalesce((SELECT max(id) FROM payment_transaction), 0) AS gateway
"""
# What an order still waits for: neither paid nor covered by gift cards or an authorization.
DUES = """
SELECT placed.id, placed.currency,
       placed.total_gross_amount - placed.total_charged_amount
         - placed.total_authorized_amount AS due
FROM order_order AS placed
WHERE placed.id = ANY(%(ids)s::uuid[])
  AND placed.status NOT IN ('draft', 'canceled', 'expired', 'returned')
  AND placed.authorize_status <> 'full' AND placed.charge_status NOT IN ('full', 'overcharged')
"""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of a row in each of the two tables."""

    transaction: int = 0
    gateway: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentFailure:
    """One failed attempt, on an order or on a cart (one of the two ids is None).

    `source` and `id` together never change. `amount` is what should have been paid, in
    `currency`; 0 where the app did not say.
    """

    source: str
    id: int
    failed_at: datetime.datetime
    amount: Decimal
    currency: str
    order_id: str | None
    checkout_id: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentDue:
    """What an order still waits for, more than 0."""

    amount: Decimal
    currency: str


def failed_payments(after: Numbers) -> list[PaymentFailure]:
    """Return what failed in rows of higher numbers, as the writer shows them. One query."""
    found = read_rows(
        FAILURES, {"transaction": after.transaction, "gateway": after.gateway}, WRITER
    )
    return [
        PaymentFailure(
            source=row["source"],
            id=row["id"],
            failed_at=row["failed_at"],
            amount=row["amount"],
            currency=row["currency"],
            order_id=str(row["order_id"]) if row["order_id"] else None,
            # An order's payment was its cart's before.
            checkout_id=str(row["checkout_id"])
            if row["checkout_id"] and not row["order_id"]
            else None,
        )
        for row in found
    ]


def latest_numbers() -> Numbers:
    """Return the highest numbers that the writer shows now. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LATEST)
        return Numbers(*cursor.fetchone())


def payments_due(
    order_ids: Collection[str], *, using: str = WRITER
) -> dict[str, PaymentDue]:
    """Return what these orders still wait for; those that wait for nothing are absent. One query.

    Canceled and returned orders wait for nothing, nor does one whose payment is authorized.
    """
    if not order_ids:
        return {}
    found = read_rows(DUES, {"ids": uuid_array(order_ids)}, using)
    return {
        str(row["id"]): PaymentDue(amount=row["due"], currency=row["currency"])
        for row in found
        if row["due"] > 0
    }
