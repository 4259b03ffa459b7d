"""The order of a connection, and the fields that its cursor carries."""

from graphql.error import GraphQLError

from ..channel.utils import get_default_channel_slug_or_graphql_error

REVERSED_DIRECTION = {"-": "", "": "-"}


def sort_queryset_for_connection(iterable, args, allow_replica):
    """Return (sorted queryset, {"field", "direction"} of its cursor)."""
    backwards = "last" in args
    if not args.get("sort_by"):
        return sort_queryset_by_default(iterable, backwards)
    channel_slug = args.get("channel") or get_default_channel_slug_or_graphql_error(
        allow_replica=allow_replica
    )
    return (
        sort_queryset(iterable, args["sort_by"], backwards, channel_slug),
        args["sort_by"],
    )


def sort_queryset(queryset, sort_by, reversed, channel_slug):
    """Sort by the input; an enum may prepare with `qs_with_<member>`."""
    direction = sort_by.direction
    if reversed:
        direction = REVERSED_DIRECTION[direction]
    if sort_by.field is None:
        raise GraphQLError("You must provide `field` to sort by.")
    sort_enum = sort_by._meta.sort_enum
    member = sort_enum.get(sort_by.field)
    prepare = getattr(sort_enum, f"qs_with_{member.name.lower()}", None)
    if prepare:
        queryset = prepare(queryset, channel_slug=channel_slug)
    return queryset.order_by(*(f"{direction}{field}" for field in member.value))


def get_model_default_ordering(model_class):
    return [
        term
        if isinstance(term, str)
        else f"{'-' if term.descending else ''}{term.expression.name}"
        for term in model_class._meta.ordering
    ]


def sort_queryset_by_default(queryset, reversed):
    """Sort by the model's own ordering, made unique by its key."""
    ordering = get_model_default_ordering(queryset.model) or ["pk"]
    fields = [term.lstrip("-") for term in ordering]
    direction = "-" if ordering[0].startswith("-") else ""
    if not {"pk", "id"} & set(fields):
        fields.append("pk")
        ordering.append(f"{direction}pk")
    if reversed:
        ordering = [f"{REVERSED_DIRECTION[direction]}{field}" for field in fields]
    return queryset.order_by(*ordering), {"field": fields, "direction": direction}
