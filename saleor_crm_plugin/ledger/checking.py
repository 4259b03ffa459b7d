"""Prove the books, and restore what is derived from the postings."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, connections, transaction

from .kinds import AccountKind

_KINDS = [kind.value for kind in AccountKind]
_LOT_KINDS = [kind for kind in _KINDS if kind != AccountKind.ISSUED]


def _moved(kind: str) -> str:
    return (
        f"(coalesce(sum(points) FILTER (WHERE destination = '{kind}'), 0)"
        f" - coalesce(sum(points) FILTER (WHERE source = '{kind}'), 0))::bigint"
    )


def _pairs(kinds: list[str], table: str) -> str:
    """Return SQL rows (name, stored, computed) for the columns of one joined row."""
    return ", ".join(
        f"('{kind}', {table}.{kind}, coalesce(p.{kind}, 0))" for kind in kinds
    )


_SUMS = ", ".join(f"{_moved(kind)} AS {kind}" for kind in _KINDS)

_BY_ACCOUNT = f"""
SELECT account_id, count(*) AS posting_count, {_SUMS}
FROM crm_ledger_posting GROUP BY account_id
"""  # noqa: S608
_BY_LOT = f"SELECT lot_id, {_SUMS} FROM crm_ledger_posting GROUP BY lot_id"  # noqa: S608

# What was asked back for each lot, and what of it was paid or is booked as debt.
_RECALLED = """
SELECT lot_id,
       sum(CASE kind WHEN 'claw_back' THEN points ELSE -points END)::bigint AS recalled
FROM crm_ledger_transaction WHERE kind IN ('claw_back', 'reinstate') GROUP BY lot_id
"""
_PAID = """
SELECT for_lot_id AS lot_id,
       sum(CASE WHEN destination = 'clawed_back' THEN points ELSE -points END)::bigint AS paid
FROM crm_ledger_posting WHERE for_lot_id IS NOT NULL GROUP BY for_lot_id
"""

_ACCOUNTS_VS_POSTINGS = f"""
SELECT 'account and postings', 'account', a.id, v.name, v.stored, v.computed
FROM crm_ledger_account a
LEFT JOIN ({_BY_ACCOUNT}) p ON p.account_id = a.id
CROSS JOIN LATERAL (
    VALUES {_pairs([*_KINDS, "posting_count"], "a")}
) AS v(name, stored, computed)
WHERE v.stored <> v.computed AND (%(book)s::bigint IS NULL OR a.book_id = %(book)s)
"""  # noqa: S608
_ACCOUNTS_VS_LOTS = f"""
SELECT 'account and lots', 'account', a.id, v.name, v.stored, v.computed
FROM crm_ledger_account a
LEFT JOIN (
    SELECT account_id, {", ".join(f"sum({kind})::bigint AS {kind}" for kind in _LOT_KINDS)}
    FROM crm_ledger_lot GROUP BY account_id
) p ON p.account_id = a.id
CROSS JOIN LATERAL (VALUES {_pairs(_LOT_KINDS, "a")}) AS v(name, stored, computed)
WHERE v.stored <> v.computed AND (%(book)s::bigint IS NULL OR a.book_id = %(book)s)
"""  # noqa: S608
_LOTS_VS_POSTINGS = f"""
SELECT 'lot and postings', 'lot', l.id, v.name, v.stored, v.computed
FROM crm_ledger_lot l
LEFT JOIN ({_BY_LOT}) p ON p.lot_id = l.id
CROSS JOIN LATERAL (VALUES {_pairs(_LOT_KINDS, "l")}) AS v(name, stored, computed)
WHERE v.stored <> v.computed AND (%(book)s::bigint IS NULL OR l.book_id = %(book)s)
"""  # noqa: S608
_LOTS_VS_RECALLS = f"""
SELECT 'lot and clawbacks', 'lot', l.id, v.name, v.stored, v.computed
FROM crm_ledger_lot l
LEFT JOIN ({_RECALLED}) r ON r.lot_id = l.id
LEFT JOIN ({_PAID}) p ON p.lot_id = l.id
CROSS JOIN LATERAL (VALUES
    ('recalled', l.recalled, coalesce(r.recalled, 0)),
    ('forgiven', l.forgiven, coalesce(r.recalled, 0) - coalesce(p.paid, 0))
) AS v(name, stored, computed)
WHERE v.stored <> v.computed AND (%(book)s::bigint IS NULL OR l.book_id = %(book)s)
"""  # noqa: S608
# A posting belongs to its transaction's member, or to the one who receives a transfer.
_STRAY_POSTINGS = """
SELECT 'posting and transaction', 'posting', p.id, 'account_id', p.account_id, t.account_id
FROM crm_ledger_posting p
JOIN crm_ledger_transaction t ON t.id = p.transaction_id
JOIN crm_ledger_account a ON a.id = p.account_id
WHERE a.book_id <> t.book_id AND (%(book)s::bigint IS NULL OR t.book_id = %(book)s)
"""
_CHECKS = (
    _ACCOUNTS_VS_POSTINGS,
    _ACCOUNTS_VS_LOTS,
    _LOTS_VS_POSTINGS,
    _LOTS_VS_RECALLS,
    _STRAY_POSTINGS,
)

_LOCK_BOOK = (
    "SELECT id FROM crm_ledger_account WHERE book_id = %(book)s ORDER BY id FOR UPDATE"
)
_REBUILD_ACCOUNTS = f"""
UPDATE crm_ledger_account a
SET {", ".join(f"{name} = coalesce(p.{name}, 0)" for name in [*_KINDS, "posting_count"])}
FROM crm_ledger_account s LEFT JOIN ({_BY_ACCOUNT}) p ON p.account_id = s.id
WHERE s.id = a.id AND a.book_id = %(book)s
  AND ({", ".join(f"a.{name}" for name in [*_KINDS, "posting_count"])})
   IS DISTINCT FROM
      ({", ".join(f"coalesce(p.{name}, 0)" for name in [*_KINDS, "posting_count"])})
"""  # noqa: S608
_REBUILD_LOTS = f"""
UPDATE crm_ledger_lot l
SET {", ".join(f"{kind} = coalesce(p.{kind}, 0)" for kind in _LOT_KINDS)},
    recalled = coalesce(r.recalled, 0),
    forgiven = coalesce(r.recalled, 0) - coalesce(c.paid, 0)
FROM crm_ledger_lot s
LEFT JOIN ({_BY_LOT}) p ON p.lot_id = s.id
LEFT JOIN ({_RECALLED}) r ON r.lot_id = s.id
LEFT JOIN ({_PAID}) c ON c.lot_id = s.id
WHERE s.id = l.id AND l.book_id = %(book)s
  AND ({", ".join(f"l.{kind}" for kind in _LOT_KINDS)}, l.recalled, l.forgiven)
   IS DISTINCT FROM
      ({", ".join(f"coalesce(p.{kind}, 0)" for kind in _LOT_KINDS)},
       coalesce(r.recalled, 0), coalesce(r.recalled, 0) - coalesce(c.paid, 0))
"""  # noqa: S608


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """Two ways of counting the same points that disagree."""

    check: str
    table: str
    row_id: int
    column: str
    stored: int
    computed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Rebuilt:
    """How many rows had to be corrected."""

    accounts: int
    lots: int


def verify(book_id: int | None = None, *, using: str = "default") -> list[Difference]:
    """Compare balances, lots and postings of one book, or of all; an empty list is proof.

    Each check is one statement and so sees one snapshot: posting may go on meanwhile.
    """
    differences: list[Difference] = []
    with connections[using].cursor() as cursor:
        for check in _CHECKS:
            cursor.execute(check, {"book": book_id})
            differences += [_difference(row) for row in cursor.fetchall()]
    return differences


def _difference(row: tuple[Any, ...]) -> Difference:
    check, table, row_id, column, stored, computed = row
    return Difference(
        check=check,
        table=table,
        row_id=row_id,
        column=column,
        stored=stored,
        computed=computed,
    )


def rebuild(book_id: int) -> Rebuilt:
    """Make a book's balances and lots what its transactions and postings say.

    Locks all accounts of the book, so posting waits. Running it again corrects nothing.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOCK_BOOK, {"book": book_id})
        cursor.execute(_REBUILD_LOTS, {"book": book_id})
        lots = cursor.rowcount
        cursor.execute(_REBUILD_ACCOUNTS, {"book": book_id})
        return Rebuilt(accounts=cursor.rowcount, lots=lots)
