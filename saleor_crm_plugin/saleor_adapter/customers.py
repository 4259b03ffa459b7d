"""Which accounts to look at: by what has moved, and page by page."""

import datetime
from collections.abc import Sequence

from django.db import connections

from .db import WRITER

NEVER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)

CHANGED = """
SELECT id FROM account_user WHERE updated_at BETWEEN %(since)s AND %(until)s
"""
MISSING = """
SELECT wanted.id FROM unnest(%s::int[]) AS wanted (id)
WHERE NOT EXISTS (SELECT FROM account_user WHERE account_user.id = wanted.id)
"""
PAGE = "SELECT id FROM account_user WHERE id > %s ORDER BY id LIMIT %s"


def changed_between(
    since: datetime.datetime, until: datetime.datetime | None
) -> list[int]:
    """Return the accounts that moved in this time; reads the writer.

    Without `until` up to whatever the shop's clocks say.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CHANGED, {"since": since, "until": until or NEVER})
        return [user_id for (user_id,) in cursor.fetchall()]


def missing(ids: Sequence[int]) -> list[int]:
    """Return those of these accounts that the shop does not have."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(MISSING, (list(ids),))
        return [user_id for (user_id,) in cursor.fetchall()]


def iterate_ids(after: int, limit: int) -> list[int]:
    """Return the next `limit` accounts by id, the lowest above `after` first; [] at the end."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(PAGE, (after, limit))
        return [user_id for (user_id,) in cursor.fetchall()]


def count_customers() -> int:
    """Return how many accounts the shop has."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM account_user")
        return int(cursor.fetchone()[0])
