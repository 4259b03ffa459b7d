"""Which reads of the API may use the writer; every Saleor has its own name for this."""

from collections.abc import Iterator
from contextlib import contextmanager

from ...core.db.connection import allow_writer, writer


@contextmanager
def allow_writer_on(connection_name: str) -> Iterator[None]:
    """Allow the writer only if the named connection is the writer."""
    if connection_name != writer:
        yield
        return
    with allow_writer():
        yield
