"""Checks of a query's document."""

from graphql.error import GraphQLError
from graphql.language.ast import (
    Field,
    FragmentDefinition,
    InlineFragment,
    OperationDefinition,
)


def check_if_query_contains_only_schema(document):
    """Tell whether it is pure introspection; GraphQLError if mixed with other fields."""
    kinds = set()
    for definition in document.document_ast.definitions:
        kinds |= _kinds_of_definition(definition)
    if kinds == {"schema", "data"}:
        raise GraphQLError(
            "Queries and introspection cannot be mixed in the same request."
        )
    return "schema" in kinds


def _kinds_of_definition(definition):
    if isinstance(definition, OperationDefinition) and definition.operation == "query":
        return _kinds(definition.selection_set.selections, at_root=True)
    if isinstance(definition, FragmentDefinition) and definition.type_condition:
        name = definition.type_condition.name.value
        if name.startswith("__"):
            return {"schema"}
        return _kinds(definition.selection_set.selections, at_root=name == "Query")
    return set()


def _kinds(selections, at_root):
    kinds = set()
    for selection in selections:
        if isinstance(selection, Field):
            introspects = at_root and selection.name.value == "__schema"
            kinds.add("schema" if introspects else "data")
        elif isinstance(selection, InlineFragment):
            kinds |= _kinds(selection.selection_set.selections, at_root)
    return kinds
