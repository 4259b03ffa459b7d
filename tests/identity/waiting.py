"""Wait for another connection to be blocked, without sleeping blindly."""

from concurrent.futures import Future
from typing import Any

from django.db import connection

_IS_BLOCKED = """
SELECT EXISTS (
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND cardinality(pg_blocking_pids(pid)) > 0
)
"""


def wait_until_blocked(other: Future[Any]) -> None:
    """Return when some other connection of this database waits for a lock, or `other` is done."""
    with connection.cursor() as cursor:
        while not other.done():
            cursor.execute(_IS_BLOCKED)
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_stat_clear_snapshot()")
