"""Variables with which an operation of the pages can be sent when what comes back is not looked at."""

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
)
from graphql.utils.type_from_ast import type_from_ast
from saleor.graphql.api import schema

from ..fixtures.api import global_id
from .page_operations import PageOperation

# What a list gives at most, whatever a page asks for.
MOST_ROWS = 100
SCALARS: dict[str, Any] = {
    "Boolean": True,
    "Date": "2026-03-01",
    "DateTime": "2026-03-01T12:00:00Z",
    "Decimal": "1.00",
    "Float": 1.0,
    "ID": global_id("CrmProfile", 1),
    "Int": 1,
    "JSON": {},
    "PositiveDecimal": "1.00",
    "String": "a",
}


def made_up_variables(operation: PageOperation) -> dict[str, Any]:
    """Return a value for each variable; lists are asked for in full."""
    declared = operation.definition.variable_definitions or ()
    made = {
        one.variable.name.value: _value(type_from_ast(schema, one.type))
        for one in declared
    }
    return made | ({"first": MOST_ROWS} if "first" in made else {})


def _value(wanted: Any) -> Any:
    match wanted:
        case GraphQLNonNull():
            return _value(wanted.of_type)
        case GraphQLList():
            return [_value(wanted.of_type)]
        case GraphQLEnumType():
            return wanted.values[0].name
        case GraphQLInputObjectType():
            return {
                name: _value(field.type)
                for name, field in wanted.fields.items()
                if isinstance(field.type, GraphQLNonNull)
            }
        case GraphQLScalarType():
            return SCALARS.get(wanted.name, 1)
    raise TypeError(wanted)
