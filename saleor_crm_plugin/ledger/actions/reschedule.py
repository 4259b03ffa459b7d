"""Give lots other dates: the goods were handed over, or were not after all."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from .. import policies
from ..kinds import TransactionKind
from ..lock_objects import Desk, open_desk
from ..requests import LotTerm
from ..sheet import LotState
from ..writing import Cause, Entry, write


def reschedule(terms: Sequence[LotTerm], *, now: datetime.datetime) -> list[bool]:
    """Set the dates of lots and say for each whether they hold now.

    A pending lot takes its new dates; `release_due` makes it available when they say so. An
    available lot becomes pending again if it is to be available later and nothing of it was
    used; if something was, it stays as it is. What has expired stays expired. Setting the same
    dates again changes nothing. Locks accounts, then lots. Raises LotNotFound.
    """
    lot_ids = {term.lot_id for term in terms}
    with transaction.atomic():
        desk = open_desk(lot_ids=lambda: lot_ids)
        entries: list[Entry] = []
        accepted = [_set_term(desk, term, entries, now=now) for term in terms]
        write(desk.sheet, entries)
    return accepted


def _set_term(
    desk: Desk, term: LotTerm, entries: list[Entry], *, now: datetime.datetime
) -> bool:
    lot = desk.lot(term.lot_id)
    is_later = term.available_at is not None and term.available_at > now
    if lot.is_available and is_later:
        if not policies.can_withhold(lot):
            return False
        entries += _withhold(desk, lot, now=now)
    lot.available_at = term.available_at or now
    lot.expires_at = term.expires_at
    desk.sheet.touched.add(lot.id)
    return True


def _withhold(desk: Desk, lot: LotState, *, now: datetime.datetime) -> list[Entry]:
    points = lot.available
    policies.withhold(desk.sheet, lot)
    if points == 0:
        return []
    cause = Cause(
        book_id=lot.book_id, key=desk.state_key(lot), occurred_at=now, lot_id=lot.id
    )
    return [
        Entry(
            kind=TransactionKind.WITHHOLD,
            cause=cause,
            account_id=lot.account_id,
            points=points,
            moves=desk.sheet.take_moves(),
        )
    ]
