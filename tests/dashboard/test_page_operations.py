"""The shop takes every operation of the pages, and none costs more than it allows."""

from django.conf import settings
from graphql import validate
from saleor.graphql.api import schema

from ..fixtures.api import ApiClient
from .made_up import made_up_variables
from .page_operations import page_operations

OPERATIONS = page_operations()


def test_names_stand_once():
    names = [one.name for one in OPERATIONS]

    assert len(names) > 100
    assert len(set(names)) == len(names)


def test_the_shops_schema_has_all_that_is_asked():
    faults = {one.name: validate(schema, one.document) for one in OPERATIONS}

    assert {name: found for name, found in faults.items() if found} == {}


def test_no_operation_costs_more_than_the_shop_allows(endpoint):
    nobody = ApiClient()
    answers = {
        one.name: nobody.post(one.text, **made_up_variables(one)) for one in OPERATIONS
    }

    assert {
        name: cost_of(answer)
        for name, answer in answers.items()
        if cost_of(answer) > settings.GRAPHQL_QUERY_MAX_COMPLEXITY
    } == {}
    assert {
        name for name, answer in answers.items() if "QueryCostError" in codes_of(answer)
    } == set()


def cost_of(answer):
    return answer["extensions"]["cost"]["requestedQueryCost"]


def codes_of(answer):
    return {one["extensions"]["exception"]["code"] for one in answer.get("errors", [])}
