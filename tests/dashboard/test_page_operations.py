"""The shop takes every operation of the pages, and none costs more than it allows."""

import pytest
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


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_the_shops_schema_has_all_that_is_asked(operation):
    assert [str(one) for one in validate(schema, operation.document)] == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_an_operation_costs_no_more_than_the_shop_allows(operation, endpoint):
    answer = ApiClient().post(operation.text, **made_up_variables(operation))

    cost = answer["extensions"]["cost"]["requestedQueryCost"]
    assert cost <= settings.GRAPHQL_QUERY_MAX_COMPLEXITY
    assert "QueryCostError" not in {
        one["extensions"]["exception"]["code"] for one in answer.get("errors", [])
    }
