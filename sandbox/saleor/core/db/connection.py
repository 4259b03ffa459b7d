"""Who may use the writer: a request or task that does so without saying it is refused in tests."""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connections

logger = logging.getLogger(__name__)

writer = settings.DATABASE_CONNECTION_DEFAULT_NAME
replica = settings.DATABASE_CONNECTION_REPLICA_NAME

UNSAFE_WRITER_ACCESS_MSG = (
    "The writer was used outside of allow_writer(); read from the replica by using()."
)
TRACEBACK_LIMIT = 20


class UnsafeWriterAccessError(Exception):
    """A query went to the writer where nobody had allowed it."""


@contextmanager
def allow_writer() -> Iterator[None]:
    """Allow queries on the writer inside; nested use leaves the permission to the outermost."""
    connection = connections[writer]
    was_allowed = getattr(connection, "_allow_writer", False)
    connection._allow_writer = True
    try:
        yield
    finally:
        connection._allow_writer = was_allowed


def restrict_writer_middleware(
    get_response: Callable[[Any], Any],
) -> Callable[[Any], Any]:
    """Refuse queries on the writer that are outside of `allow_writer`, during each request."""

    def middleware(request: Any) -> Any:
        with (
            connections[writer].execute_wrapper(restrict_writer),
            connections[replica].execute_wrapper(restrict_writer),
        ):
            return get_response(request)

    return middleware


def log_writer_usage_middleware(
    get_response: Callable[[Any], Any],
) -> Callable[[Any], Any]:
    """Log queries on the writer that are outside of `allow_writer`, during each request."""

    def middleware(request: Any) -> Any:
        with connections[writer].execute_wrapper(log_writer_usage):
            return get_response(request)

    return middleware


def restrict_writer(
    execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Raise on a writer query that nobody has allowed."""
    if _is_unsafe(context["connection"]):
        raise UnsafeWriterAccessError(f"{UNSAFE_WRITER_ACCESS_MSG} SQL: {sql}")
    return execute(sql, params, many, context)


def log_writer_usage(
    execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Log a writer query that nobody has allowed, with the way to it."""
    if _is_unsafe(context["connection"]):
        frames = "".join(
            traceback.format_list(traceback.extract_stack(limit=TRACEBACK_LIMIT))
        )
        logger.warning("%s SQL: %s\n%s", UNSAFE_WRITER_ACCESS_MSG, sql, frames)
    return execute(sql, params, many, context)


def _is_unsafe(connection: Any) -> bool:
    return connection.alias == writer and not getattr(
        connection, "_allow_writer", False
    )
