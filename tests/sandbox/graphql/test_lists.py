"""Filters, search and order of lists, and single rows by their keys."""

from typing import Any

import graphene
import pytest
from saleor.account.models import User
from saleor.graphql.core.connection import where_filter_qs
from saleor.permission.enums import (
    AccountPermissions,
    ChannelPermissions,
    ProductPermissions,
)

from ...shop.rows import (
    make_app,
    make_channel,
    make_product,
    make_site_settings,
    make_staff,
    make_user,
    make_variant,
    set_columns,
)
from .client import ApiClient, signed_in

pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]

CUSTOMERS = """query(
  $filter: CustomerFilterInput, $sortBy: UserSortingInput, $search: String
  $after: String, $first: Int
) {
  customers(
    first: $first, after: $after, filter: $filter, sortBy: $sortBy, search: $search
  ) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { email } }
  }
}"""


@pytest.fixture
def manager() -> ApiClient:
    return signed_in(make_staff(AccountPermissions.MANAGE_USERS))


@pytest.fixture
def people() -> dict[str, Any]:
    make_channel()
    return {
        "ada": make_user("ada@example.com", first_name="Ada", last_name="Byron"),
        "bo": make_user("bo@example.com", first_name="Bo", last_name="Byron"),
        "cy": make_user("cy@example.com", first_name="Cy", last_name="Adams"),
    }


def listed(client: ApiClient, **variables: Any) -> list[str]:
    data = client.ask(CUSTOMERS, **{"first": 10, **variables})["customers"]
    assert data["totalCount"] == len(data["edges"])
    return [edge["node"]["email"].split("@")[0] for edge in data["edges"]]


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, ["ada", "bo", "cy"]),
        ({"search": "byron"}, ["ada", "bo"]),
        ({"search": "ada byr"}, ["ada"]),
        ({"filter": {"search": "adams"}}, ["cy"]),
        ({"filter": {"dateJoined": {"lte": "2025-01-31"}}}, ["bo"]),
        ({"filter": {"dateJoined": {"gte": "2025-02-01"}}}, ["ada", "cy"]),
        ({"sortBy": {"field": "LAST_NAME", "direction": "ASC"}}, ["cy", "ada", "bo"]),
        ({"sortBy": {"field": "LAST_NAME", "direction": "DESC"}}, ["bo", "ada", "cy"]),
    ],
)
def test_customers_are_narrowed_and_sorted(
    manager: ApiClient, people: Any, variables: Any, expected: list[str]
) -> None:
    set_columns(people["bo"], date_joined="2025-01-31T12:00:00Z")
    assert listed(manager, **variables) == expected


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_pages_follow_the_chosen_order_over_equal_values(
    manager: ApiClient, people: Any, direction: str
) -> None:
    User.objects.update(last_name="Same", first_name="Same")
    order = {"field": "LAST_NAME", "direction": direction}
    whole = listed(manager, sortBy=order)
    seen, after = [], None
    for _ in whole:
        page = manager.ask(CUSTOMERS, first=1, sortBy=order, after=after)["customers"]
        seen += [edge["node"]["email"].split("@")[0] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
    assert seen == whole
    assert page["pageInfo"]["hasNextPage"] is False


def test_null_sorts_last_and_is_paged_over(manager: ApiClient, people: Any) -> None:
    from saleor.graphql.core.connection import _page_of_queryset, to_global_cursor

    set_columns(people["cy"], external_reference="1")
    fields = ["external_reference", "pk"]
    rows = User.objects.filter(is_staff=False).order_by(*fields)
    args = {"first": 1, "sort_by": {"field": fields, "direction": ""}}
    seen = []
    while True:
        page, info = _page_of_queryset(rows, args, fields)
        seen += [row.email.split("@")[0] for row in page]
        if not info["has_next_page"]:
            break
        last = page[-1]
        args["after"] = to_global_cursor([last.external_reference, last.pk])
    assert seen == ["cy", "ada", "bo"]


def test_one_user_by_each_key(manager: ApiClient, people: Any) -> None:
    ada = people["ada"]
    set_columns(ada, external_reference="elsewhere-1")
    query = """query($id: ID, $email: String, $reference: String) {
      user(id: $id, email: $email, externalReference: $reference) { email }
    }"""
    gid = graphene.Node.to_global_id("User", ada.pk)
    for key in (
        {"id": gid},
        {"email": "ADA@example.com"},
        {"reference": "elsewhere-1"},
    ):
        assert manager.ask(query, **key) == {"user": {"email": ada.email}}
    assert manager.refusal(query)["message"] == (
        "At least one of arguments is required: 'id', 'email', 'external_reference'."
    )
    assert manager.refusal(query, id=gid, email="x")["message"] == (
        "Argument 'id' cannot be combined with 'email'"
    )
    assert manager.ask(query, id="T3JkZXI6MQ==") == {"user": None}


def test_conditions_nest_by_and_and_or(people: Any) -> None:
    from saleor.graphql.account.filters import CustomerFilter

    def emails(where: Any) -> list[str]:
        rows = where_filter_qs(User.objects.all(), {}, CustomerFilter, where, None)
        return sorted(row.email.split("@")[0] for row in rows)

    byron, ada, cy = {"search": "byron"}, {"search": "ada@"}, {"search": "cy@"}
    assert emails({"AND": [dict(byron), dict(ada)]}) == ["ada"]
    assert emails({"OR": [dict(ada), dict(cy)]}) == ["ada", "cy"]
    nested = {"AND": [dict(byron), {"OR": [dict(ada), dict(cy)]}]}
    assert emails(nested) == ["ada"]


def test_products_are_seen_from_a_channel() -> None:
    channel = make_channel()
    product = make_product("Apple juice", channels=[channel])
    variant = make_variant(product, channels=[channel], name="Bottle")
    make_product("Hidden")
    query = """{ products(first: 5, channel: "main") {
      totalCount edges { node { name channel variants { name sku } } }
    } }"""
    assert ApiClient().ask(query)["products"] == {
        "totalCount": 1,
        "edges": [
            {
                "node": {
                    "name": "Apple juice",
                    "channel": "main",
                    "variants": [{"name": "Bottle", "sku": variant.sku}],
                }
            }
        ],
    }
    everything = "{ products(first: 5) { totalCount } }"
    assert ApiClient().ask(everything)["products"] == {"totalCount": 0}
    staff = signed_in(make_staff(ProductPermissions.MANAGE_PRODUCTS))
    assert staff.ask(everything)["products"] == {"totalCount": 2}
    one = 'query($sku: String!) { productVariant(sku: $sku, channel: "main") { product { name } } }'
    assert ApiClient().ask(one, sku=variant.sku)["productVariant"] == {
        "product": {"name": "Apple juice"}
    }


def test_channels_apps_and_shop() -> None:
    make_site_settings(description="Juices")
    make_channel()
    app = make_app(name="Till")
    assert ApiClient().ask("{ shop { name description } }")["shop"] == {
        "name": "example.com",
        "description": "Juices",
    }
    one = '{ channel(slug: "main") { name currencyCode defaultCountry { code } } }'
    assert ApiClient().ask(one)["channel"] == {
        "name": "Main",
        "currencyCode": "USD",
        "defaultCountry": {"code": "US"},
    }
    staff = signed_in(make_staff(ChannelPermissions.MANAGE_CHANNELS))
    listed = staff.ask(
        "{ channels { slug } apps(first: 5) { edges { node { name } } } }"
    )
    assert listed["channels"] == [{"slug": "main"}]
    assert listed["apps"]["edges"] == [{"node": {"name": app.name}}]
    error = signed_in(make_user()).refusal("{ channels { slug } }")
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
