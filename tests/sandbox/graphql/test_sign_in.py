"""Tokens for a password, refreshed, checked, forged, revoked and narrowed."""

import datetime
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.sites.models import Site
from saleor.core.jwt import (
    create_access_token,
    create_access_token_for_app,
    jwt_decode,
    jwt_encode,
    jwt_user_payload,
)
from saleor.permission.enums import AccountPermissions, OrderPermissions
from saleor.site.models import SiteSettings

from ...shop.rows import make_app, make_staff, make_user
from .client import ApiClient, signed_in

pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]

PASSWORD = "correct horse"
CREATE = """mutation($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) {
    token refreshToken csrfToken user { email } errors { field message code }
  }
}"""
REFRESH = """mutation($token: String) {
  tokenRefresh(refreshToken: $token) { token errors { field message code } }
}"""
VERIFY = """mutation($token: String!) {
  tokenVerify(token: $token) { isValid user { email } errors { field code } }
}"""
ME = "{ me { email isStaff userPermissions { code } } }"


@pytest.fixture(autouse=True)
def _site() -> None:
    site, _ = Site.objects.get_or_create(
        pk=1, defaults={"domain": "shop.test", "name": "Shop"}
    )
    SiteSettings.objects.get_or_create(site=site)


def bearer(user: Any, **changes: Any) -> str:
    payload = jwt_user_payload(user, "access", datetime.timedelta(minutes=5))
    return jwt_encode({**payload, **changes})


def test_password_gives_a_token_that_signs_in() -> None:
    user = make_user(password=PASSWORD)
    data = ApiClient().ask(CREATE, email=user.email.upper(), password=PASSWORD)
    created = data["tokenCreate"]
    assert created["errors"] == []
    assert created["user"] == {"email": user.email}
    assert jwt_decode(created["token"])["type"] == "access"
    assert ApiClient(created["token"]).ask("{ me { email } }") == {
        "me": {"email": user.email}
    }
    user.refresh_from_db()
    assert user.last_login is not None


@pytest.mark.parametrize("email", ["{email}", "nobody@example.com"])
def test_wrong_password_and_unknown_address_are_refused_alike(email: str) -> None:
    user = make_user(password=PASSWORD)
    data = ApiClient().ask(
        CREATE, email=email.format(email=user.email), password="wrong"
    )
    assert data["tokenCreate"] == {
        "token": None,
        "refreshToken": None,
        "csrfToken": None,
        "user": None,
        "errors": [
            {
                "field": "email",
                "message": "Please, enter valid credentials",
                "code": "INVALID_CREDENTIALS",
            }
        ],
    }


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"is_active": False}, "INACTIVE"),
        ({"is_confirmed": False}, "ACCOUNT_NOT_CONFIRMED"),
    ],
)
def test_account_that_may_not_sign_in_is_told_why(state: Any, code: str) -> None:
    SiteSettings.objects.update(
        enable_account_confirmation_by_email=True,
        allow_login_without_confirmation=False,
    )
    user = make_user(password=PASSWORD, **state)
    data = ApiClient().ask(CREATE, email=user.email, password=PASSWORD)["tokenCreate"]
    assert (data["token"], data["errors"][0]["code"]) == (None, code)


def test_refresh_token_gives_a_new_access_token() -> None:
    user = make_user(password=PASSWORD)
    tokens = ApiClient().ask(CREATE, email=user.email, password=PASSWORD)["tokenCreate"]
    data = ApiClient().ask(REFRESH, token=tokens["refreshToken"])["tokenRefresh"]
    assert data["errors"] == []
    assert ApiClient(data["token"]).ask("{ me { email } }")["me"] == {
        "email": user.email
    }


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (None, "JWT_MISSING_TOKEN"),
        ("garbage", "JWT_DECODE_ERROR"),
        ("access", "JWT_INVALID_TOKEN"),
    ],
)
def test_wrong_refresh_token_is_refused(token: str | None, code: str) -> None:
    given = create_access_token(make_user()) if token == "access" else token
    data = ApiClient().ask(REFRESH, token=given)["tokenRefresh"]
    assert (data["token"], data["errors"][0]["code"]) == (None, code)


def test_verify_tells_valid_tokens_from_revoked_ones() -> None:
    user = make_user()
    token = create_access_token(user)
    assert ApiClient().ask(VERIFY, token=token)["tokenVerify"] == {
        "isValid": True,
        "user": {"email": user.email},
        "errors": [],
    }
    user.jwt_token_key = "another"
    user.save()
    assert ApiClient().ask(VERIFY, token=token)["tokenVerify"] == {
        "isValid": False,
        "user": None,
        "errors": [{"field": "token", "code": "JWT_INVALID_TOKEN"}],
    }


@pytest.mark.parametrize("token", [None, "garbage", "a.b.c", "x" * 30])
def test_no_token_and_garbage_are_anonymous(token: str | None) -> None:
    assert ApiClient(token).ask("{ me { email } }") == {"me": None}


def test_token_of_a_foreign_owner_is_anonymous() -> None:
    assert ApiClient(bearer(make_user(), owner="elsewhere")).ask(ME) == {"me": None}


def forged(user: Any) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    payload = jwt_user_payload(user, "access", datetime.timedelta(minutes=5))
    return jwt.encode(payload, key, algorithm="RS256")


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (forged, "InvalidSignatureError"),
        (
            lambda user: bearer(
                user, exp=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
            ),
            "ExpiredSignatureError",
        ),
        (lambda user: bearer(user, type="refresh"), "InvalidTokenError"),
        (lambda user: bearer(user, token="revoked"), "InvalidTokenError"),
        (lambda user: bearer(user, email="gone@example.com"), "InvalidTokenError"),
    ],
    ids=["forged", "expired", "of another type", "revoked", "of nobody"],
)
def test_token_that_claims_to_be_ours_but_is_not_valid_is_an_error(
    token: Any, code: str
) -> None:
    error = ApiClient(token(make_user())).refusal(ME)
    assert error["extensions"]["exception"]["code"] == code


def test_customer_and_staff_see_their_own_permissions() -> None:
    customer, staff = make_user(), make_staff(AccountPermissions.MANAGE_USERS)
    assert signed_in(customer).ask(ME)["me"] == {
        "email": customer.email,
        "isStaff": False,
        "userPermissions": [],
    }
    assert signed_in(staff).ask(ME)["me"] == {
        "email": staff.email,
        "isStaff": True,
        "userPermissions": [{"code": "MANAGE_USERS"}],
    }


def test_third_party_token_holds_what_app_and_user_both_may() -> None:
    staff = make_staff(AccountPermissions.MANAGE_USERS, OrderPermissions.MANAGE_ORDERS)
    app = make_app(
        AccountPermissions.MANAGE_USERS,
        AccountPermissions.MANAGE_STAFF,
        type="thirdparty",
    )
    token = create_access_token_for_app(app, staff)
    payload = jwt_decode(token)
    assert payload["type"] == "thirdparty"
    assert payload["permissions"] == ["MANAGE_USERS"]
    assert sorted(payload["user_permissions"]) == ["MANAGE_ORDERS", "MANAGE_USERS"]
    client = ApiClient(token)
    assert client.ask(ME)["me"] == {
        "email": staff.email,
        "isStaff": True,
        "userPermissions": [{"code": "MANAGE_USERS"}],
    }
    assert client.ask("{ customers(first: 1) { totalCount } }")["customers"] == {
        "totalCount": 0
    }
    error = client.refusal("{ orders(first: 1) { totalCount } }")
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"


def test_third_party_token_knows_that_a_user_may_less_by_now() -> None:
    staff = make_staff(AccountPermissions.MANAGE_USERS, OrderPermissions.MANAGE_ORDERS)
    app = make_app(AccountPermissions.MANAGE_USERS, type="thirdparty")
    first = jwt_decode(create_access_token_for_app(app, staff))
    staff.effective_permissions = staff.effective_permissions.filter(
        codename="manage_orders"
    )
    second = jwt_decode(create_access_token_for_app(app, staff))
    assert (first["permissions"], second["permissions"]) == (["MANAGE_USERS"], [])
    assert second["user_permissions"] == ["MANAGE_ORDERS"]


def test_third_party_token_without_common_permissions_may_nothing() -> None:
    customer = make_user()
    app = make_app(AccountPermissions.MANAGE_USERS, type="thirdparty")
    client = ApiClient(create_access_token_for_app(app, customer))
    assert client.ask(ME)["me"] == {
        "email": customer.email,
        "isStaff": False,
        "userPermissions": [],
    }
    error = client.refusal("{ customers(first: 1) { totalCount } }")
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"


def test_app_token_acts_as_the_app_with_its_permissions() -> None:
    app = make_app(AccountPermissions.MANAGE_USERS, name="Till")
    client = ApiClient(app.auth_token)
    assert client.ask("{ me { email } app { name permissions { code } } }") == {
        "me": None,
        "app": {"name": "Till", "permissions": [{"code": "MANAGE_USERS"}]},
    }
    assert client.ask("{ customers(first: 1) { totalCount } }")["customers"] == {
        "totalCount": 0
    }
    error = client.refusal("{ orders(first: 1) { totalCount } }")
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"


def test_inactive_app_is_nobody() -> None:
    app = make_app(AccountPermissions.MANAGE_USERS)
    type(app).objects.update(is_active=False)
    error = ApiClient(app.auth_token).refusal("{ customers(first: 1) { totalCount } }")
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"


def test_superuser_may_everything() -> None:
    client = signed_in(make_user(is_staff=True, is_superuser=True))
    assert client.ask(
        "{ orders(first: 1) { totalCount } customers(first: 1) { totalCount } }"
    ) == {
        "orders": {"totalCount": 0},
        "customers": {"totalCount": 0},
    }
