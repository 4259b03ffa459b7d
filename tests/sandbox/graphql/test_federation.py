"""The schema as other services see it, and entities by their keys."""

from io import StringIO
from typing import Any

import graphene
import pytest
from django.core.management import call_command
from saleor.permission.enums import AccountPermissions

from ...shop.rows import make_staff, make_user
from .client import ApiClient, signed_in

pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]

ENTITIES = """query($all: [_Any!]!) {
  _entities(representations: $all) { __typename ... on User { email } }
}"""


def by_id(user: Any) -> dict[str, str]:
    return {"__typename": "User", "id": graphene.Node.to_global_id("User", user.pk)}


def test_sdl_marks_entities_by_their_keys() -> None:
    sdl = ApiClient().ask("{ _service { sdl } }")["_service"]["sdl"]
    user = next(line for line in sdl.splitlines() if line.startswith("type User "))
    assert '@key(fields: "id") @key(fields: "email")' in user
    assert 'me: User @doc(category: "Users")' in sdl
    assert not sdl.startswith("schema")


def test_staff_reads_entities_by_id_and_by_email() -> None:
    first, second = make_user(), make_user()
    representations = [by_id(first), {"__typename": "User", "email": second.email}]
    client = signed_in(make_staff(AccountPermissions.MANAGE_USERS))
    assert client.ask(ENTITIES, all=representations)["_entities"] == [
        {"__typename": "User", "email": first.email},
        {"__typename": "User", "email": second.email},
    ]


def test_customer_reads_only_their_own_entity() -> None:
    own, other = make_user(), make_user()
    data = signed_in(own).ask(ENTITIES, all=[by_id(own), by_id(other)])
    assert data["_entities"] == [{"__typename": "User", "email": own.email}, None]


@pytest.mark.parametrize(
    ("representation", "message"),
    [
        ({"id": "x"}, "Missing required field: __typename"),
        (
            {"__typename": "Nothing"},
            "Invalid value or unsupported model for __typename",
        ),
        ({"__typename": "User", "shoe": 1}, "Unknown field for User: shoe"),
    ],
)
def test_wrong_representation_is_refused(representation: Any, message: str) -> None:
    assert ApiClient().refusal(ENTITIES, all=[representation])["message"] == message


def test_too_many_representations_are_refused() -> None:
    many = [{"__typename": "User", "id": "x"}] * 101
    assert ApiClient().refusal(ENTITIES, all=many)["message"] == (
        "Federated query exceeded entity limit: 101 items requested over 100."
    )


def test_command_prints_the_schema_with_categories_and_permissions() -> None:
    out = StringIO()
    call_command("get_graphql_schema", stdout=out)
    sdl = out.getvalue()
    assert (
        'type User implements Node & ObjectWithMetadata @doc(category: "Users") {'
        in sdl
    )
    assert 'input AccountRegisterInput @doc(category: "Users") {' in sdl
    assert 'enum PermissionEnum @doc(category: "Users") {' in sdl
    assert (
        "Requires one of the following permissions: MANAGE_ORDERS, MANAGE_USERS." in sdl
    )
    assert (
        'accountErrors: [AccountError!]! @deprecated(reason: "Use `errors` field instead.")'
        in sdl
    )
