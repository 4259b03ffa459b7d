"""Who a request comes from, by its headers."""

import pytest
from django.test import RequestFactory
from saleor.core.jwt import create_access_token
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.saleor_adapter.http_requests import (
    NOBODY,
    Requester,
    client_ip,
    requester,
)

from ..shop.rows import make_app, make_site_settings, make_staff, make_user

MANAGE_USERS = AccountPermissions.MANAGE_USERS.value


@pytest.fixture(autouse=True)
def site_settings(db):
    """Sign in looks into them; a test that commits has removed those of the migrations."""
    make_site_settings()


def request_with(token="", **meta):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return RequestFactory().get("/plugins/saleor.crm/x", headers=headers, **meta)


def test_nobody_has_no_token(db):
    assert requester(request_with()) == NOBODY


@pytest.mark.parametrize("token", ["garbage", "a.b.c", "e30.e30.e30"])
def test_a_bad_token_is_nobodys(db, token):
    assert requester(request_with(token)) == NOBODY


def test_a_token_with_a_wrong_signature_is_nobodys(db):
    token = create_access_token(make_user("owner@example.com"))

    assert requester(request_with(token[:-6] + "AAAAAA")) == NOBODY


def test_a_customer_has_no_permissions(db):
    user = make_user("owner@example.com")

    found = requester(request_with(create_access_token(user)), MANAGE_USERS)

    assert found == Requester(user_id=user.pk)


@pytest.mark.parametrize(
    ("permission", "is_permitted"),
    [("", True), (MANAGE_USERS, True), ("order.manage_orders", False)],
)
def test_staff_and_apps_have_the_permissions_given_to_them(
    db, permission, is_permitted
):
    user = make_staff(AccountPermissions.MANAGE_USERS)
    app = make_app(AccountPermissions.MANAGE_USERS)

    by_user = requester(request_with(create_access_token(user)), permission)
    by_app = requester(request_with(app.auth_token), permission)

    assert by_user == Requester(
        user_id=user.pk, is_staff=True, is_permitted=is_permitted
    )
    assert by_app == Requester(app_id=app.pk, is_permitted=is_permitted)


@pytest.mark.parametrize(
    ("forwarded", "peer", "seen"),
    [
        ("", "192.0.2.1", "192.0.2.1"),
        ("198.51.100.7", "192.0.2.1", "198.51.100.7"),
        ("198.51.100.7, 203.0.113.9", "192.0.2.1", "198.51.100.7"),
        ("unknown, 2001:db8::1", "192.0.2.1", "2001:db8::1"),
        ("'; DROP TABLE", "192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "192.0.2.1", "192.0.2.1"),
        ("", "", ""),
    ],
)
def test_the_address_of_a_client(forwarded, peer, seen):
    meta = {"REMOTE_ADDR": peer}
    if forwarded:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded

    assert client_ip(request_with(**meta)) == seen
