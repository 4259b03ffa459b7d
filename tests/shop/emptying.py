"""Empties the database after a test that commits, without touching hundreds of tables that are empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

TABLES = """
SELECT oid::regclass::text FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1
"""
IS_SUPERUSER = "SELECT current_setting('is_superuser') = 'on'"
# No trigger runs: neither those that look for references nor those that refuse.
UNWATCHED = "SET LOCAL session_replication_role = replica"
WATCHED_AGAIN = "SET LOCAL session_replication_role = DEFAULT"
HOLDS_ROWS = "SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})"
CONTENT = """
SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t
"""


@dataclass
class Emptying:
    """Flushes by `flush` once, learns what that leaves, and from then on empties only what holds rows besides.

    Whoever changed what a flush leaves (permissions, content types, the site) is flushed for again.
    """

    flush: Callable[[Any], None]
    left: dict[str, str] | None = None

    def __call__(self, case: Any) -> None:
        """Empty the database after `case`; on return its rows are those that a flush leaves."""
        if self.left is None or _content(list(self.left)) != self.left:
            self.flush(case)
            self.left = _content(_filled())
            return
        remove_rows([table for table in _filled() if table not in self.left])


def remove_rows(tables: Sequence[str]) -> None:
    """Empty these tables, which no other one refers to by a row.

    A few rows are deleted in far less time than it takes to give each table, all its indexes and
    those of every table that might refer to it a new file. Whoever may not delete unwatched
    truncates.
    """
    if not tables:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(IS_SUPERUSER)
        if cursor.fetchone() != (True,):
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
            return
        cursor.execute(UNWATCHED)
        cursor.execute("; ".join(f"DELETE FROM {table}" for table in tables))
        cursor.execute(WATCHED_AGAIN)


def one_session_again(replica: Any) -> None:
    """Forget what a flush noted at the replica's alias, which is the writer's session under another name.

    The flush was in a transaction by that alias alone. A later test is in one of the writer's, and
    its end would believe the note instead of the session.
    """
    for name in vars(replica).keys() - {"replica_conn", "writer_conn"}:
        delattr(replica, name)


def _filled() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [table for (table,) in cursor.fetchall()]
        cursor.execute(
            " UNION ALL ".join(HOLDS_ROWS.format(table=table) for table in tables)
        )
        return [table for (table,) in cursor.fetchall()]


def _content(tables: list[str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(CONTENT.format(table=one) for one in tables))
        return dict(cursor.fetchall())
