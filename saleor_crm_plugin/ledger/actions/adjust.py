"""Correct balances by hand, with a reason and an author."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from .. import policies
from ..kinds import TransactionKind
from ..lock_objects import open_desk
from ..models import Remark
from ..requests import Adjustment, Grant, Posted
from ..writing import Cause, Entry, post_new
from .accrue import open_lots


def adjust(requests: Sequence[Adjustment], *, now: datetime.datetime) -> list[Posted]:
    """Give points in new lots, or take available ones in the order in which they are spent.

    What is given does not count as earned and pays no debt. All or nothing. Idempotent by key.
    Locks accounts, then lots. Raises InsufficientPoints and IdempotencyMismatch; then nothing of
    the call is done.
    """
    given = [request for request in requests if request.points > 0]
    taken = [request for request in requests if request.points < 0]
    with transaction.atomic():
        added = open_lots(
            TransactionKind.ADJUST, [_as_grant(r) for r in given], now=now
        )
        removed = _take(taken, now=now)
        _remark(given + taken, added + removed)
    results = {True: iter(added), False: iter(removed)}
    return [next(results[request.points > 0]) for request in requests]


def _as_grant(request: Adjustment) -> Grant:
    return Grant(
        book_id=request.book_id,
        profile_id=request.profile_id,
        key=request.key,
        source=f"adjustment:{request.key}",
        points=request.points,
        expires_at=request.expires_at,
        occurred_at=request.occurred_at,
    )


def _take(requests: Sequence[Adjustment], *, now: datetime.datetime) -> list[Posted]:
    members = {(request.book_id, request.profile_id) for request in requests}
    desk = open_desk(members=members)

    def plan(place: int) -> Entry:
        request = requests[place]
        account_id = desk.account_id(request.book_id, request.profile_id)
        policies.remove(desk.sheet, account_id, -request.points, now=now)
        return Entry(
            kind=TransactionKind.ADJUST,
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
    return post_new(desk.sheet, TransactionKind.ADJUST, causes, plan)


def _remark(requests: Sequence[Adjustment], posted: Sequence[Posted]) -> None:
    Remark.objects.bulk_create(
        Remark(
            transaction_id=result.transaction_id,
            reason=request.reason.strip(),
            author=request.author.strip(),
        )
        for request, result in zip(requests, posted, strict=True)
        if result.is_new
    )
