"""What the pages take Saleor's own schema for is what Saleor's schema says, in every version."""

import json
from collections.abc import Iterator, Mapping

import pytest
from graphql import GraphQLEnumType, GraphQLNonNull
from graphql.language import ast
from graphql.language.parser import parse
from graphql.language.printer import print_ast
from saleor.graphql.api import schema

from runner.environment import ROOT

HOST = ROOT / "dashboard_extension" / "src" / "api" / "host.graphql"
CONTRACTS = ROOT / "sandbox" / "contract"
SUPPORTED = ("3.21", "3.22", "3.23")
WITH_FIELDS = (ast.ObjectTypeDefinition, ast.InterfaceTypeDefinition)


@pytest.fixture(scope="module")
def assumed():
    """The definitions that the pages' code is generated from, by name."""
    definitions = parse(HOST.read_text()).definitions
    return {one.name.value: one for one in definitions}


@pytest.fixture(scope="module", params=SUPPORTED)
def recorded(request):
    """What was recorded of one version of Saleor: fields by type, values by enum."""
    return json.loads((CONTRACTS / f"saleor-{request.param}.json").read_text())[
        "graphql"
    ]


def is_told_as(expected: str, told: str, enums: frozenset[str] = frozenset()) -> bool:
    """Whether every answer of the type `told` is one of the type `expected`.

    An answer may be surer than expected (never null), and an enum's travels as a text.
    """
    if expected.endswith("!"):
        return told.endswith("!") and is_told_as(expected[:-1], told[:-1], enums)
    told = told.removesuffix("!")
    if expected.startswith("["):
        return told.startswith("[") and is_told_as(expected[1:-1], told[1:-1], enums)
    return told == expected or (expected == "String" and told in enums)


def fields(
    definitions: Mapping[str, ast.Node],
) -> Iterator[tuple[str, ast.FieldDefinition]]:
    for name, one in definitions.items():
        if isinstance(one, WITH_FIELDS):
            yield from ((name, field) for field in one.fields)


@pytest.mark.parametrize(
    ("expected", "told", "holds"),
    [
        ("String", "String", True),
        ("String", "String!", True),
        ("String!", "String", False),
        ("String!", "Colors!", True),
        ("ID!", "Colors!", False),
        ("[Money]!", "[Money!]!", True),
        ("[Money!]!", "[Money]!", False),
        ("[Money!]", "Money!", False),
        ("Money", "[Money]", False),
        ("Money", "TaxedMoney", False),
    ],
)
def test_a_type_may_be_surer_than_expected_and_nothing_else(expected, told, holds):
    assert is_told_as(expected, told, frozenset({"Colors"})) is holds


def test_the_shop_has_every_type_and_value_that_the_pages_know(assumed):
    types = schema.get_type_map()
    enums = {
        name: {value.name.value for value in one.values}
        for name, one in assumed.items()
        if isinstance(one, ast.EnumTypeDefinition)
    }
    named = {
        name
        for name, one in assumed.items()
        if not isinstance(one, ast.DirectiveDefinition)
    }

    assert named - types.keys() == set()
    assert {name: {one.name for one in types[name].values} for name in enums} == enums


def test_the_shop_answers_every_field_as_the_pages_expect(assumed):
    types = schema.get_type_map()
    enums = frozenset(
        name for name, one in types.items() if isinstance(one, GraphQLEnumType)
    )
    wrong = []
    for owner, field in fields(assumed):
        there = types[owner].fields.get(field.name.value)
        told = str(there.type) if there else "nothing"
        if not is_told_as(print_ast(field.type), told, enums):
            wrong.append((owner, field.name.value, told))

    assert wrong == []


def test_the_shop_takes_every_argument_that_the_pages_may_send(assumed):
    types = schema.get_type_map()
    wrong = []
    for owner, field in fields(assumed):
        taken = types[owner].fields[field.name.value].args
        sent = {one.name.value: print_ast(one.type) for one in field.arguments}
        for name, given in sent.items():
            wanted = str(taken[name].type) if name in taken else "nothing"
            if not is_told_as(wanted, given):
                wrong.append((owner, field.name.value, name, wanted))
        required = {
            name
            for name, one in taken.items()
            if isinstance(one.type, GraphQLNonNull) and one.default_value is None
        }
        wrong += [
            (owner, field.name.value, name, "required")
            for name in required - sent.keys()
        ]

    assert wrong == []


def test_every_supported_version_answers_as_the_pages_expect(assumed, recorded):
    known = {name: assumed[name] for name in ("User", "Order")}
    wrong = [
        (owner, field.name.value, recorded[owner].get(field.name.value))
        for owner, field in fields(known)
        if not is_told_as(
            print_ast(field.type), recorded[owner].get(field.name.value, "nothing")
        )
    ]

    assert wrong == []


@pytest.mark.parametrize("root", ["Query", "Mutation"])
def test_every_supported_version_has_what_the_pages_ask(root, assumed, recorded):
    asked = {field.name.value for field in assumed[root].fields}

    assert asked - set(recorded[root]) == set()


def test_every_supported_version_has_the_values_that_the_pages_know(assumed, recorded):
    values = {one.name.value for one in assumed["OrderStatus"].values}

    assert set(recorded["enum:OrderStatus"]) == values
