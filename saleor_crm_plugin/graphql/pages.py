"""Connections over keyset pages: forward only, no total, flat however deep one reads."""

import datetime
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import graphene
from django.conf import settings
from graphql import GraphQLError

from ..saleor_adapter.graphql import ConnectionField, ResolveInfo
from .ids import MAX_ROW_ID

Row = TypeVar("Row")
Cursor = tuple[Any, ...]


class KeysetConnectionField(ConnectionField):
    """A connection read forward only, with `first` and `after`."""

    def __init__(self, type_: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(type_, *args, **kwargs)
        for backward in ("before", "last"):
            self.args.pop(backward, None)


def read_cursor(
    after: str | None, kinds: Sequence[Callable[[Any], Any]]
) -> Cursor | None:
    """Return the cursor's values, each made by its kind; None for no cursor.

    Raises GraphQLError with Saleor's words for anything that we did not write.
    """
    if not after:
        return None
    try:
        values = json.loads(urlsafe_b64decode(after.encode()))
        if not isinstance(values, list) or len(values) != len(kinds):
            raise ValueError
        return tuple(kind(value) for kind, value in zip(kinds, values, strict=True))
    except (ValueError, TypeError, Base64Error, UnicodeError) as error:
        raise GraphQLError("Received cursor is invalid.") from error


def number(value: Any) -> int:
    """Make a row's number out of a cursor's value; raises ValueError for anything else."""
    if type(value) is not int or not 0 <= value <= MAX_ROW_ID:
        raise ValueError
    return value


def moment(value: Any) -> datetime.datetime:
    """Make an aware moment out of a cursor's value; raises ValueError for anything else."""
    made = datetime.datetime.fromisoformat(value)
    if made.tzinfo is None:
        raise ValueError
    return made


def write_cursor(values: Sequence[Any]) -> str:
    """Return an opaque cursor; values that JSON does not know are written as text."""
    return urlsafe_b64encode(json.dumps(list(values), default=str).encode()).decode()


def page_size(info: ResolveInfo, first: int | None) -> int:
    """Return how many rows to give; refuse none, a negative number, or too many."""
    limit = settings.GRAPHQL_PAGINATION_LIMIT
    if first is None:
        raise GraphQLError(
            f"You must provide a `first` value to paginate the `{info.field_name}` connection."
        )
    if not 0 < first <= limit:
        raise GraphQLError(
            f"Argument `first` of the `{info.field_name}` connection "
            f"must be between 1 and {limit}."
        )
    return first


def keyset_page(
    connection: Any,
    rows: Sequence[Row],
    *,
    first: int,
    after: str | None,
    cursor_of: Callable[[Row], Sequence[Any]],
) -> Any:
    """Make the connection out of up to `first` + 1 rows; the one too many tells of a next page."""
    edges = [
        connection.Edge(node=row, cursor=write_cursor(cursor_of(row)))
        for row in rows[:first]
    ]
    return connection(
        edges=edges,
        page_info=graphene.relay.PageInfo(
            has_next_page=len(rows) > first,
            has_previous_page=bool(after),
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
    )


def newest_first(
    connection: Any,
    rows: Any,
    info: ResolveInfo,
    *,
    first: int | None,
    after: str | None,
) -> Any:
    """Make the connection out of a queryset in the falling order of its keys. One query.

    Raises GraphQLError for a size or a cursor that is none, before anything is read.
    """
    size = page_size(info, first)
    cursor = read_cursor(after, [number])
    page = rows.filter(pk__lt=cursor[0]) if cursor else rows
    return keyset_page(
        connection,
        list(page[: size + 1]),
        first=size,
        after=after,
        cursor_of=lambda row: [row.pk],
    )
