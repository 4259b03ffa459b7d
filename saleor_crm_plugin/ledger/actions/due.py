"""What time alone does to lots, in bounded batches that may be cut off and started again."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from .. import policies
from ..kinds import TransactionKind
from ..lock_objects import Desk, open_desk
from ..models import Lot
from ..sheet import LotState
from ..writing import Cause, Entry, write
from .recover import recovery


@dataclass(frozen=True, kw_only=True, slots=True)
class LotChange:
    """What a batch did to one lot; `key` is unique and may name a fact."""

    lot_id: int
    book_id: int
    profile_id: int
    key: str
    points: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DueReport:
    """The lots whose points a batch moved, and whether more may be due."""

    changes: tuple[LotChange, ...]
    has_more: bool


def release_due(*, now: datetime.datetime, limit: int) -> DueReport:
    """Make at most `limit` pending lots available whose day has come; they pay debts first.

    One database transaction; running it again goes on where it stopped. Locks accounts, then
    lots.
    """
    due = Lot.objects.filter(is_available=False, available_at__lte=now)

    def is_due(lot: LotState) -> bool:
        return (
            not lot.is_available
            and lot.available_at is not None
            and lot.available_at <= now
        )

    def carry_out(desk: Desk, lot: LotState) -> list[Entry]:
        points = lot.pending
        policies.release(desk.sheet, lot)
        key = desk.state_key(lot)
        entries = _entries(TransactionKind.RELEASE, desk, lot, points, now=now)
        return entries + recovery(desk.sheet, lot, key, now=now)

    return _carry_out_due(due.order_by("available_at", "id")[:limit], is_due, carry_out)


def expire_due(*, now: datetime.datetime, limit: int) -> DueReport:
    """Let at most `limit` available lots expire whose term has ended; reserved points stay.

    One database transaction; running it again goes on where it stopped. Locks accounts, then
    lots.
    """
    due = Lot.objects.filter(available__gt=0, expires_at__lte=now)

    def is_due(lot: LotState) -> bool:
        return lot.available > 0 and lot.is_ended(now)

    def carry_out(desk: Desk, lot: LotState) -> list[Entry]:
        points = policies.expire(desk.sheet, lot)
        return _entries(TransactionKind.EXPIRE, desk, lot, points, now=now)

    return _carry_out_due(due.order_by("expires_at", "id")[:limit], is_due, carry_out)


def _carry_out_due(
    due: QuerySet[Lot],
    is_due: Callable[[LotState], bool],
    carry_out: Callable[[Desk, LotState], list[Entry]],
) -> DueReport:
    lot_ids = list(due.values_list("id", flat=True))
    limit = due.query.high_mark
    if not lot_ids:
        return DueReport(changes=(), has_more=False)
    with transaction.atomic():
        desk = open_desk(lot_ids=lambda: lot_ids)
        # Whoever held the locks before may have done it already.
        lots = [lot for lot in map(desk.lot, lot_ids) if is_due(lot)]
        entries = [entry for lot in lots for entry in carry_out(desk, lot)]
        write(desk.sheet, entries)
    return DueReport(changes=_changes(desk, entries), has_more=len(lot_ids) == limit)


def _entries(
    kind: TransactionKind,
    desk: Desk,
    lot: LotState,
    points: int,
    *,
    now: datetime.datetime,
) -> list[Entry]:
    if points == 0:
        return []
    cause = Cause(
        book_id=lot.book_id, key=desk.state_key(lot), occurred_at=now, lot_id=lot.id
    )
    moves = desk.sheet.take_moves()
    return [
        Entry(
            kind=kind,
            cause=cause,
            account_id=lot.account_id,
            points=points,
            moves=moves,
        )
    ]


def _changes(desk: Desk, entries: list[Entry]) -> tuple[LotChange, ...]:
    return tuple(
        LotChange(
            lot_id=entry.cause.lot_id or 0,
            book_id=entry.cause.book_id,
            profile_id=desk.accounts[entry.account_id].profile_id,
            key=entry.cause.key,
            points=entry.points,
        )
        for entry in entries
        if entry.kind is not TransactionKind.RECOVER
    )
