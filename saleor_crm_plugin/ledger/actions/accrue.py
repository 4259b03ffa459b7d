"""Open lots of earned or imported points: one call to the database for a whole batch."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from pydantic_core import to_json

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


_Key = tuple[int, str]


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
    first = _first_places(kind, grants)
    answers = _post(kind, {key: grants[place] for key, place in first.items()}, now=now)
    if kind is TransactionKind.ACCRUE:
        in_debt = [(key, answer) for key, answer in answers.items() if answer.owes]
        recover({answer.lot_id: key for (_, key), answer in in_debt}, now=now)
    posted = []
    for place, grant in enumerate(grants):
        key = (grant.book_id, grant.key)
        posted.append(_posted(grant, answers[key], is_first=first[key] == place))
    return posted


def _first_places(kind: TransactionKind, grants: Sequence[Grant]) -> dict[_Key, int]:
    """Return where each key comes first. Raises IdempotencyMismatch."""
    places: dict[_Key, int] = {}
    for place, grant in enumerate(grants):
        first = grants[places.setdefault((grant.book_id, grant.key), place)]
        if _meaning(first) != _meaning(grant):
            raise IdempotencyMismatch(kind.value, grant.key)
    return places


def _meaning(grant: Grant) -> tuple[object, ...]:
    return (grant.profile_id, grant.points, grant.source, grant.part)


def _posted(grant: Grant, answer: _Answer, *, is_first: bool) -> Posted:
    return Posted(
        key=grant.key,
        transaction_id=answer.transaction_id,
        lot_id=answer.lot_id,
        points=grant.points,
        is_new=answer.is_new and is_first,
    )


def _post(
    kind: TransactionKind, asked: Mapping[_Key, Grant], *, now: datetime.datetime
) -> dict[_Key, _Answer]:
    """Return one answer per key. Raises IdempotencyMismatch; then nothing was written.

    As long as keys turn out to be known, the call only tells of them; the rest is asked for again.
    """
    answers: dict[_Key, _Answer] = {}
    missing = list(asked)
    while missing:
        for answer in _call(kind, [asked[key] for key in missing], now=now):
            key = missing[answer.position]
            if not answer.is_same:
                raise IdempotencyMismatch(kind.value, asked[key].key)
            answers[key] = answer
        missing = [key for key in missing if key not in answers]
    return answers


def _call(
    kind: TransactionKind, grants: Sequence[Grant], *, now: datetime.datetime
) -> list[_Answer]:
    members: Counter[tuple[int, int]] = Counter()
    causes: Counter[tuple[int, str, str]] = Counter()
    rows = []
    for nth, grant in enumerate(grants):
        member = (grant.book_id, grant.profile_id)
        cause = (grant.book_id, grant.source, grant.part)
        members[member] += 1
        causes[cause] += 1
        row: dict[str, Any] = {name: getattr(grant, name) for name in Grant.__slots__}
        row.update(nth=nth, nth_of_member=members[member], nth_of_cause=causes[cause])
        rows.append(row)
    arguments = [kind.value, to_json(rows).decode(), len(members), now]
    with connection.cursor() as cursor:
        cursor.execute(_ACCRUE, arguments)
        return [_Answer(*row) for row in cursor.fetchall()]
