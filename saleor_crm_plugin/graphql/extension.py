"""Adds fields to types that belong to Saleor."""

from collections.abc import Callable
from typing import Any

from ..saleor_adapter.graphql import BaseField


def add_field(
    graphql_type: Any, name: str, field: BaseField, resolver: Callable[..., Any]
) -> None:
    """Give a type of Saleor's one more field; `name` is in Python's spelling.

    Raises ValueError where the type has such a field already: a later Saleor may bring one.
    """
    if name in graphql_type._meta.fields:
        raise ValueError(f"{graphql_type._meta.name} has a field {name!r} already.")
    graphql_type._meta.fields[name] = field
    setattr(graphql_type, f"resolve_{name}", staticmethod(resolver))


def node_of(root: Any) -> Any:
    """Return the model behind a root: orders and checkouts come wrapped in a context."""
    return getattr(root, "node", root)
