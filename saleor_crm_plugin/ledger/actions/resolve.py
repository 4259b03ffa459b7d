"""Resolve a reservation, once: burn its points, or let them go."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Sequence

from django.db import connection, transaction

from .. import policies
from ..errors import AlreadyResolved, ReservationNotFound
from ..kinds import TransactionKind
from ..lock_objects import open_desk
from ..models import Transaction
from ..requests import Posted, Redemption, Void
from ..sheet import LotUse, Sheet
from ..writing import Cause, Entry, post_new, transactions_by_key

_RESOLVING = (TransactionKind.VOID, TransactionKind.REDEEM)

_HELD = """
SELECT transaction_id, lot_id, sum(points)::bigint FROM crm_ledger_posting
WHERE transaction_id = ANY(%s::bigint[]) GROUP BY 1, 2 ORDER BY 1, min(id)
"""


def void(requests: Sequence[Void], *, now: datetime.datetime) -> list[Posted]:
    """Return reserved points to their lots, where shortfalls are settled first.

    Idempotent by key. Locks accounts, then lots. Raises ReservationNotFound, AlreadyResolved and
    IdempotencyMismatch; then nothing of the call is done.
    """

    def carry_out(sheet: Sheet, uses: Sequence[LotUse], place: int) -> None:
        days = requests[place].courtesy_days
        policies.void(sheet, uses, now=now, courtesy_days=days)

    return _resolve(TransactionKind.VOID, requests, carry_out)


def redeem(requests: Sequence[Redemption]) -> list[Posted]:
    """Burn reserved points.

    Idempotent by key. Locks accounts, then lots. Raises ReservationNotFound, AlreadyResolved and
    IdempotencyMismatch; then nothing of the call is done.
    """

    def carry_out(sheet: Sheet, uses: Sequence[LotUse], place: int) -> None:
        policies.redeem(sheet, uses)

    return _resolve(TransactionKind.REDEEM, requests, carry_out)


def _resolve(
    kind: TransactionKind,
    requests: Sequence[Void | Redemption],
    carry_out: Callable[[Sheet, Sequence[LotUse], int], None],
) -> list[Posted]:
    reservations = _reservations(requests)
    held = _held([reservation.pk for reservation in reservations])
    lot_ids = {use.lot_id for uses in held.values() for use in uses}
    with transaction.atomic():
        desk = open_desk(lot_ids=lambda: lot_ids)
        resolved = _resolved(held)

        def plan(place: int) -> Entry:
            reservation = reservations[place]
            if reservation.pk in resolved:
                raise AlreadyResolved(reservation.key)
            resolved.add(reservation.pk)
            uses = held[reservation.pk]
            # Where the lots are now: they may have gone to another member since.
            account_id = desk.lot(uses[0].lot_id).account_id
            carry_out(desk.sheet, uses, place)
            return Entry(
                kind=kind,
                cause=causes[place],
                account_id=account_id,
                points=reservation.points,
                moves=desk.sheet.take_moves(),
            )

        causes = [
            Cause(
                book_id=request.book_id,
                key=request.key,
                occurred_at=request.occurred_at,
                reverses_id=reservation.pk,
            )
            for request, reservation in zip(requests, reservations, strict=True)
        ]
        return post_new(desk.sheet, kind, causes, plan)


def _reservations(requests: Sequence[Void | Redemption]) -> list[Transaction]:
    keys = [(request.book_id, request.reservation_key) for request in requests]
    found = transactions_by_key(TransactionKind.RESERVE, keys)
    for book_id, key in keys:
        if (book_id, key) not in found:
            raise ReservationNotFound(key)
    return [found[key] for key in keys]


def _held(reservation_ids: Sequence[int]) -> dict[int, list[LotUse]]:
    held: dict[int, list[LotUse]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [list(reservation_ids)])
        for reservation_id, lot_id, points in cursor.fetchall():
            held[reservation_id].append(LotUse(lot_id, points))
    return held


def _resolved(reservation_ids: Sequence[int] | dict[int, list[LotUse]]) -> set[int]:
    resolving = Transaction.objects.filter(reverses_id__in=list(reservation_ids))
    return set(
        resolving.filter(kind__in=_RESOLVING).values_list("reverses_id", flat=True)
    )
