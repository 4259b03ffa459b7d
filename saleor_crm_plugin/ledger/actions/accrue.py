"""Open lots of earned or imported points: one call to the database for a whole batch."""

import datetime
import json
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from django.db import connection

from ..errors import IdempotencyMismatch
from ..kinds import TransactionKind
from ..requests import Grant, Posted
from .recover import recover

_ACCRUE = """
SELECT "position", transaction_id, lot_id, is_new, is_same, owes
FROM crm_ledger_accrue(%s, %s::jsonb, %s, %s)
"""


class _Answer(NamedTuple):
    """What the database says of one grant; `owes`: its points should pay a debt."""

    position: int
    transaction_id: int
    lot_id: int
    is_new: bool
    is_same: bool
    owes: bool


def accrue(grants: Sequence[Grant], *, now: datetime.datetime) -> list[Posted]:
    """Enter earned points, pending until `available_at` or available at once.

    Idempotent by key. Locks the members' accounts in the order of their ids. Debts are paid from
    what is available at once. Raises IdempotencyMismatch.
    """
    return open_lots(TransactionKind.ACCRUE, grants, now=now)


def import_opening(grants: Sequence[Grant], *, now: datetime.datetime) -> list[Posted]:
    """Enter balances that come from elsewhere; they do not count as earned. Else as `accrue`."""
    return open_lots(TransactionKind.IMPORT, grants, now=now)


def open_lots(
    kind: TransactionKind, grants: Sequence[Grant], *, now: datetime.datetime
) -> list[Posted]:
    """Open one lot per grant under the given verb; see `accrue`.

    Outside a database transaction the debts are paid in a second one; if that is lost, the next
    earning pays them.
    """
    if not grants:
        return []
    _refuse_ambiguous_keys(kind, grants)
    answers = _call(kind, grants, now=now)
    posted = [
        Posted(
            key=grant.key,
            transaction_id=answer.transaction_id,
            lot_id=answer.lot_id,
            points=grant.points,
            is_new=answer.is_new,
        )
        for grant, answer in zip(grants, answers, strict=True)
    ]
    if kind is TransactionKind.ACCRUE:
        in_debt = [answer.owes for answer in answers]
        earned = compress(zip(answers, grants, strict=True), in_debt)
        recover({answer.lot_id: grant.key for answer, grant in earned}, now=now)
    return posted


def _refuse_ambiguous_keys(kind: TransactionKind, grants: Sequence[Grant]) -> None:
    meanings: dict[tuple[int, str], tuple[object, ...]] = {}
    for grant in grants:
        meaning = (grant.profile_id, grant.points, grant.source, grant.part)
        if meanings.setdefault((grant.book_id, grant.key), meaning) != meaning:
            raise IdempotencyMismatch(kind.value, grant.key)


def _call(
    kind: TransactionKind, grants: Sequence[Grant], *, now: datetime.datetime
) -> list[_Answer]:
    """Return one answer per grant, in their order. Raises IdempotencyMismatch."""
    members = {(grant.book_id, grant.profile_id) for grant in grants}
    asked = [
        {name: getattr(grant, name) for name in Grant.__slots__} | {"nth": nth}
        for nth, grant in enumerate(grants)
    ]
    arguments = json.dumps(asked, default=datetime.datetime.isoformat)
    with connection.cursor() as cursor:
        cursor.execute(_ACCRUE, [kind.value, arguments, len(members), now])
        rows = [_Answer(*row) for row in cursor.fetchall()]
    answers: dict[int, _Answer] = {}
    for answer in rows:
        if not answer.is_same:
            raise IdempotencyMismatch(kind.value, grants[answer.position].key)
        # What is new comes first; the same key may be told again as known.
        answers.setdefault(answer.position, answer)
    return [answers[place] for place in range(len(grants))]
