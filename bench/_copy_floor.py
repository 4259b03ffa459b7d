"""The floor of everything that leaves rows: COPY of the same rows into tables of the same shape."""

import io
import time

from django.db import connection

# Partitions are reached by their parents.
TABLES = """
SELECT c.relname FROM pg_class c
JOIN pg_namespace s ON s.oid = c.relnamespace
WHERE s.nspname = 'public' AND c.relname LIKE 'crm\\_%' AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition
ORDER BY 1
"""


def row_counts() -> dict[str, int]:
    """Return how many rows each of our tables has."""
    counts = {}
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts


def seconds_to_copy(before: dict[str, int]) -> tuple[float, int]:
    """Return how long COPY takes for the rows of all tables that have grown, and how many.

    The rows go into empty tables with the same columns, keys and indexes, out of memory.
    """
    seconds, rows = 0.0, 0
    for table, count in row_counts().items():
        if count > before.get(table, 0):
            seconds += _seconds_of(table)
            rows += count
    return seconds, rows


def _seconds_of(table: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TABLE bench_copy (LIKE "{table}" INCLUDING ALL)')
        columns = _columns(cursor, table)
        kept = io.BytesIO()
        with cursor.copy(f'COPY (SELECT {columns} FROM "{table}") TO STDOUT') as copy:
            for chunk in copy:
                kept.write(chunk)
        started = time.perf_counter()
        with cursor.copy(f"COPY bench_copy ({columns}) FROM STDIN") as copy:
            copy.write(kept.getvalue())
        seconds = time.perf_counter() - started
        cursor.execute("DROP TABLE bench_copy")
    return seconds


def _columns(cursor: object, table: str) -> str:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) "
        "FROM information_schema.columns WHERE table_schema = 'public' "
        "AND table_name = %s AND is_generated = 'NEVER'",
        [table],
    )
    return str(cursor.fetchone()[0])  # type: ignore[attr-defined]
