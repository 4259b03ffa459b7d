"""Open lots of earned or imported points: one call to the database for a whole batch."""

import datetime
import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from ..errors import IdempotencyMismatch
from ..kinds import TransactionKind
from ..requests import Grant, Posted
from .recover import recover

_ACCRUE = """
SELECT transaction_id, lot_id, is_new, is_same, owes, "position"
FROM crm_ledger_accrue(%s, %s::jsonb, %s, %s) ORDER BY "position"
"""


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
    rows = _call(kind, grants, now=now)
    if not all(row[3] for row in rows):
        strange = next(row for row in rows if not row[3])
        raise IdempotencyMismatch(kind.value, grants[strange[5]].key)
    posted = [
        Posted(
            key=grant.key,
            transaction_id=row[0],
            lot_id=row[1],
            points=grant.points,
            is_new=row[2],
        )
        for grant, row in zip(grants, rows, strict=True)
    ]
    if kind is TransactionKind.ACCRUE:
        # Only a new lot, available at once, of a member who owes.
        recover(
            {
                row[1]: grant.key
                for grant, row in zip(grants, rows, strict=True)
                if row[2] and row[4]
            },
            now=now,
        )
    return posted


def _call(
    kind: TransactionKind, grants: Sequence[Grant], *, now: datetime.datetime
) -> list[tuple[Any, ...]]:
    members = {(grant.book_id, grant.profile_id) for grant in grants}
    asked = [
        {name: getattr(grant, name) for name in Grant.__slots__} | {"nth": nth}
        for nth, grant in enumerate(grants)
    ]
    arguments = json.dumps(asked, default=datetime.datetime.isoformat)
    with connection.cursor() as cursor:
        cursor.execute(_ACCRUE, [kind.value, arguments, len(members), now])
        return list(cursor.fetchall())
