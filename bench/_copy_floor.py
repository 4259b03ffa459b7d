"""The floor of everything that leaves rows: COPY of the same rows into tables of the same shape."""

import io
import statistics
import time
from typing import Any

from django.db import connection

# One COPY alone may take half as long again as the next; many rows even that out by themselves.
RUNS = 3
ROWS_FOR_ONE_RUN = 500_000
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

    The rows go into empty tables with the same columns, keys and indexes, out of memory; of three
    times the median.
    """
    seconds, rows = 0.0, 0
    for table, count in row_counts().items():
        if count > before.get(table, 0):
            runs = RUNS if count < ROWS_FOR_ONE_RUN else 1
            seconds += _seconds_of(table, runs)
            rows += count
    return seconds, rows


def _seconds_of(table: str, runs: int) -> float:
    with connection.cursor() as cursor:
        columns = _columns(cursor, table)
        kept = io.BytesIO()
        with cursor.copy(f'COPY (SELECT {columns} FROM "{table}") TO STDOUT') as copy:
            for chunk in copy:
                kept.write(chunk)
        return statistics.median(
            _seconds_once(cursor, table, columns, kept.getvalue()) for _ in range(runs)
        )


def _seconds_once(cursor: Any, table: str, columns: str, rows: bytes) -> float:
    cursor.execute(f'CREATE TABLE bench_copy (LIKE "{table}" INCLUDING ALL)')
    started = time.perf_counter()
    with cursor.copy(f"COPY bench_copy ({columns}) FROM STDIN") as copy:
        copy.write(rows)
    seconds = time.perf_counter() - started
    cursor.execute("DROP TABLE bench_copy")
    return seconds


def _columns(cursor: Any, table: str) -> str:
    cursor.execute(
        "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) "
        "FROM information_schema.columns WHERE table_schema = 'public' "
        "AND table_name = %s AND is_generated = 'NEVER'",
        [table],
    )
    return str(cursor.fetchone()[0])
