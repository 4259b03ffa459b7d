"""The months of events: made ahead, and dropped as a whole when their time is over."""

import datetime
import re
from typing import Any

from django.db import connections, transaction

from ..saleor_adapter.db import WRITER
from ..timeline.policies import following, month_of, months_ahead

NAME = re.compile(r"^crm_behavior_(\d{4})_(\d{2})$")
PARTITIONS = """
SELECT child.relname FROM pg_inherits
JOIN pg_class AS child ON child.oid = pg_inherits.inhrelid
WHERE pg_inherits.inhparent = 'crm_behavior_event'::regclass ORDER BY child.relname
"""
MISPLACED = """
SELECT DISTINCT date_trunc('month', occurred_at AT TIME ZONE 'UTC')::date
FROM crm_behavior_default
"""
# Dropping needs the parent's lock for a moment: rather not today than make shoppers wait.
BRIEFLY = "SET LOCAL lock_timeout = '3s'"


def ensure_partitions(*, now: datetime.datetime) -> list[str]:
    """Make the tables of this month and the next three, and of what fell into the default.

    Idempotent. Returns the names of those made. Takes the parent's lock for each of them.
    """
    with transaction.atomic(using=WRITER), connections[WRITER].cursor() as cursor:
        cursor.execute(BRIEFLY)
        known = set(_months(cursor))
        cursor.execute(MISPLACED)
        wanted = {*months_ahead(month_of(now)), *(day for (day,) in cursor.fetchall())}
        made = sorted(wanted - known)
        for month in made:
            _make(cursor, month)
        return [_name(month) for month in made]


def drop_old_partitions(*, now: datetime.datetime, days: int) -> list[str]:
    """Drop the months that ended more than `days` days ago; return their names. Idempotent."""
    first_kept = month_of(now - datetime.timedelta(days=days))
    with transaction.atomic(using=WRITER), connections[WRITER].cursor() as cursor:
        cursor.execute(BRIEFLY)
        dropped = [_name(month) for month in _months(cursor) if month < first_kept]
        if dropped:
            cursor.execute(f"DROP TABLE {', '.join(dropped)}")
        return dropped


def _make(cursor: Any, month: datetime.date) -> None:
    name, bounds = _name(month), (_start(month), _start(following(month)))
    cursor.execute(f"CREATE TABLE {name} (LIKE crm_behavior_event INCLUDING ALL)")
    # What fell into the default partition has to leave it before the new one can be attached.
    cursor.execute(
        "WITH misplaced AS (DELETE FROM crm_behavior_default"  # noqa: S608
        " WHERE occurred_at >= %s AND occurred_at < %s RETURNING *)"
        f" INSERT INTO {name} SELECT * FROM misplaced",
        bounds,
    )
    cursor.execute(
        f"ALTER TABLE crm_behavior_event ATTACH PARTITION {name}"
        " FOR VALUES FROM (%s) TO (%s)",
        bounds,
    )


def _months(cursor: Any) -> list[datetime.date]:
    cursor.execute(PARTITIONS)
    found = (NAME.match(name) for (name,) in cursor.fetchall())
    return [datetime.date(int(match[1]), int(match[2]), 1) for match in found if match]


def _name(month: datetime.date) -> str:
    return f"crm_behavior_{month:%Y_%m}"


def _start(month: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(month, datetime.time(), tzinfo=datetime.UTC)
