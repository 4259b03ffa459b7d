"""The weeks of facts: made ahead, and dropped as a whole when nobody waits for them any more."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from django.db import connections, transaction

from ..saleor_adapter.db import WRITER

WEEKS_AHEAD = 4
RETENTION_DAYS = 30
WEEK = datetime.timedelta(days=7)
NAME = re.compile(r"^crm_fact_(\d{8})$")

PARTITIONS = """
SELECT child.relname FROM pg_inherits
JOIN pg_class AS child ON child.oid = pg_inherits.inhrelid
WHERE pg_inherits.inhparent = 'crm_fact'::regclass ORDER BY child.relname
"""
# Dropping needs the parent's lock for a moment: rather not today than make readers queue.
BRIEFLY = "SET LOCAL lock_timeout = '3s'"
WEEKS_STILL_WAITED_FOR = """
SELECT DISTINCT fact_week FROM crm_delivery WHERE fact_week < %s
"""
MISPLACED_WEEKS = "SELECT DISTINCT week FROM crm_fact_default"


def ensure_partitions(*, now: datetime.datetime) -> list[str]:
    """Make the tables of this week and the next ones, and of weeks that fell into the default.

    Idempotent. Returns the names of those made. Takes the parent's lock for each of them.
    """
    monday = _monday(now)
    wanted = {monday + WEEK * ahead for ahead in range(WEEKS_AHEAD + 1)}
    with transaction.atomic(using=WRITER), connections[WRITER].cursor() as cursor:
        cursor.execute(BRIEFLY)
        known = set(_weeks(cursor))
        cursor.execute(MISPLACED_WEEKS)
        misplaced = {week for (week,) in cursor.fetchall()}
        made = sorted((wanted | misplaced) - known)
        for week in made:
            _make(cursor, week)
        return [_name(week) for week in made]


def drop_old_partitions(
    *, now: datetime.datetime, days: int = RETENTION_DAYS
) -> list[str]:
    """Drop the weeks that ended more than `days` days ago and that no delivery waits for.

    Idempotent. Returns the names of those dropped.
    """
    limit = _monday(now - datetime.timedelta(days=days))
    with transaction.atomic(using=WRITER), connections[WRITER].cursor() as cursor:
        cursor.execute(BRIEFLY)
        cursor.execute(WEEKS_STILL_WAITED_FOR, (limit,))
        awaited = {week for (week,) in cursor.fetchall()}
        dropped = [
            _name(week)
            for week in _weeks(cursor)
            if week < limit and week not in awaited
        ]
        if dropped:
            cursor.execute(f"DROP TABLE {', '.join(dropped)}")
        return dropped


def _make(cursor: Any, week: datetime.date) -> None:
    name = _name(week)
    cursor.execute(f"CREATE TABLE {name} (LIKE crm_fact INCLUDING ALL)")
    # What fell into the default partition has to leave it before the new one can be attached.
    cursor.execute(
        "WITH misplaced AS (DELETE FROM crm_fact_default WHERE week >= %s AND week < %s"  # noqa: S608
        f" RETURNING *) INSERT INTO {name} SELECT * FROM misplaced",
        (week, week + WEEK),
    )
    cursor.execute(
        f"ALTER TABLE crm_fact ATTACH PARTITION {name} FOR VALUES FROM (%s) TO (%s)",
        (week, week + WEEK),
    )


def _weeks(cursor: Any) -> Sequence[datetime.date]:
    cursor.execute(PARTITIONS)
    found = (NAME.match(name) for (name,) in cursor.fetchall())
    return [datetime.date.fromisoformat(match[1]) for match in found if match]


def _name(week: datetime.date) -> str:
    return f"crm_fact_{week:%Y%m%d}"


def _monday(moment: datetime.datetime) -> datetime.date:
    day = moment.astimezone(datetime.UTC).date()
    return day - datetime.timedelta(days=day.weekday())
