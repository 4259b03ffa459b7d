"""Hold points for a purchase that is not certain yet."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from .. import policies
from ..kinds import TransactionKind
from ..lock_objects import open_desk
from ..requests import Posted, Reservation
from ..writing import Cause, Entry, post_new


def reserve(requests: Sequence[Reservation], *, now: datetime.datetime) -> list[Posted]:
    """Hold points, soonest-expiring first; held points never expire.

    Idempotent by key. Locks accounts, then lots. Raises InsufficientPoints and
    IdempotencyMismatch; then nothing of the call is done.
    """
    members = {(request.book_id, request.profile_id) for request in requests}
    with transaction.atomic():
        desk = open_desk(members=members)

        def plan(place: int) -> Entry:
            request = requests[place]
            account_id = desk.account_id(request.book_id, request.profile_id)
            policies.reserve(desk.sheet, account_id, request.points, now=now)
            return Entry(
                kind=TransactionKind.RESERVE,
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
                account_id=desk.account_id(request.book_id, request.profile_id),
                points=request.points,
            )
            for request in requests
        ]
        return post_new(desk.sheet, TransactionKind.RESERVE, causes, plan)
