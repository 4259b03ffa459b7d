"""Transactions in which the database itself refuses to write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from .db import WRITER


@contextmanager
def read_only() -> Iterator[None]:
    """Refuse every write of the block (InternalError), in a transaction or savepoint of its own.

    What comes behind it in a larger transaction may write again. Rows cannot be locked in it.
    """
    with transaction.atomic(using=WRITER):
        with connections[WRITER].cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield
