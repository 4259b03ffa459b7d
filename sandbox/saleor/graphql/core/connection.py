"""Connections: keyset pages, their cursors, and the filters before them."""

import json
from base64 import b64encode
from collections.abc import Iterable

import graphene
from django.conf import settings
from django.db.models import Q
from graphql import GraphQLError
from graphql.language.ast import FragmentSpread, InlineFragment
from graphql_relay.connection.arrayconnection import connection_from_list_slice
from graphql_relay.utils import unbase64

from ..utils.sorting import sort_queryset_for_connection
from ._writer import allow_writer_on
from .context import (
    ChannelContext,
    ChannelQsContext,
    SyncWebhookControlContext,
    get_database_connection_name,
)
from .enums import OrderDirection
from .types import BaseConnection, NonNullList

FILTERS_NAME = "_FILTERS_NAME"
FILTERSET_CLASS = "_FILTERSET_CLASS"
WHERE_NAME = "_WHERE_NAME"
WHERE_FILTERSET_CLASS = "_WHERE_FILTERSET_CLASS"

INVALID_CURSOR = "Received cursor is invalid."
WHERE_OPERATORS = ("AND", "OR", "NOT")


# --- cursors ---------------------------------------------------------------


def to_global_cursor(values):
    """Return the opaque cursor of a row's sorting values."""
    if not isinstance(values, Iterable):
        values = [values]
    texts = [value if value is None else str(value) for value in values]
    packed = json.dumps(texts, separators=(",", ":"), ensure_ascii=False)
    return b64encode(packed.encode()).decode()


def from_global_cursor(cursor):
    """Return the sorting values of a cursor; ValueError unless they are a list."""
    values = json.loads(unbase64(cursor))
    if not isinstance(values, list):
        raise ValueError("Cursor must decode to a JSON array.")
    return values


def get_field_value(instance, field_name):
    """Return the value at a `field__of_relation` path, None where it breaks off."""
    value = instance
    for name in field_name.split("__"):
        value = getattr(value, name, None)
    return f"{value()}" if callable(value) else value


def _read_cursor(cursor, fields):
    if not cursor:
        return None
    try:
        values = from_global_cursor(cursor)
    except ValueError as error:
        raise GraphQLError(INVALID_CURSOR) from error
    if len(values) != len(fields):
        raise GraphQLError(INVALID_CURSOR)
    return values


def _rows_beyond(values, fields, direction):
    """Return the condition for rows after the cursor; NULLs sort last."""
    condition = Q()
    for index, (field, value) in enumerate(zip(fields, values, strict=True)):
        beyond = _beyond(field, value, direction)
        if beyond is not None:
            condition |= beyond & Q(**dict(zip(fields[:index], values, strict=False)))
    return condition


def _beyond(field, value, direction):
    if direction == "gt":
        if value is None:
            return None
        return Q(**{f"{field}__gt": value}) | Q(**{f"{field}__isnull": True})
    if value is None:
        return Q(**{f"{field}__isnull": False})
    return Q(**{f"{field}__lt": value})


# --- one page of a queryset ------------------------------------------------


def _validate_connection_args(args):
    first, last = args.get("first"), args.get("last")
    for name, value in (("first", first), ("last", last)):
        if value and not (isinstance(value, int) and value > 0):
            raise GraphQLError(f"Argument `{name}` must be a non-negative integer.")
    if first and last:
        raise GraphQLError("Argument `last` cannot be combined with `first`.")
    if first and args.get("before"):
        raise GraphQLError("Argument `first` cannot be combined with `before`.")
    if last and args.get("after"):
        raise GraphQLError("Argument `last` cannot be combined with `after`.")


def _sorting_fields(sort_by):
    fields = sort_by.get("field")
    if not fields:
        raise ValueError("Error while preparing cursor values.")
    return fields if isinstance(fields, list) else [fields]


def _sorting_direction(sort_by, last):
    descending = sort_by.get("direction", "") == OrderDirection.DESC
    return "lt" if descending != bool(last) else "gt"


def _page_of_queryset(qs, args, fields):
    """Return the page's rows in order, and its page info without cursors."""
    first, last = args.get("first"), args.get("last")
    cursor = _read_cursor(args.get("after") or args.get("before"), fields)
    size = first or last
    if cursor:
        direction = _sorting_direction(args.get("sort_by", {}), last)
        try:
            qs = qs.filter(_rows_beyond(cursor, fields, direction))
        except ValueError as error:
            raise GraphQLError(INVALID_CURSOR) from error
    if not size:
        return [], {"has_previous_page": False, "has_next_page": False}
    rows = list(qs[: size + 1])
    more, page = len(rows) > size, rows[:size]
    if last:
        page.reverse()
    return page, {
        "has_next_page": more if first else bool(cursor),
        "has_previous_page": bool(cursor) if first else more,
    }


def connection_from_queryset_slice(
    qs, args=None, connection_type=None, edge_type=None, pageinfo_type=None
):
    """Return one page of a queryset that is already sorted by `args["sort_by"]`."""
    args = args or {}
    _validate_connection_args(args)
    fields = _sorting_fields(args.get("sort_by", {}))
    rows, page_info = _page_of_queryset(qs, args, fields)
    edges = [
        edge_type(
            node=row,
            cursor=to_global_cursor([get_field_value(row, name) for name in fields]),
        )
        for row in rows
    ]
    cursors = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
    extra = {}
    if "total_count" in connection_type._meta.fields:
        # Counted only if the field is asked for.
        extra["total_count"] = qs.count
    return connection_type(
        edges=edges,
        page_info=pageinfo_type(
            start_cursor=cursors[0], end_cursor=cursors[1], **page_info
        ),
        **extra,
    )


# --- the entry point of resolvers -------------------------------------------


def create_connection_slice(
    iterable,
    info,
    args,
    connection_type,
    edge_type=None,
    pageinfo_type=graphene.relay.PageInfo,
    max_limit=None,
):
    """Return one page of a list, a queryset or a ChannelQsContext.

    Raises GraphQLError where edges are asked for without `first` or `last`, and
    AssertionError for more than `max_limit` (settings.GRAPHQL_PAGINATION_LIMIT).
    """
    _validate_slice_args(info, args, max_limit)
    edge_type = edge_type or connection_type.Edge
    pageinfo_type = pageinfo_type or graphene.relay.PageInfo
    if isinstance(iterable, list):
        return slice_connection_iterable(
            iterable, args, connection_type, edge_type, pageinfo_type
        )
    wrapped = isinstance(iterable, ChannelQsContext)
    queryset, args["sort_by"] = sort_queryset_for_connection(
        iterable=iterable.qs if wrapped else iterable,
        args=args,
        allow_replica=getattr(info.context, "allow_replica", False),
    )
    with allow_writer_on(get_database_connection_name(info.context)):
        page = connection_from_queryset_slice(
            queryset, args, connection_type, edge_type, pageinfo_type
        )
    if wrapped:
        _wrap_nodes(page, lambda node: ChannelContext(node, iterable.channel_slug))
    return page


def create_connection_slice_for_sync_webhook_control_context(
    iterable, info, args, connection_type, allow_sync_webhooks
):
    page = create_connection_slice(iterable, info, args, connection_type)
    _wrap_nodes(page, lambda node: SyncWebhookControlContext(node, allow_sync_webhooks))
    return page


def _wrap_nodes(page, wrap):
    for edge in page.edges:
        edge.node = wrap(edge.node)


def _validate_slice_args(info, args, max_limit=None):
    wants_edges = _edges_in_selections(info.field_asts[0].selection_set, info)
    if wants_edges and not (args.get("first") or args.get("last")):
        raise GraphQLError(
            "You must provide a `first` or `last` value to properly paginate "
            f"the `{info.field_name}` connection."
        )
    limit = settings.GRAPHQL_PAGINATION_LIMIT if max_limit is None else max_limit
    for name in ("first", "last"):
        asked = args.get(name)
        assert not (limit and asked) or asked <= limit, (
            f"Requesting {asked} records on the `{info.field_name}` connection "
            f"exceeds the `{name}` limit of {limit} records."
        )


def _edges_in_selections(selection_set, info):
    for selection in selection_set.selections:
        if isinstance(selection, InlineFragment):
            found = _edges_in_selections(selection.selection_set, info)
        elif isinstance(selection, FragmentSpread):
            fragment = info.fragments[selection.name.value]
            found = _edges_in_selections(fragment.selection_set, info)
        else:
            found = selection.name.value == "edges"
        if found:
            return True
    return False


def slice_connection_iterable(
    iterable, args, connection_type, edge_type=None, pageinfo_type=None
):
    """Return one page of a list; its cursors are positions."""
    length = len(iterable)
    page = connection_from_list_slice(
        iterable,
        args,
        slice_start=0,
        list_length=length,
        list_slice_length=length,
        connection_type=connection_type,
        edge_type=edge_type or connection_type.Edge,
        pageinfo_type=pageinfo_type or graphene.relay.PageInfo,
    )
    # As pages of querysets do, and unlike the Relay library.
    if args.get("first") and args.get("after"):
        page.page_info.has_previous_page = True
    if args.get("last") and args.get("before"):
        page.page_info.has_next_page = True
    if "total_count" in connection_type._meta.fields:
        page.total_count = length
    return page


# --- filters -----------------------------------------------------------------


def filter_connection_queryset(
    iterable, args, request=None, root=None, allow_replica=False
):
    """Narrow by the `filter` or the `where` argument of a FilterConnectionField."""
    if "channel" not in args and hasattr(root, "channel_slug"):
        args["channel"] = root.channel_slug
    filter_input, where_input = args.get(args[FILTERS_NAME]), args.get(args[WHERE_NAME])
    if filter_input and where_input:
        raise GraphQLError(
            "Only one filtering argument (filter or where) can be specified."
        )
    if not (filter_input or where_input):
        return iterable
    wrapped = isinstance(iterable, ChannelQsContext)
    queryset = iterable.qs if wrapped else iterable
    if filter_input:
        queryset = filter_qs(
            queryset, args, args[FILTERSET_CLASS], filter_input, request
        )
    else:
        queryset = where_filter_qs(
            queryset, args, args[WHERE_FILTERSET_CLASS], where_input, request
        )
    if wrapped:
        return ChannelQsContext(queryset, iterable.channel_slug)
    return queryset


def filter_qs(queryset, args, filterset_class, filter_input, request):
    channel = args.get("channel") or filter_input.get("channel")
    if channel:
        filter_input["channel"] = str(channel)
    filterset = filterset_class(filter_input, queryset=queryset, request=request)
    if not filterset.is_valid():
        raise GraphQLError(json.dumps(filterset.errors.get_json_data()))
    return filterset.qs


def where_filter_qs(queryset, args, filterset_class, filter_input, request):
    """Narrow by conditions that AND and OR may nest; one operator per object."""
    if contains_filter_operator(filter_input) and len(filter_input) > 1:
        raise GraphQLError("Cannot mix operators with other filter inputs.")

    def narrow(part):
        if contains_filter_operator(part):
            return where_filter_qs(queryset, args, filterset_class, part, request)
        return filter_qs(queryset, args, filterset_class, part, request)

    if parts := filter_input.pop("AND", None):
        for part in parts:
            queryset = queryset & narrow(part)
    if parts := filter_input.pop("OR", None):
        matching = queryset.model.objects.none()
        for part in parts:
            matching = matching | narrow(part)
        queryset = queryset & matching
    return queryset & narrow(filter_input) if filter_input else queryset


def contains_filter_operator(filter_input):
    return any(operator in filter_input for operator in WHERE_OPERATORS)


# --- types -------------------------------------------------------------------


class NonNullConnection(BaseConnection):
    """A connection whose edges and nodes are never null."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, node=None, name=None, **options):
        super().__init_subclass_with_meta__(node=node, name=name, **options)

        class EdgeBase:
            node = graphene.Field(
                cls._meta.node,
                description="The item at the end of the edge.",
                required=True,
            )
            cursor = graphene.String(
                required=True, description="A cursor for use in pagination."
            )

        edge = type(cls.Edge._meta.name, (EdgeBase, graphene.ObjectType), {})
        edge.doc_category = options.get("doc_category")
        cls.Edge = edge
        cls._meta.fields["edges"] = graphene.Field(
            graphene.NonNull(NonNullList(cls.Edge))
        )


class CountableConnection(NonNullConnection):
    class Meta:
        abstract = True

    total_count = graphene.Int(description="A total count of items in the collection.")

    @staticmethod
    def resolve_total_count(root, _info):
        if isinstance(root, dict):
            total_count = root.get("total_count")
        else:
            total_count = getattr(root, "total_count", None)
        return total_count() if callable(total_count) else total_count
