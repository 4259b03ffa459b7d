"""Pay members' debts from points that just became available."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from .. import policies
from ..kinds import TransactionKind
from ..lock_objects import open_desk
from ..sheet import LotState, Sheet
from ..writing import Cause, Entry, write


def recover(earned: Mapping[int, str], *, now: datetime.datetime) -> None:
    """Let lots (id → key of what made them available) pay what their members owe.

    Running it again pays only what is still owed. Locks accounts, then lots.
    """
    if not earned:
        return
    with transaction.atomic():
        desk = open_desk(lot_ids=lambda: earned)
        entries: list[Entry] = []
        for lot_id, key in earned.items():
            entries += recovery(desk.sheet, desk.lot(lot_id), key, now=now)
        write(desk.sheet, entries)


def recovery(
    sheet: Sheet, lot: LotState, key: str, *, now: datetime.datetime
) -> list[Entry]:
    """Plan the payment of debts from one lot: one entry, or none where nothing is owed."""
    points = policies.recover(sheet, lot)
    if points == 0:
        return []
    cause = Cause(book_id=lot.book_id, key=key, occurred_at=now, lot_id=lot.id)
    return [
        Entry(
            kind=TransactionKind.RECOVER,
            cause=cause,
            account_id=lot.account_id,
            points=points,
            moves=sheet.take_moves(),
        )
    ]
