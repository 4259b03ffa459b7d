"""Hand lots over to another profile: an order found its owner, or people were merged."""

import json
from collections.abc import Sequence

from django.db import connection, transaction

from .. import policies
from ..kinds import TransactionKind
from ..lock_objects import open_accounts, open_desk
from ..requests import Posted, Transfer
from ..writing import Cause, Entry, post_new

# The lots that each transfer names, and the courtesy lots that stand in for them.
_LOTS = """
WITH RECURSIVE asked AS (
    SELECT * FROM jsonb_to_recordset(%s::jsonb) AS a(
        nth int, book_id bigint, sources text[], lot_ids bigint[])
), named AS (
    SELECT a.nth, l.id FROM asked a
    JOIN crm_ledger_lot l ON l.book_id = a.book_id AND l.source = ANY(a.sources)
    UNION
    SELECT a.nth, l.id FROM asked a
    JOIN crm_ledger_lot l ON l.id = ANY(a.lot_ids) AND l.book_id = a.book_id
), family AS (
    SELECT nth, id FROM named
    UNION
    SELECT f.nth, l.id FROM crm_ledger_lot l JOIN family f ON l.origin_id = f.id
)
SELECT nth, id FROM family
"""


def transfer(requests: Sequence[Transfer]) -> list[Posted]:
    """Hand lots over with all their history, so that later clawbacks find them at their owner.

    Only lots that still belong to the first profile go. `points` of the result is what was
    unspent in them, possibly zero. Idempotent by key. Locks both members' accounts, then lots.
    Raises IdempotencyMismatch; then nothing of the call is done.
    """
    givers = {(request.book_id, request.from_profile_id) for request in requests}
    takers = {(request.book_id, request.to_profile_id) for request in requests}
    with transaction.atomic():
        open_accounts(givers | takers)
        desk = open_desk(
            members=givers | takers,
            lot_ids=lambda: {lot_id for _, lot_id in _lots(requests)},
        )
        named = _lots(requests)

        def plan(place: int) -> Entry:
            cause = causes[place]
            candidates = [desk.lot(lot_id) for nth, lot_id in named if nth == place]
            lots = [lot for lot in candidates if lot.account_id == cause.account_id]
            points = policies.transfer(desk.sheet, lots, cause.counterpart_id or 0)
            return Entry(
                kind=TransactionKind.TRANSFER,
                cause=cause,
                account_id=cause.account_id or 0,
                points=points,
                moves=desk.sheet.take_moves(),
            )

        causes = [
            Cause(
                book_id=request.book_id,
                key=request.key,
                occurred_at=request.occurred_at,
                account_id=desk.account_id(request.book_id, request.from_profile_id),
                counterpart_id=desk.account_id(request.book_id, request.to_profile_id),
            )
            for request in requests
        ]
        return post_new(desk.sheet, TransactionKind.TRANSFER, causes, plan)


def _lots(requests: Sequence[Transfer]) -> list[tuple[int, int]]:
    asked = [
        {
            "nth": nth,
            "book_id": request.book_id,
            "sources": request.sources,
            "lot_ids": request.lot_ids,
        }
        for nth, request in enumerate(requests)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_LOTS, [json.dumps(asked)])
        return list(cursor.fetchall())
