"""Lets a test see its own uncommitted rows through the replica's alias."""

from typing import Any

from django.conf import settings
from django.db import connections

from ..core.db.connection import allow_writer


class FakeDbReplicaConnection:
    """The writer's connection under the replica's name: one session, two aliases."""

    def __init__(self, replica_conn: Any) -> None:
        self.replica_conn = replica_conn
        self.writer_conn = connections[settings.DATABASE_CONNECTION_DEFAULT_NAME]

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        return self._renamed(self.writer_conn.cursor, *args, **kwargs)

    def chunked_cursor(self, *args: Any, **kwargs: Any) -> Any:
        return self._renamed(self.writer_conn.chunked_cursor, *args, **kwargs)

    def _renamed(self, make: Any, *args: Any, **kwargs: Any) -> Any:
        with allow_writer():
            cursor = make(*args, **kwargs)
            cursor.db = self
        return cursor

    def __getattr__(self, name: str) -> Any:
        return getattr(self.replica_conn if name == "alias" else self.writer_conn, name)


def prepare_test_db_connections() -> None:
    """Replace the replica's connection; to be called once, before the first test."""
    replica = settings.DATABASE_CONNECTION_REPLICA_NAME
    connections[replica] = FakeDbReplicaConnection(connections[replica])
