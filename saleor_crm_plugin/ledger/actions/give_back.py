"""Return burned points when the purchase that they paid for is undone."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from django.db import connection, transaction

from .. import policies
from ..errors import RedemptionNotFound
from ..kinds import TransactionKind
from ..lock_objects import open_desk
from ..models import Transaction
from ..requests import GiveBack, Posted
from ..sheet import LotUse
from ..writing import Cause, Entry, post_new, transactions_by_key

# What a redemption burned, less what was given back of it, per lot and as it was spent.
_STILL_BURNED = """
SELECT coalesce(t.reverses_id, t.id), p.lot_id,
       sum(CASE WHEN p.destination = 'burned' THEN p.points ELSE -p.points END)::bigint
FROM (
    SELECT id, NULL::bigint AS reverses_id FROM crm_ledger_transaction
    WHERE id = ANY(%s::bigint[])
    UNION ALL
    SELECT id, reverses_id FROM crm_ledger_transaction
    WHERE reverses_id = ANY(%s::bigint[]) AND kind = 'give_back'
) t
JOIN crm_ledger_posting p ON p.transaction_id = t.id
WHERE 'burned' IN (p.source, p.destination)
GROUP BY 1, 2 ORDER BY 1, min(p.id)
"""


def give_back(requests: Sequence[GiveBack], *, now: datetime.datetime) -> list[Posted]:
    """Return burned points to the lots that were spent; shortfalls are settled first.

    Idempotent by key. Locks accounts, then lots. Raises RedemptionNotFound,
    GiveBackExceedsRedemption and IdempotencyMismatch; then nothing of the call is done.
    """
    redemptions = _redemptions(requests)
    ids = [redemption.pk for redemption in redemptions]
    with transaction.atomic():
        desk = open_desk(lot_ids=lambda: _lots_of(_still_burned(ids)))
        remaining = _still_burned(ids)

        def plan(place: int) -> Entry:
            request, redemption = requests[place], redemptions[place]
            uses = remaining[redemption.pk]
            account_id = desk.lot(uses[0].lot_id).account_id
            remaining[redemption.pk] = policies.give_back(
                desk.sheet,
                uses,
                request.points,
                now=now,
                courtesy_days=request.courtesy_days,
            )
            return Entry(
                kind=TransactionKind.GIVE_BACK,
                cause=causes[place],
                account_id=account_id,
                points=request.points,
                moves=desk.sheet.take_moves(),
            )

        causes = [
            Cause(
                book_id=request.book_id,
                key=request.key,
                occurred_at=request.occurred_at,
                points=request.points,
                reverses_id=redemption.pk,
            )
            for request, redemption in zip(requests, redemptions, strict=True)
        ]
        return post_new(desk.sheet, TransactionKind.GIVE_BACK, causes, plan)


def _redemptions(requests: Sequence[GiveBack]) -> list[Transaction]:
    keys = [(request.book_id, request.redemption_key) for request in requests]
    found = transactions_by_key(TransactionKind.REDEEM, keys)
    for book_id, key in keys:
        if (book_id, key) not in found:
            raise RedemptionNotFound(key)
    return [found[key] for key in keys]


def _still_burned(redemption_ids: Sequence[int]) -> dict[int, list[LotUse]]:
    burned: dict[int, list[LotUse]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_STILL_BURNED, [list(redemption_ids), list(redemption_ids)])
        for redemption_id, lot_id, points in cursor.fetchall():
            burned[redemption_id].append(LotUse(lot_id, points))
    return burned


def _lots_of(burned: dict[int, list[LotUse]]) -> set[int]:
    return {use.lot_id for uses in burned.values() for use in uses}
