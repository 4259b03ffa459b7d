"""Run a statement that reads, and get its rows by the names of their columns."""

from collections.abc import Mapping
from typing import Any

from django.db import connections


def read_rows(
    statement: str, parameters: Mapping[str, Any], using: str
) -> list[dict[str, Any]]:
    """Return what the statement answers on this connection, in its order."""
    with connections[using].cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
