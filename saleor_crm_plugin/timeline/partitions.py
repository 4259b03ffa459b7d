"""The months of the timeline: made before they are needed, and kept in order."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from .policies import month_of, months_ahead, months_of_the_past


def ensure_partitions(moments: Sequence[datetime.datetime]) -> int:
    """Make the months that these moments fall into; return how many were missing. Idempotent.

    One statement. Where months are missing it takes an advisory lock until the end of the
    transaction, so that two workers never make the same one.
    """
    months = sorted({month_of(moment) for moment in moments})
    return _call("SELECT crm_timeline_make_months(%s::date[])", months)


def ensure_partitions_ahead(*, now: datetime.datetime) -> int:
    """Make this month and the next three; return how many were missing. Idempotent."""
    return _call(
        "SELECT crm_timeline_make_months(%s::date[])", months_ahead(month_of(now))
    )


def ensure_partitions_since(first: datetime.datetime, *, now: datetime.datetime) -> int:
    """Make every month from a moment until now; return how many were missing. Idempotent.

    What is more than twenty years ago is left to `ensure_partitions`. For who is about to tell the past with several workers: a month that one of them makes keeps
    the others waiting until its transaction ends. Call it outside of one.
    """
    months = months_of_the_past(month_of(first), month_of(now))
    return _call("SELECT crm_timeline_make_months(%s::date[])", months)


def empty_default_partition() -> int:
    """Move what lies in the default partition into months of its own; return how many entries.

    Idempotent. Locks the whole timeline for as long as it takes; nothing is there to be moved
    unless somebody wrote entries by another way than `record`.
    """
    with transaction.atomic():
        return _call("SELECT crm_timeline_empty_default()")


def _call(statement: str, *arguments: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        [result] = cursor.fetchone()
    return result
