"""Which database connection to use: Saleor forbids the writer outside marked blocks."""

from django.conf import settings
from saleor.core.db.connection import allow_writer

__all__ = ["WRITER", "allow_writer", "replica_alias"]

WRITER: str = settings.DATABASE_CONNECTION_DEFAULT_NAME


def replica_alias() -> str:
    """Return the alias for reads that may lag a little behind the writer."""
    return settings.DATABASE_CONNECTION_REPLICA_NAME
