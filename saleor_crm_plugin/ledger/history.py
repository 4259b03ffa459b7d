"""Why a member's points moved: pages for the member, and every posting for whoever asks."""

import datetime
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connections

# Transactions in which a member gave or received, newest first; then what they did to the
# member's own balances. Two index scans of at most `first` rows each for each member.
_PAGES = """
WITH page AS (
    SELECT member.id AS member_id, member.profile_id, t.*
    FROM crm_ledger_account member
    CROSS JOIN LATERAL (
        SELECT moved.* FROM (
            (SELECT * FROM crm_ledger_transaction WHERE account_id = member.id
             AND id < %(before)s ORDER BY id DESC LIMIT %(first)s)
            UNION ALL
            (SELECT * FROM crm_ledger_transaction WHERE counterpart_id = member.id
             AND id < %(before)s ORDER BY id DESC LIMIT %(first)s)
        ) moved ORDER BY moved.id DESC LIMIT %(first)s
    ) t
    WHERE member.book_id = %(book)s AND member.profile_id = ANY(%(profiles)s)
)
SELECT t.profile_id, t.id, t.kind, t.key, t.points, t.shortfall, t.occurred_at,
       coalesce(l.source, '') AS source, coalesce(l.part, '') AS part,
       coalesce(r.reason, '') AS reason, coalesce(r.author, '') AS author,
       coalesce(d.pending, 0)::bigint AS pending, coalesce(d.available, 0)::bigint AS available,
       coalesce(d.reserved, 0)::bigint AS reserved, coalesce(d.owed, 0)::bigint AS owed
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
    FROM crm_ledger_posting p
    WHERE p.transaction_id = t.id AND p.account_id = t.member_id
) d ON true
ORDER BY t.profile_id, t.id DESC
"""

_EXPLAIN = """
SELECT member.profile_id, p.ordinal, p.lot_id, p.for_lot_id, p.source, p.destination, p.points,
       t.id AS transaction_id, t.kind, t.key, t.occurred_at,
       l.source AS lot_source, l.part AS lot_part, l.rule, l.expires_at,
       coalesce(r.reason, '') AS reason, coalesce(r.author, '') AS author
FROM crm_ledger_account member
CROSS JOIN LATERAL (
    SELECT * FROM crm_ledger_posting
    WHERE account_id = member.id AND ordinal > %(after)s ORDER BY ordinal LIMIT %(first)s
) p
JOIN crm_ledger_transaction t ON t.id = p.transaction_id
JOIN crm_ledger_lot l ON l.id = p.lot_id
LEFT JOIN crm_ledger_remark r ON r.transaction_id = t.id
WHERE member.book_id = %(book)s AND member.profile_id = ANY(%(profiles)s)
ORDER BY member.profile_id, p.ordinal
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
    book_id: int,
    profile_id: int,
    *,
    before: int | None = None,
    first: int,
    using: str = "default",
) -> list[HistoryEntry]:
    """Return a member's transactions, newest first; `before` is the last id of the page above.

    One query, whatever the length of the history.
    """
    pages = history_pages(
        book_id, [profile_id], before=before, first=first, using=using
    )
    return pages[profile_id]


def history_pages(
    book_id: int,
    profile_ids: Collection[int],
    *,
    before: int | None = None,
    first: int,
    using: str = "default",
) -> dict[int, list[HistoryEntry]]:
    """Return the same page of several members' histories, by profile; as `history_page`."""
    pages: dict[int, list[HistoryEntry]] = {one: [] for one in profile_ids}
    values = {
        "book": book_id,
        "profiles": list(pages),
        "before": before or _NEWEST,
        "first": first,
    }
    for row in _rows(_PAGES, values, using=using):
        pages[row.pop("profile_id")].append(HistoryEntry(**row))
    return pages


def explain(
    book_id: int,
    profile_id: int,
    *,
    after: int = 0,
    first: int = 1000,
    using: str = "default",
) -> list[Explanation]:
    """Return why each point of a member moved, in order; `after` is an ordinal already seen."""
    pages = explanations(book_id, [profile_id], after=after, first=first, using=using)
    return pages[profile_id]


def explanations(
    book_id: int,
    profile_ids: Collection[int],
    *,
    after: int = 0,
    first: int = 1000,
    using: str = "default",
) -> dict[int, list[Explanation]]:
    """Return the same page of several members' postings, by profile; as `explain`. One query."""
    pages: dict[int, list[Explanation]] = {one: [] for one in profile_ids}
    values = {
        "book": book_id,
        "profiles": list(pages),
        "after": after,
        "first": first,
    }
    for row in _rows(_EXPLAIN, values, using=using):
        # The connection hands JSON over as text.
        row["rule"] = json.loads(row["rule"])
        pages[row.pop("profile_id")].append(Explanation(**row))
    return pages


def _rows(sql: str, values: dict[str, Any], *, using: str) -> list[dict[str, Any]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
