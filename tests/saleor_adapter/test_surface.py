"""Saleor's whole surface as we use it, line by line: what breaks with a version is named here."""

import inspect

import pytest
from saleor.graphql.core.connection import NonNullConnection
from saleor.graphql.core.dataloaders import DataLoader
from saleor.graphql.core.mutations import BaseMutation
from saleor.plugins.manager import PluginsManager

from saleor_crm_plugin.plugin import CrmPlugin
from saleor_crm_plugin.saleor_adapter import (
    celery,
    db,
    graphql,
    http_requests,
    plugin_base,
    public_url,
)


@pytest.mark.parametrize(
    "module", [celery, db, graphql, http_requests, plugin_base, public_url]
)
def test_every_name_that_the_adapter_offers_is_there(module):
    missing = [name for name in module.__all__ if not hasattr(module, name)]

    assert missing == []


@pytest.mark.parametrize(
    ("function", "taken"),
    [
        (graphql.get_database_connection_name, ["context"]),
        (graphql.get_user_or_app_from_context, ["context"]),
        (graphql.has_one_of_permissions, ["requestor", "permissions"]),
        (BaseMutation.get_node_or_error.__func__, ["cls", "info", "node_id"]),
    ],
)
def test_functions_take_the_arguments_that_we_give(function, taken):
    assert list(inspect.signature(function).parameters)[: len(taken)] == taken


@pytest.mark.parametrize(
    "option", ["description", "permissions", "error_type_class", "doc_category"]
)
def test_mutations_take_the_options_that_we_give(option):
    options = inspect.signature(BaseMutation.__init_subclass_with_meta__).parameters

    assert option in options


def test_a_mutation_answers_errors_that_it_made_itself():
    assert "errors" in graphql.BaseMutation.handle_typed_errors.__code__.co_varnames
    assert callable(BaseMutation.perform_mutation)


def test_loaders_are_one_per_request_by_their_key():
    assert "context_key" in inspect.getsource(DataLoader)


def test_connections_of_ours_need_no_total():
    assert "total_count" not in NonNullConnection.__dict__


def test_costs_and_permissions_are_where_we_look():
    assert "Query" in graphql.COST_MAP
    assert graphql.AccountPermissions.MANAGE_USERS.value == "account.manage_users"
    assert graphql.OrderPermissions.MANAGE_ORDERS.value == "order.manage_orders"
    assert graphql.DiscountPermissions.MANAGE_DISCOUNTS.value == (
        "discount.manage_discounts"
    )
    assert graphql.PluginsPermissions.MANAGE_PLUGINS.value == "plugins.manage_plugins"


def hooks():
    """The hooks that the plugin defines."""
    return [
        name
        for name, value in vars(CrmPlugin).items()
        if inspect.isfunction(value) and not name.startswith("_")
    ]


@pytest.mark.parametrize("hook", hooks())
def test_every_hook_of_ours_is_one_that_saleors_manager_calls(hook):
    assert callable(getattr(PluginsManager, hook))


def test_the_plugin_hooks_what_moves_orders_and_customers_and_no_open_cart():
    # What moves orders and customers, and `webhook`, by which our own pages are served.
    assert len(hooks()) == 23
    assert "checkout_updated" not in hooks()
