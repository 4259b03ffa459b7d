"""Writes what was planned on a sheet: keys are looked up first, everything else is one call."""

import datetime
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

from .errors import IdempotencyMismatch
from .kinds import TransactionKind
from .models import Lot, Transaction
from .requests import Posted
from .sheet import LotState, Move, Sheet

COURTESY = "courtesy"

_NEXT_LOT_IDS = """
SELECT nextval(pg_get_serial_sequence('crm_ledger_lot', 'id')) FROM generate_series(1, %s)
"""
_KNOWN = """
SELECT t.id, t.book_id, t.key, t.account_id, t.points, t.lot_id, t.reverses_id,
       t.counterpart_id, t.shortfall
FROM crm_ledger_transaction t
JOIN unnest(%s::bigint[], %s::text[]) AS asked(book_id, key)
  ON asked.book_id = t.book_id AND asked.key = t.key
WHERE t.kind = %s
"""
_STATE_COLUMNS = (
    "id", "account_id", "available_at", "expires_at", "is_available",
    "pending", "available", "reserved", "burned", "expired", "clawed_back", "owed",
    "recalled", "forgiven", "shortfall_policy",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """What a request asks for, as far as it is known before it is planned.

    A replay must agree in every value that is not None. A verb about a lot or about an earlier
    transaction leaves the account out: the lot may have changed hands since.
    """

    book_id: int
    key: str
    occurred_at: datetime.datetime
    account_id: int | None = None
    points: int | None = None
    lot_id: int | None = None
    reverses_id: int | None = None
    counterpart_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One transaction to be written, with its moves."""

    kind: TransactionKind
    cause: Cause
    account_id: int
    points: int
    shortfall: int = 0
    moves: tuple[Move, ...] = ()


_COMPARED = ("account_id", "points", "lot_id", "reverses_id", "counterpart_id")


def post_new(
    sheet: Sheet,
    kind: TransactionKind,
    causes: Sequence[Cause],
    plan: Callable[[int], Entry],
) -> list[Posted]:
    """Plan and write the causes whose keys are new; the others are replays and change nothing.

    `plan` gets the place of a cause and moves lots on the sheet. Raises IdempotencyMismatch if a
    key was used before, also earlier in the same call, for something else.
    """
    known = _known_transactions(kind, causes)
    entries: list[Entry] = []
    for place, cause in enumerate(causes):
        before = known.get((cause.book_id, cause.key))
        if before is None:
            entry = plan(place)
            known[cause.book_id, cause.key] = _as_known(entry, place=len(entries))
            entries.append(entry)
        elif not _is_same(cause, before):
            raise IdempotencyMismatch(kind.value, cause.key)
    ids = write(sheet, entries)
    return _posted(causes, known, ids)


def _known_transactions(
    kind: TransactionKind, causes: Sequence[Cause]
) -> dict[tuple[int, str], dict[str, Any]]:
    with connection.cursor() as cursor:
        books = [cause.book_id for cause in causes]
        cursor.execute(_KNOWN, [books, [cause.key for cause in causes], kind.value])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {(row["book_id"], row["key"]): row for row in rows}


def _as_known(entry: Entry, *, place: int) -> dict[str, Any]:
    row = asdict(entry.cause)
    row.update(
        place=place,
        points=entry.points,
        account_id=entry.account_id,
        shortfall=entry.shortfall,
    )
    return row


def _is_same(cause: Cause, before: dict[str, Any]) -> bool:
    asked = {name: getattr(cause, name) for name in _COMPARED}
    return all(value is None or before[name] == value for name, value in asked.items())


def _posted(
    causes: Sequence[Cause],
    known: dict[tuple[int, str], dict[str, Any]],
    ids: Sequence[int],
) -> list[Posted]:
    results = []
    told: set[tuple[int, str]] = set()
    for cause in causes:
        row = known[cause.book_id, cause.key]
        is_new = "place" in row and (cause.book_id, cause.key) not in told
        told.add((cause.book_id, cause.key))
        results.append(
            Posted(
                key=cause.key,
                transaction_id=ids[row["place"]] if "place" in row else row["id"],
                lot_id=row["lot_id"],
                points=row["points"],
                shortfall=row["shortfall"],
                is_new=is_new,
            )
        )
    return results


def write(sheet: Sheet, entries: Sequence[Entry]) -> list[int]:
    """Write entries and every touched lot in one call; return the transactions' ids.

    The locks of `lock_objects` must be held, in the caller's database transaction.
    """
    real_ids = _insert_courtesy_lots(sheet.opened)
    lots = [sheet.lots[lot_id] for lot_id in sheet.touched]
    arguments = [
        _as_json(
            _transaction_row(place, entry)
            for place, entry in enumerate(entries, start=1)
        ),
        _as_json(_posting_rows(entries, real_ids)),
        _as_json(_lot_row(lot, real_ids) for lot in lots),
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT crm_ledger_post(%s::jsonb, %s::jsonb, %s::jsonb)", arguments
        )
        return cursor.fetchone()[0] or []


def _as_json(rows: Iterable[dict[str, Any]]) -> str:
    return json.dumps(list(rows), default=datetime.datetime.isoformat)


def _transaction_row(place: int, entry: Entry) -> dict[str, Any]:
    row = asdict(entry.cause)
    row.update(
        nth=place,
        kind=entry.kind.value,
        account_id=entry.account_id,
        points=entry.points,
        shortfall=entry.shortfall,
    )
    return row


def _posting_rows(
    entries: Sequence[Entry], real_ids: dict[int, int]
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for place, entry in enumerate(entries, start=1):
        for move in entry.moves:
            row = asdict(move)
            row.update(
                nth=len(rows),
                transaction=place,
                lot_id=real_ids.get(move.lot_id, move.lot_id),
            )
            rows.append(row)
    return rows


def _lot_row(lot: LotState, real_ids: dict[int, int]) -> dict[str, Any]:
    row = {name: getattr(lot, name) for name in _STATE_COLUMNS}
    row["id"] = real_ids.get(lot.id, lot.id)
    return row


def _insert_courtesy_lots(opened: Sequence[LotState]) -> dict[int, int]:
    """Give the sheet's new lots their rows and return the ids by those used on the sheet."""
    if not opened:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_LOT_IDS, [len(opened)])
        ids = [row[0] for row in cursor.fetchall()]
    Lot.objects.bulk_create(
        Lot(
            id=lot_id,
            book_id=lot.book_id,
            account_id=lot.account_id,
            kind=COURTESY,
            source=f"lot:{lot.origin_id}",
            part=str(lot_id),
            origin_id=lot.origin_id,
            earned_at=lot.earned_at,
            expires_at=lot.expires_at,
            is_available=True,
            granted=lot.granted,
        )
        for lot_id, lot in zip(ids, opened, strict=True)
    )
    return {lot.id: lot_id for lot_id, lot in zip(ids, opened, strict=True)}


def transactions_by_key(
    kind: TransactionKind, keys: Sequence[tuple[int, str]]
) -> dict[tuple[int, str], Transaction]:
    """Return the transactions of a kind under (book id, key); missing ones are absent."""
    books = {book_id for book_id, _ in keys}
    found = Transaction.objects.filter(
        kind=kind, book_id__in=books, key__in={key for _, key in keys}
    )
    return {(row.book_id, row.key): row for row in found}
