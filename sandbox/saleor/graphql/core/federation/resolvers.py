"""Entities by the ids of their representations."""

from graphql.error import GraphQLError

from ..utils import from_global_id_or_error


def resolve_id_or_error(idx, graphql_type):
    # An id that was left out is graphene's own field object here.
    if not idx or not isinstance(idx, str):
        raise GraphQLError(
            "ID must be a string"
            if isinstance(idx, int | float)
            else "Missing required field: id"
        )
    return from_global_id_or_error(idx, only_type=graphql_type, raise_error=True)[1]


def resolve_federation_references(graphql_type, roots, queryset):
    """Return one object, or None, per root, with one query."""
    ids = [resolve_id_or_error(root.id, graphql_type) for root in roots]
    objects = {str(row.id): row for row in queryset.filter(id__in=ids)}
    return [objects.get(id_) for id_ in ids]
