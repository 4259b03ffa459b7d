"""What a plugin's own HTTP view learns about a request."""

from typing import Any

import jwt
import pytest
from django.test import RequestFactory
from saleor.core.jwt import create_access_token
from saleor.graphql.app.dataloaders import get_app_promise
from saleor.graphql.context import get_context_value
from saleor.graphql.core.context import get_database_connection_name
from saleor.graphql.plugins.dataloaders import get_plugin_manager_promise
from saleor.plugins.manager import PluginsManager

from ...shop.rows import make_app, make_user

pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]


def context(token: str | None = None) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return get_context_value(RequestFactory().get("/plugins/trial/x", headers=headers))


def test_anonymous_is_neither_app_nor_user() -> None:
    anonymous = context()
    assert get_app_promise(anonymous).get() is None
    assert not anonymous.user
    assert anonymous.decoded_auth_token is None


def test_user_is_known_by_the_token() -> None:
    user = make_user()
    known = context(create_access_token(user))
    assert get_app_promise(known).get() is None
    assert known.user == user
    assert known.decoded_auth_token["email"] == user.email


def test_app_is_known_by_the_token() -> None:
    app = make_app()
    assert get_app_promise(context(app.auth_token)).get() == app


def test_header_of_its_own_wins_over_the_common_one() -> None:
    user = make_user()
    request = RequestFactory().get(
        "/plugins/trial/x",
        headers={
            "Authorization-Bearer": create_access_token(user),
            "Authorization": "Bearer garbage",
        },
    )
    assert get_context_value(request).user == user


def test_revoked_token_raises_when_the_user_is_asked_for() -> None:
    user = make_user()
    revoked = context(create_access_token(user))
    type(user).objects.update(jwt_token_key="another")
    with pytest.raises(jwt.InvalidTokenError):
        bool(revoked.user)


def test_reads_go_to_the_replica_until_a_mutation_runs() -> None:
    read = context()
    assert get_database_connection_name(read) == "replica"
    read.allow_replica = False
    assert get_database_connection_name(read) == "default"


def test_request_has_one_plugin_manager() -> None:
    request = context(create_access_token(make_user()))
    request.app = None
    manager = get_plugin_manager_promise(request).get()
    assert isinstance(manager, PluginsManager)
    assert get_plugin_manager_promise(request).get() is manager
