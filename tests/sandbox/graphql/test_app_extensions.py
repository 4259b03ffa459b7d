"""What apps show in the Dashboard, and the tokens that their pages act with."""

from typing import Any

import graphene
import pytest
from saleor.app.models import App, AppExtension
from saleor.core.jwt import jwt_decode
from saleor.permission.enums import AccountPermissions, OrderPermissions
from saleor.permission.models import Permission

from ...shop.rows import make_app, make_staff, make_user
from .client import ApiClient, signed_in

pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]

EXTENSIONS = """{
  appExtensions(first: 9) { edges { node { label url accessToken app { name } permissions { code } } } }
}"""
TOKEN = "query($id: ID!) { app(id: $id) { accessToken extensions { label } } }"


def show(app: App, *permissions: Any, **changes: Any) -> AppExtension:
    """Let the app show something to holders of the permissions."""
    given = {"label": "Club", "mount": "customer_details_widgets", "target": "widget"}
    extension = AppExtension.objects.create(
        **{"app": app, "url": "https://shop.test/club", **given, **changes}
    )
    codes = [permission.codename for permission in permissions]
    extension.permissions.set(Permission.objects.filter(codename__in=codes))
    return extension


def shown(client: ApiClient) -> list[dict[str, Any]]:
    return [edge["node"] for edge in client.ask(EXTENSIONS)["appExtensions"]["edges"]]


def test_staff_gets_a_token_with_the_extensions_permissions_only() -> None:
    staff = make_staff(AccountPermissions.MANAGE_USERS, OrderPermissions.MANAGE_ORDERS)
    app = make_app(type="thirdparty")
    extension = show(app, AccountPermissions.MANAGE_USERS)
    [found] = shown(signed_in(staff))
    payload = jwt_decode(found["accessToken"])
    assert payload["type"] == "thirdparty"
    assert payload["permissions"] == ["MANAGE_USERS"]
    assert sorted(payload["user_permissions"]) == ["MANAGE_ORDERS", "MANAGE_USERS"]
    assert payload["app_extension"] == graphene.Node.to_global_id(
        "AppExtension", extension.pk
    )
    assert found["app"] == {"name": app.name}
    assert found["permissions"] == [{"code": "MANAGE_USERS"}]


def test_staff_without_all_permissions_sees_it_without_token() -> None:
    staff = make_staff(AccountPermissions.MANAGE_USERS)
    show(make_app(), AccountPermissions.MANAGE_USERS, OrderPermissions.MANAGE_ORDERS)
    assert [one["accessToken"] for one in shown(signed_in(staff))] == [None]


def test_customers_and_strangers_see_none() -> None:
    show(make_app())
    for client in (signed_in(make_user()), ApiClient()):
        refusal = client.refusal(EXTENSIONS)
        assert refusal["extensions"]["exception"]["code"] == "PermissionDenied"


def test_inactive_apps_show_nothing() -> None:
    app = make_app()
    show(app)
    App.objects.update(is_active=False)
    assert shown(signed_in(make_staff())) == []


def test_relative_address_of_a_popup_replaces_the_last_part_of_the_apps() -> None:
    app = make_app(app_url="https://shop.test/plugins/crm")
    show(app, url="/popup/customer", target="popup")
    [found] = shown(signed_in(make_staff()))
    assert found["url"] == "https://shop.test/plugins/popup/customer"


@pytest.mark.parametrize("kind", ["thirdparty", "local"])
def test_page_of_a_third_partys_app_gets_a_token(kind: str) -> None:
    staff = make_staff(AccountPermissions.MANAGE_USERS)
    app = make_app(AccountPermissions.MANAGE_USERS, type=kind)
    show(app)
    app_id = graphene.Node.to_global_id("App", app.pk)
    answer = signed_in(staff).ask(TOKEN, id=app_id)["app"]
    assert answer["extensions"] == [{"label": "Club"}]
    if kind == "local":
        assert answer["accessToken"] is None
    else:
        assert jwt_decode(answer["accessToken"])["permissions"] == ["MANAGE_USERS"]
