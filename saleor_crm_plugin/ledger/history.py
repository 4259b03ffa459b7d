"""Why a member's points moved: pages for the member, and every posting for whoever asks."""

import datetime
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connections

from ..identity.whole_person import ONESELF, WHOLE_PERSON

# Transactions in which a member gave or received, newest first; then what they did to the
# member's own balances. What went from one profile of a person to another was no movement of the
# person's. Two index scans of at most `first` rows each for each profile.
_PAGES = """
WITH person AS (
    SELECT asked.profile, array_agg(account.id) AS accounts
    FROM unnest(%(profiles)s::bigint[]) AS asked (profile)
    CROSS JOIN LATERAL {members} AS member (id)
    JOIN crm_ledger_account AS account
      ON account.book_id = %(book)s AND account.profile_id = member.id
    GROUP BY asked.profile
), page AS (
    SELECT person.profile AS asked_id, newest.*
    FROM person CROSS JOIN LATERAL (
        SELECT own.id AS member_id, moved.* FROM unnest(person.accounts) AS own (id)
        CROSS JOIN LATERAL (
            (SELECT * FROM crm_ledger_transaction WHERE account_id = own.id
             AND (counterpart_id = ANY(person.accounts)) IS NOT TRUE
             AND id < %(before)s ORDER BY id DESC LIMIT %(first)s)
            UNION ALL
            (SELECT * FROM crm_ledger_transaction WHERE counterpart_id = own.id
             AND (account_id = ANY(person.accounts)) IS NOT TRUE
             AND id < %(before)s ORDER BY id DESC LIMIT %(first)s)
        ) AS moved
        ORDER BY moved.id DESC LIMIT %(first)s
    ) AS newest
)
SELECT t.asked_id, account.profile_id, t.id, t.kind, t.key, t.points, t.shortfall, t.occurred_at,
       coalesce(l.source, '') AS source, coalesce(l.part, '') AS part,
       coalesce(r.reason, '') AS reason, coalesce(r.author, '') AS author,
       coalesce(d.pending, 0)::bigint AS pending, coalesce(d.available, 0)::bigint AS available,
       coalesce(d.reserved, 0)::bigint AS reserved, coalesce(d.owed, 0)::bigint AS owed
FROM page t
JOIN crm_ledger_account AS account ON account.id = t.member_id
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
ORDER BY t.asked_id, t.id DESC
"""

_EXPLAIN = """
SELECT asked.profile AS asked_id, account.profile_id, p.ordinal, p.lot_id, p.for_lot_id, p.source, p.destination, p.points,
       t.id AS transaction_id, t.kind, t.key, t.occurred_at,
       l.source AS lot_source, l.part AS lot_part, l.rule, l.expires_at,
       coalesce(r.reason, '') AS reason, coalesce(r.author, '') AS author
FROM unnest(%(profiles)s::bigint[]) AS asked (profile)
CROSS JOIN LATERAL (
    SELECT own.* FROM {members} AS member (id)
    JOIN crm_ledger_account AS seen
      ON seen.book_id = %(book)s AND seen.profile_id = member.id
     AND seen.profile_id >= %(after_profile)s
    CROSS JOIN LATERAL (
        SELECT * FROM crm_ledger_posting
        WHERE account_id = seen.id
          AND ordinal > CASE WHEN seen.profile_id = %(after_profile)s THEN %(after)s ELSE 0 END
        ORDER BY ordinal LIMIT %(first)s
    ) AS own
    ORDER BY seen.profile_id, own.ordinal LIMIT %(first)s
) p
JOIN crm_ledger_account AS account ON account.id = p.account_id
JOIN crm_ledger_transaction t ON t.id = p.transaction_id
JOIN crm_ledger_lot l ON l.id = p.lot_id
LEFT JOIN crm_ledger_remark r ON r.transaction_id = t.id
ORDER BY asked.profile, account.profile_id, p.ordinal
"""
_NEWEST = 2**63 - 1


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryEntry:
    """One transaction as the member sees it: what it changed in the balances of `profile_id`.

    `points` is what was asked for; `pending` … `owed` are the signed changes (`owed` above zero
    is more debt). `source` and `part` name what the lot was earned with, where there is one lot.
    """

    profile_id: int
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
    """One posting with its reasons: the cause, the lot, and the rule that granted the lot.

    `ordinal` numbers the postings of the account of `profile_id`.
    """

    profile_id: int
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
    """Return one profile's transactions, newest first; `before` is the last id of the page above.

    One query, whatever the length of the history.
    """
    asked = _asked_history(book_id, [profile_id], before, first)
    return _history(ONESELF, asked, using=using)[profile_id]


def history_pages(
    book_id: int,
    profile_ids: Collection[int],
    *,
    before: int | None = None,
    first: int,
    using: str = "default",
) -> dict[int, list[HistoryEntry]]:
    """Return the same page of several people's histories, by profile; as `history_page`.

    A person is the profile and all that were merged into it; what went between them is left out,
    so that all changes of an account sum up to its balances.
    """
    asked = _asked_history(book_id, profile_ids, before, first)
    return _history(WHOLE_PERSON, asked, using=using)


def explain(
    book_id: int,
    profile_id: int,
    *,
    after: int = 0,
    first: int = 1000,
    using: str = "default",
) -> list[Explanation]:
    """Return why each point of a profile moved, in order; `after` is an ordinal already seen."""
    asked = _asked_postings(book_id, [profile_id], (profile_id, after), first)
    return _explanations(ONESELF, asked, using=using)[profile_id]


def explanations(
    book_id: int,
    profile_ids: Collection[int],
    *,
    after: tuple[int, int] = (0, 0),
    first: int = 1000,
    using: str = "default",
) -> dict[int, list[Explanation]]:
    """Return the same page of several people's postings, by profile; as `explain`. One query.

    Those of profiles that were merged into one come along, profile by profile in the order of
    their ids; `after` is the profile and the ordinal of the last that was seen.
    """
    asked = _asked_postings(book_id, profile_ids, after, first)
    return _explanations(WHOLE_PERSON, asked, using=using)


def _asked_history(
    book_id: int, profile_ids: Collection[int], before: int | None, first: int
) -> dict[str, Any]:
    return {
        "book": book_id,
        "profiles": list(profile_ids),
        "before": before or _NEWEST,
        "first": first,
    }


def _asked_postings(
    book_id: int, profile_ids: Collection[int], after: tuple[int, int], first: int
) -> dict[str, Any]:
    after_profile, after_ordinal = after
    return {
        "book": book_id,
        "profiles": list(profile_ids),
        "after_profile": after_profile,
        "after": after_ordinal,
        "first": first,
    }


def _history(
    members: str, asked: dict[str, Any], *, using: str
) -> dict[int, list[HistoryEntry]]:
    pages: dict[int, list[HistoryEntry]] = {one: [] for one in asked["profiles"]}
    for row in _rows(_PAGES.format(members=members), asked, using=using):
        pages[row.pop("asked_id")].append(HistoryEntry(**row))
    return pages


def _explanations(
    members: str, asked: dict[str, Any], *, using: str
) -> dict[int, list[Explanation]]:
    pages: dict[int, list[Explanation]] = {one: [] for one in asked["profiles"]}
    for row in _rows(_EXPLAIN.format(members=members), asked, using=using):
        # The connection hands JSON over as text.
        row["rule"] = json.loads(row["rule"])
        pages[row.pop("asked_id")].append(Explanation(**row))
    return pages


def _rows(sql: str, values: dict[str, Any], *, using: str) -> list[dict[str, Any]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
