"""What the API's HTTP end accepts, refuses, and costs."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from saleor.graphql.api import schema
from saleor.graphql.query_cost_map import COST_MAP

from .client import ApiClient

pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]

ME = "{ me { email } }"


def post(body: str, content_type: str = "application/json") -> Any:
    return Client().post("/graphql/", body, content_type=content_type)


def message(response: Any) -> str:
    return response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{", "Unable to parse query."),
        ('"text"', "Unable to parse query."),
        ("{}", "Must provide a query string."),
        ('{"query": 5}', "Must provide a query string."),
    ],
)
def test_body_without_a_query_is_refused(body: str, expected: str) -> None:
    response = post(body)
    assert (response.status_code, message(response)) == (400, expected)


def test_unknown_field_is_refused() -> None:
    response = ApiClient().post("{ nothing }")
    assert response.status_code == 400
    assert message(response) == 'Cannot query field "nothing" on type "Query".'


def test_syntax_error_is_refused() -> None:
    response = ApiClient().post("{ me {")
    assert response.status_code == 400
    assert message(response).startswith("Syntax Error GraphQL")


def test_query_as_plain_graphql_is_read() -> None:
    response = post(ME, content_type="application/graphql")
    assert response.json()["data"] == {"me": None}


@override_settings(GRAPHQL_BATCH_MAX_COUNT=2)
def test_batch_answers_each_query_and_the_worst_status() -> None:
    response = post(json.dumps([{"query": ME}, {"query": "{ nothing }"}]))
    first, second = response.json()
    assert response.status_code == 400
    assert (first["data"], "data" in second) == ({"me": None}, False)


def test_batch_is_limited() -> None:
    response = post(json.dumps([{"query": ME}, {"query": ME}]))
    assert response.status_code == 400
    assert message(response) == "Number of batch queries exceeded."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "{" + " ".join(f"a{n}: me {{ email }}" for n in range(101)) + "}",
            "Number of aliases exceed the limit of 100",
        ),
        (
            "mutation {"
            + " ".join(f'a{n}: tokenVerify(token: "x") {{ isValid }}' for n in range(5))
            + "}",
            "Number of mutations exceed the limit of 4",
        ),
    ],
    ids=["aliases", "mutations"],
)
def test_counts_in_one_request_are_limited(query: str, expected: str) -> None:
    response = ApiClient().post(query)
    assert (response.status_code, message(response)) == (400, expected)


def test_other_methods_are_refused() -> None:
    assert Client().put("/graphql/").status_code == 405


def test_page_for_trying_is_shown_only_where_it_is_switched_on() -> None:
    with override_settings(PLAYGROUND_ENABLED=True):
        assert Client().get("/graphql/").status_code == 200
    with override_settings(PLAYGROUND_ENABLED=False):
        assert Client().get("/graphql/").status_code == 405


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        (ME, 1),
        ("{ customers(first: 50) { edges { node { email } } } }", 50),
        ("{ orders(first: 10) { edges { node { lines { id } } } } }", 20),
        (
            "{ orders(first: 10) { edges { node { ...user } } } } fragment user on Order { user { id } }",
            20,
        ),
        ("{ a: me { email } b: me { email } }", 2),
    ],
)
def test_cost_is_shown(query: str, cost: int) -> None:
    extensions = ApiClient().post(query).json()["extensions"]
    assert extensions["cost"] == {"requestedQueryCost": cost, "maximumAvailable": 50000}


def test_too_costly_query_is_refused() -> None:
    response = ApiClient().post("{ customers(first: 60000) { edges { node { id } } } }")
    assert response.status_code == 400
    assert message(response) == (
        "The query exceeds the maximum cost of 50000. Actual cost is 60000"
    )


@pytest.mark.parametrize(
    ("type_name", "field", "expected"),
    [
        ("Query", "nothing", "contains a field nothing not defined by the Query type."),
        ("Nothing", "x", "specifies a type Nothing that is not defined by the schema."),
    ],
)
def test_cost_of_a_missing_field_fails_every_query(
    type_name: str, field: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = {**COST_MAP.get(type_name, {}), field: {"complexity": 1}}
    monkeypatch.setitem(COST_MAP, type_name, costs)
    response = ApiClient().post(ME)
    assert response.status_code == 400
    assert message(response) == (
        f"The query cost could not be calculated because cost map {expected}"
    )


def test_introspection_is_not_mixed_with_data() -> None:
    response = ApiClient().post("{ __schema { queryType { name } } me { email } }")
    assert (response.status_code, message(response)) == (
        400,
        "Queries and introspection cannot be mixed in the same request.",
    )


def test_introspection_is_cached_under_a_key_with_the_suffix() -> None:
    query = json.dumps({"query": "{ __schema { queryType { name } } }"})
    cache.clear()
    with override_settings(GRAPHQL_CACHE_SUFFIX="one"):
        assert post(query).json()["data"] == {
            "__schema": {"queryType": {"name": "Query"}}
        }
        with override_settings(DEBUG=False):
            keys = [key for key in cache._cache if key.endswith("-one")]
    assert len(keys) == 1


def test_unexpected_error_hides_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_root: Any, _info: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(schema.get_type("Query").fields["me"], "resolver", fail)
    error = ApiClient().refusal(ME)
    assert error["message"] == "Internal Server Error"
    assert error["extensions"]["exception"] == {"code": "RuntimeError"}


def test_error_says_where_it_happened() -> None:
    error = ApiClient().refusal("{ customers(first: 1) { totalCount } }")
    assert error["path"] == ["customers"]
    assert error["locations"] == [{"line": 1, "column": 3}]
