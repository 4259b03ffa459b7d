"""Take points back, and give them back again when that turns out to be wrong."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from .. import policies
from ..kinds import TransactionKind
from ..lock_objects import Desk, open_desk
from ..requests import Clawback, Posted, Reinstatement
from ..sheet import Payer
from ..writing import Cause, Entry, post_new

# Net of what was returned, per recalled lot and payer; points that had expired are kept apart.
_PAYMENTS = """
SELECT for_lot_id, lot_id, 'expired' IN (source, destination) AS is_expired,
       sum(CASE WHEN destination = 'clawed_back' THEN points ELSE -points END)::bigint
FROM crm_ledger_posting WHERE for_lot_id = ANY(%s::bigint[])
GROUP BY 1, 2, 3
"""


def claw_back(requests: Sequence[Clawback]) -> list[Posted]:
    """Take points back for lots: own points first, then other lots', the rest is the shortfall.

    Idempotent by key. Locks accounts, then lots. Raises LotNotFound, ClawbackExceedsGrant and
    IdempotencyMismatch; then nothing of the call is done.
    """
    lot_ids = {request.lot_id for request in requests}
    with transaction.atomic():
        desk = open_desk(lot_ids=lambda: lot_ids)

        def plan(place: int) -> Entry:
            request = requests[place]
            lot = desk.lot(request.lot_id)
            shortfall = policies.claw_back(
                desk.sheet, lot, request.points, policy=request.shortfall
            )
            return Entry(
                kind=TransactionKind.CLAW_BACK,
                cause=causes[place],
                account_id=lot.account_id,
                points=request.points,
                shortfall=shortfall,
                moves=desk.sheet.take_moves(),
            )

        causes = _causes(desk, requests)
        return post_new(desk.sheet, TransactionKind.CLAW_BACK, causes, plan)


def reinstate(
    requests: Sequence[Reinstatement], *, now: datetime.datetime
) -> list[Posted]:
    """Undo clawbacks: the unpaid part first, then the lots that paid get their points back.

    Idempotent by key. Locks accounts (also of payers), then lots. Raises LotNotFound,
    ReinstatementExceedsClawback and IdempotencyMismatch; then nothing of the call is done.
    """
    recalled = {request.lot_id for request in requests}
    with transaction.atomic():
        desk = open_desk(lot_ids=lambda: recalled | _paying_lots(recalled))
        for for_lot_id, lot_id, is_expired, points in _payments(recalled):
            desk.sheet.remember_payment(for_lot_id, Payer(lot_id, is_expired, points))

        def plan(place: int) -> Entry:
            request = requests[place]
            lot = desk.lot(request.lot_id)
            policies.reinstate(
                desk.sheet,
                lot,
                request.points,
                now=now,
                courtesy_days=request.courtesy_days,
            )
            return Entry(
                kind=TransactionKind.REINSTATE,
                cause=causes[place],
                account_id=lot.account_id,
                points=request.points,
                moves=desk.sheet.take_moves(),
            )

        causes = _causes(desk, requests)
        return post_new(desk.sheet, TransactionKind.REINSTATE, causes, plan)


def _causes(desk: Desk, requests: Sequence[Clawback | Reinstatement]) -> list[Cause]:
    return [
        Cause(
            book_id=desk.lot(request.lot_id).book_id,
            key=request.key,
            occurred_at=request.occurred_at,
            points=request.points,
            lot_id=request.lot_id,
        )
        for request in requests
    ]


def _payments(recalled: Iterable[int]) -> list[tuple[int, int, bool, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_PAYMENTS, [list(recalled)])
        return list(cursor.fetchall())


def _paying_lots(recalled: Iterable[int]) -> set[int]:
    return {lot_id for _, lot_id, _, _ in _payments(recalled)}
