"""Why a member's points moved: pages for the member, and every posting for whoever asks."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connection

from .models import Account

# Transactions in which the member gave or received, newest first; then what they did to the
# member's own balances. Two index scans of at most `first` rows each.
_PAGE = """
WITH page AS (
    SELECT t.* FROM (
        (SELECT * FROM crm_ledger_transaction
         WHERE account_id = %(account)s AND id < %(before)s ORDER BY id DESC LIMIT %(first)s)
        UNION ALL
        (SELECT * FROM crm_ledger_transaction
         WHERE counterpart_id = %(account)s AND id < %(before)s ORDER BY id DESC LIMIT %(first)s)
    ) t ORDER BY t.id DESC LIMIT %(first)s
)
SELECT t.id, t.kind, t.key, t.points, t.shortfall, t.occurred_at,
       coalesce(l.source, '') AS source, coalesce(l.part, '') AS part,
       coalesce(r.reason, '') AS reason, coalesce(r.author, '') AS author,
       coalesce(d.pending, 0) AS pending, coalesce(d.available, 0) AS available,
       coalesce(d.reserved, 0) AS reserved, coalesce(d.owed, 0) AS owed
FROM page t
LEFT JOIN crm_ledger_lot l ON l.id = t.lot_id
LEFT JOIN crm_ledger_remark r ON r.transaction_id = t.id
LEFT JOIN LATERAL (
    SELECT sum(CASE 'pending' WHEN p.destination THEN points WHEN p.source THEN -points END)
               AS pending,
           sum(CASE 'available' WHEN p.destination THEN points WHEN p.source THEN -points END)
               AS available,
           sum(CASE 'reserved' WHEN p.destination THEN points WHEN p.source THEN -points END)
               AS reserved,
           -sum(CASE 'owed' WHEN p.destination THEN points WHEN p.source THEN -points END)
               AS owed
    FROM crm_ledger_posting p WHERE p.transaction_id = t.id AND p.account_id = %(account)s
) d ON true
ORDER BY t.id DESC
"""

_EXPLAIN = """
SELECT p.ordinal, p.lot_id, p.for_lot_id, p.source, p.destination, p.points,
       t.id AS transaction_id, t.kind, t.key, t.occurred_at,
       l.source AS lot_source, l.part AS lot_part, l.rule, l.expires_at,
       coalesce(r.reason, '') AS reason, coalesce(r.author, '') AS author
FROM crm_ledger_posting p
JOIN crm_ledger_transaction t ON t.id = p.transaction_id
JOIN crm_ledger_lot l ON l.id = p.lot_id
LEFT JOIN crm_ledger_remark r ON r.transaction_id = t.id
WHERE p.account_id = %(account)s AND p.ordinal > %(after)s
ORDER BY p.ordinal LIMIT %(first)s
"""
_NEWEST = 2**63 - 1


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryEntry:
    """One transaction as the member sees it: what it changed in their balances.

    `points` is what was asked for; `pending` … `owed` are the signed changes (`owed` above zero
    is more debt). `source` and `part` name what the lot was earned with, where there is one lot.
    """

    id: int
    kind: str
    key: str
    points: int
    shortfall: int
    occurred_at: datetime.datetime
    source: str
    part: str
    reason: str
    author: str
    pending: int
    available: int
    reserved: int
    owed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """One posting with its reasons: the cause, the lot, and the rule that granted the lot."""

    ordinal: int
    lot_id: int
    for_lot_id: int | None
    source: str
    destination: str
    points: int
    transaction_id: int
    kind: str
    key: str
    occurred_at: datetime.datetime
    lot_source: str
    lot_part: str
    rule: dict[str, Any]
    expires_at: datetime.datetime | None
    reason: str
    author: str


def history_page(
    book_id: int, profile_id: int, *, before: int | None = None, first: int
) -> list[HistoryEntry]:
    """Return a member's transactions, newest first; `before` is the last id of the page above.

    Two queries, whatever the length of the history.
    """
    account = _account_id(book_id, profile_id)
    values = {"account": account, "before": before or _NEWEST, "first": first}
    return [HistoryEntry(**row) for row in _rows(_PAGE, values)]


def explain(
    book_id: int, profile_id: int, *, after: int = 0, first: int = 1000
) -> list[Explanation]:
    """Return why each point of a member moved, in order; `after` is an ordinal already seen."""
    account = _account_id(book_id, profile_id)
    return [
        Explanation(**row)
        for row in _rows(_EXPLAIN, {"account": account, "after": after, "first": first})
    ]


def _account_id(book_id: int, profile_id: int) -> int | None:
    accounts = Account.objects.filter(book_id=book_id, profile_id=profile_id)
    return accounts.values_list("id", flat=True).first()


def _rows(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
