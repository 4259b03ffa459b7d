"""Inserts by COPY: wide rows by the thousand, where one INSERT with all its parameters takes most of the time."""

import datetime
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import connection, models

PLAIN = (
    bool,
    int,
    float,
    str,
    Decimal,
    uuid.UUID,
    datetime.datetime,
    datetime.date,
    type(None),
)


def insert(rows: Iterable[models.Model]) -> None:
    """Insert rows of one model in the open transaction; they get their keys, and nothing is written on its own."""
    rows = list(rows)
    if not rows:
        return
    model = type(rows[0])
    _give_keys(model, [row for row in rows if row.pk is None])
    fields = model._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([_value(field, row) for field in fields])
            row._state.adding, row._state.db = False, connection.alias


def _value(field: models.Field, row: models.Model) -> Any:
    value = getattr(row, field.attname)
    return (
        value if isinstance(value, PLAIN) else field.get_db_prep_save(value, connection)
    )


def _give_keys(model: type[models.Model], rows: list[models.Model]) -> None:
    statement = (
        "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement, [model._meta.db_table, model._meta.pk.column, len(rows)]
        )
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key
