"""Run a statement that reads, and get its rows by the names of their columns."""

from collections.abc import Mapping
from typing import Any

from django.db import OperationalError, connections, transaction

from .db import allow_writer

# The database's word for a statement that was given up.
CANCELED = "57014"


def read_rows(
    statement: str, parameters: Mapping[str, Any], using: str
) -> list[dict[str, Any]]:
    """Return what the statement answers on this connection, in its order."""
    with connections[using].cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def read_rows_uncompiled(
    statement: str, parameters: Mapping[str, Any], using: str
) -> list[dict[str, Any]]:
    """Return what a statement of many joins answers, as `read_rows`, without compiling it first.

    The planner expects so much of such a one that it would, and that takes longer than to run it.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
        rows = read_rows(statement, parameters, using)
        # Inside a larger transaction it would go on.
        cursor.execute("SET LOCAL jit TO DEFAULT")
        return rows


def read_rows_within(
    milliseconds: int, statement: str, parameters: Mapping[str, Any], *, using: str
) -> list[dict[str, Any]] | None:
    """Return what the statement answers; None where it took longer and was given up.

    Reads on the connection named and no other; where that is a part of the writer's transaction,
    as in Saleor's tests, it begins with a savepoint of the writer.
    """
    try:
        with (
            allow_writer(),
            transaction.atomic(using=using),
            connections[using].cursor() as cursor,
        ):
            # To compile a statement that is to answer soon takes longer than it saves.
            cursor.execute("SET LOCAL jit = off")
            cursor.execute("SET LOCAL statement_timeout = %s", (milliseconds,))
            rows = read_rows(statement, parameters, using)
            # Inside a larger transaction both would go on.
            cursor.execute("SET LOCAL jit TO DEFAULT")
            cursor.execute("SET LOCAL statement_timeout TO DEFAULT")
            return rows
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == CANCELED:
            return None
        raise
