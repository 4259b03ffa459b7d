"""The doors of an area in the API: where it can be entered, each with what opens it.

A door is a root field, a field on another area's type, or one that asks for more than its type did.
Everything else of an area is behind one of these.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphene.utils.str_converters import to_snake_case
from graphql.type.definition import get_named_type
from saleor.graphql.api import schema

from saleor_crm_plugin.graphql.schema import CrmQueries

GRAPHQL = "saleor_crm_plugin.graphql."


@dataclass(frozen=True)
class Door:
    """What is asked there, and the permissions that open it, all of them.

    Without any it is open to every customer who is signed in, and to nobody else. `is_owners` says
    that it is about a customer, to whom it is open as well.
    """

    document: str
    permissions: frozenset[Any] = frozenset()
    is_owners: bool = False


def doors_of(area: str) -> set[str]:
    """Return `Type.field` of every door of an area."""
    return {
        f"{type_name}.{name}"
        for type_name, graphql_type in schema.get_type_map().items()
        for name, field in getattr(graphql_type, "fields", {}).items()
        if area in _areas_of_door(type_name, graphql_type, name, field)
    }


def _areas_of_door(
    type_name: str, graphql_type: Any, name: str, field: Any
) -> Iterator[str]:
    if type_name == "Mutation":
        yield _area(get_named_type(field.type).graphene_type)
        return
    resolver = f"resolve_{to_snake_case(name)}"
    if type_name == "Query":
        yield from (
            _area(one) for one in CrmQueries.__mro__[1:] if resolver in vars(one)
        )
        return
    home = getattr(graphql_type, "graphene_type", None)
    owner, teller = _area(home), _area(getattr(home, resolver, None))
    if teller and teller != owner:
        yield teller
    elif "Requires MANAGE_" in (field.description or ""):
        yield owner


def _area(thing: Any) -> str:
    """Return the folder of the API in which something is written; "" for what is not ours."""
    module: str = getattr(thing, "__module__", None) or ""
    return module.removeprefix(GRAPHQL).split(".")[0] if GRAPHQL in module else ""
