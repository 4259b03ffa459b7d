"""Public and private metadata: who reads it, who writes it, which hooks follow."""

from typing import Any

import graphene
import pytest
from saleor.permission.enums import AccountPermissions, OrderPermissions
from saleor.plugins.manager import PluginsManager

from ...shop.rows import (
    make_channel,
    make_order,
    make_site_settings,
    make_staff,
    make_user,
)
from .client import ApiClient, signed_in

pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]

PUBLIC = """mutation($id: ID!, $key: String!) {
  updateMetadata(id: $id, input: [{ key: $key, value: "yes" }]) {
    item { metadata { key value } } errors { field code }
  }
}"""
PRIVATE = """mutation($id: ID!) {
  updatePrivateMetadata(id: $id, input: [{ key: "vip", value: "yes" }]) {
    item { privateMetafield(key: "vip") } errors { field code }
  }
}"""
DELETE = """mutation($id: ID!) {
  deleteMetadata(id: $id, keys: ["vip"]) { item { metafields } errors { code } }
}"""


def global_id(row: Any) -> str:
    return graphene.Node.to_global_id(type(row).__name__, row.pk)


@pytest.fixture(autouse=True)
def _settings() -> None:
    settings = make_site_settings()
    # Older shops have no such choice: they always call both hooks.
    if hasattr(settings, "use_legacy_update_webhook_emission"):
        settings.use_legacy_update_webhook_emission = True
        settings.save()


@pytest.fixture
def called(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> Any:
    """Give the names of the metadata hooks, in the order of the calls."""
    names: list[str] = []
    for name in (
        "customer_updated",
        "customer_metadata_updated",
        "order_metadata_updated",
    ):
        monkeypatch.setattr(
            PluginsManager, name, lambda self, row, name=name: names.append(name)
        )

    def run(client: ApiClient, query: str, **variables: Any) -> tuple[Any, list[str]]:
        with django_capture_on_commit_callbacks(execute=True):
            data = client.ask(query, **variables)
        return data, names

    return run


def test_owner_writes_public_metadata_once(called: Any) -> None:
    customer = make_user()
    client = signed_in(customer)
    data, names = called(client, PUBLIC, id=global_id(customer), key="vip")
    assert data["updateMetadata"] == {
        "item": {"metadata": [{"key": "vip", "value": "yes"}]},
        "errors": [],
    }
    assert names == ["customer_updated", "customer_metadata_updated"]
    called(client, PUBLIC, id=global_id(customer), key="vip")
    assert names == ["customer_updated", "customer_metadata_updated"]
    data, _ = called(client, DELETE, id=global_id(customer))
    assert data["deleteMetadata"] == {"item": {"metafields": {}}, "errors": []}


def test_order_has_a_hook_of_its_own(called: Any) -> None:
    order = make_order(make_channel())
    staff = signed_in(make_staff(OrderPermissions.MANAGE_ORDERS))
    data, names = called(staff, PRIVATE, id=global_id(order))
    assert data["updatePrivateMetadata"]["item"] == {"privateMetafield": "yes"}
    assert names == ["order_metadata_updated"]


def test_only_staff_write_and_read_private_metadata() -> None:
    customer = make_user()
    for client in (ApiClient(), signed_in(customer)):
        error = client.refusal(PRIVATE, id=global_id(customer))
        assert error["extensions"]["exception"]["code"] == "PermissionDenied"
    customer.refresh_from_db()
    assert customer.private_metadata == {}
    error = signed_in(customer).refusal("{ me { privateMetadata { key } } }")
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
    staff = signed_in(make_staff(AccountPermissions.MANAGE_USERS))
    data = staff.ask(PRIVATE, id=global_id(customer))["updatePrivateMetadata"]
    assert data == {"item": {"privateMetafield": "yes"}, "errors": []}


def test_other_customers_write_nothing() -> None:
    customer = make_user()
    error = signed_in(make_user()).refusal(PUBLIC, id=global_id(customer), key="vip")
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
    customer.refresh_from_db()
    assert customer.metadata == {}


def test_empty_key_is_refused() -> None:
    customer = make_user()
    data = signed_in(customer).ask(PUBLIC, id=global_id(customer), key=" ")
    assert data["updateMetadata"] == {
        "item": None,
        "errors": [{"field": "input", "code": "REQUIRED"}],
    }
