"""The sandbox's API has nothing that the recorded one lacks, nor otherwise."""

import importlib
import inspect
import re
from typing import Any

import pytest
from graphene.utils.str_converters import to_camel_case, to_snake_case
from saleor._contract import contract
from saleor.graphql.api import schema

pytestmark = pytest.mark.sandbox_only

RECORDED = contract()["graphql"]
TYPES = ["App", "AppExtension", "Checkout", "Fulfillment", "Order", "User"]
PLUGIN = "saleor_crm_plugin"


def fields(type_name: str) -> dict[str, str]:
    """Return the types of a type's fields, without what the plugin added."""
    return {
        name: str(field.type)
        for name, field in schema.get_type(type_name).fields.items()
        if not (name.startswith("_") or is_added(type_name, name))
    }


def is_added(type_name: str, field: str) -> bool:
    """Tell whether an installed plugin has added the field."""
    graphene_type = schema.get_type(type_name).graphene_type
    declared = next(
        value
        for name, value in graphene_type._meta.fields.items()
        if to_camel_case(value.name or name) == field
    )
    resolver = getattr(graphene_type, f"resolve_{to_snake_case(field)}", None)
    makers = (declared.resolver, resolver, getattr(declared, "type", None))
    return any(
        getattr(maker, "__module__", None) and maker.__module__.startswith(PLUGIN)
        for maker in makers
    )


@pytest.mark.parametrize("type_name", TYPES)
def test_fields_are_recorded_with_the_same_type(type_name: str) -> None:
    found = fields(type_name)
    assert found == {name: RECORDED[type_name].get(name) for name in found}


@pytest.mark.parametrize("type_name", ["Query", "Mutation"])
def test_operations_are_recorded(type_name: str) -> None:
    assert set(fields(type_name)) <= set(RECORDED[type_name])


@pytest.mark.parametrize(
    "enum", ["AppTypeEnum", "FulfillmentStatus", "OrderStatus", "PermissionEnum"]
)
def test_enums_are_recorded(enum: str) -> None:
    names = [value.name for value in schema.get_type(enum).values]
    assert sorted(names) == sorted(RECORDED[f"enum:{enum}"])


def callables() -> list[str]:
    prefixes = (
        "saleor.graphql.",
        "saleor.permission.",
        "saleor.core.jwt",
        "saleor.core.auth",
    )
    return [
        name
        for name, described in contract()["callables"].items()
        if name.startswith(prefixes) and "signature" in described
    ]


# The first two: nothing that the plugin or its tests use. The third: wrapped by the plugin.
LEFT_OUT = {
    "saleor.graphql.api:monitor_fields_usage",
    "saleor.graphql.core.mutations:DeprecatedModelMutation.__init_subclass_with_meta__",
    "saleor.graphql.core.federation.schema:build_federated_schema",
}


@pytest.mark.parametrize("name", sorted(set(callables()) - LEFT_OUT))
def test_callables_take_the_recorded_arguments(name: str) -> None:
    module, path = name.split(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    recorded = contract()["callables"][name]["signature"]
    assert list(inspect.signature(found).parameters) == parameter_names(recorded)


def parameter_names(signature: str) -> list[str]:
    """Return the names in a recorded signature, whose annotations cannot be imported."""
    names, depth, current = [], 0, ""
    for char in signature:
        depth += (char in "([{") - (char in ")]}")
        if depth == 0 or (depth == 1 and char == ","):
            names.append(current)
            current = ""
            if depth == 0:
                break
        elif depth > 1 or char != "(":
            current += char
    plain = (re.split("[:=]", name)[0].strip().lstrip("*") for name in names)
    return [name for name in plain if name not in ("", "/")]
