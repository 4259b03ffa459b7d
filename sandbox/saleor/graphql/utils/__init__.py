"""Nodes by global id, the requestor, and how errors are shown."""

import logging
import traceback

from django.conf import settings
from django.core.exceptions import ValidationError
from graphql.error import GraphQLError
from graphql.error import format_error as format_graphql_error
from jwt import InvalidTokenError

from ...core.exceptions import PermissionDenied
from ..core.enums import PermissionEnum
from ..core.types import Permission
from ..core.types.model import lookup_by_id
from ..core.utils import from_global_id_or_error
from ..core.validators.query_cost import QueryCostError

unhandled_errors_logger = logging.getLogger("saleor.graphql.errors.unhandled")
handled_errors_logger = logging.getLogger("saleor.graphql.errors.handled")

ERROR_COULD_NO_RESOLVE_GLOBAL_ID = (
    "Could not resolve to a node with the global id list of '%s'."
)
INTERNAL_ERROR_MESSAGE = "Internal Server Error"

# Only the words of these reach the client outside DEBUG.
ALLOWED_ERRORS = (
    GraphQLError,
    InvalidTokenError,
    PermissionDenied,
    ValidationError,
    QueryCostError,
)


def resolve_global_ids_to_primary_keys(ids, graphene_type=None, raise_error=False):
    """Return (type, primary keys) of global ids, which must be of one type."""
    pks, invalid, expected = [], [], graphene_type
    for global_id in ids:
        type_, pk = _type_and_pk(global_id)
        if not type_:
            invalid.append(global_id)
        elif expected and str(expected) != str(type_):
            if raise_error:
                raise GraphQLError(f"Must receive {expected} id: {global_id}.")
        else:
            expected = type_
            pks.append(pk)
    if invalid:
        raise GraphQLError(ERROR_COULD_NO_RESOLVE_GLOBAL_ID % invalid)
    return expected, pks


def _type_and_pk(global_id):
    try:
        return from_global_id_or_error(global_id)
    except (GraphQLError, TypeError):
        return None, None


def get_nodes(
    ids,
    graphene_type=None,
    model=None,
    qs=None,
    schema=None,
    database_connection_name=settings.DATABASE_CONNECTION_DEFAULT_NAME,
):
    """Return the nodes of the global ids, in their order; GraphQLError if none is."""
    type_name, pks = resolve_global_ids_to_primary_keys(
        ids, graphene_type, raise_error=True
    )
    if not graphene_type and schema:
        graphene_type = schema.get_type(type_name).graphene_type
    if qs is None:
        model = model or graphene_type._meta.model
        qs = model.objects.using(database_connection_name)
    nodes = {}
    for pk in pks:
        nodes.setdefault(pk, qs.filter(lookup_by_id(str(graphene_type), pk)).first())
    if not any(nodes.values()):
        raise GraphQLError(ERROR_COULD_NO_RESOLVE_GLOBAL_ID % ids)
    for pk, node in nodes.items():
        assert node, f"There is no node of type {graphene_type} with pk {pk}"
    return list(nodes.values())


def format_permissions_for_display(permissions):
    rows = permissions.values_list("content_type__app_label", "codename", "name")
    return [
        Permission(code=PermissionEnum.get(f"{label}.{codename}"), name=name)
        for label, codename, name in rows
    ]


def get_user_or_app_from_context(context):
    """Return who asks: the app, else the user, else None."""
    return context.app or context.user


def requestor_is_superuser(requestor):
    return getattr(requestor, "is_superuser", False)


def format_error(error, handled_exceptions, query=None):
    """Return the error as the response shows it, and log it."""
    if isinstance(error, GraphQLError):
        result = format_graphql_error(error)
    else:
        result = {"message": str(error)}
    cause = _cause(error)
    if isinstance(cause, handled_exceptions):
        handled_errors_logger.info("A query had an error", exc_info=cause)
    else:
        unhandled_errors_logger.error("A query failed unexpectedly", exc_info=cause)
    if not isinstance(cause, ALLOWED_ERRORS) and not settings.DEBUG:
        result["message"] = INTERNAL_ERROR_MESSAGE
    details = {"code": type(cause).__name__}
    if settings.DEBUG:
        details["stacktrace"] = _stacktrace(cause)
    result.setdefault("extensions", {})["exception"] = details
    return result


def _cause(error):
    while isinstance(error, GraphQLError) and hasattr(error, "original_error"):
        error = error.original_error
    return GraphQLError(str(error)) if isinstance(error, AssertionError) else error


def _stacktrace(error):
    text = "".join(traceback.format_exception(error))
    return text.rstrip().splitlines()
