"""Selections made from the schema, so that no field is forgotten."""

from typing import Any

from graphql import GraphQLObjectType
from graphql.type.definition import get_named_type, is_leaf_type

PAGE = "(first: 5)"


def everything_of(graphql_type: Any) -> str:
    """Return a selection of every field of a type and of the types below it."""
    parts = []
    for name, field in graphql_type.fields.items():
        arguments = PAGE if "after" in field.args else ""
        named = get_named_type(field.type)
        if is_leaf_type(named):
            parts.append(name + arguments)
        elif isinstance(named, GraphQLObjectType):
            parts.append(f"{name}{arguments} {everything_of(named)}")
    return "{ " + " ".join(parts) + " }"
