"""A plugin's field with a loader, connection with permission, and mutation, over HTTP."""

from typing import Any

import graphene
import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from saleor.account.models import CustomerNote, User
from saleor.graphql.query_cost_map import COST_MAP
from saleor.permission.enums import AccountPermissions, OrderPermissions

from ...shop.rows import make_staff, make_user
from .client import ApiClient, signed_in
from .extension import schema

pytestmark = [
    pytest.mark.sandbox_only,
    pytest.mark.django_db,
    pytest.mark.urls("tests.sandbox.graphql.urls"),
]

PAGE = """query($first: Int, $after: String, $last: Int, $before: String) {
  trialNotes(first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { node { content } }
  }
}"""
ADD = """mutation($user: ID!, $content: String!) {
  trialNoteAdd(user: $user, content: $content) {
    note { content } errors { field message code }
  }
}"""


@pytest.fixture(autouse=True)
def _costs_of_this_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what an installed plugin costs: its fields are not in this schema."""
    types = schema.get_type_map()
    costs = {
        name: {
            field: cost for field, cost in fields.items() if field in types[name].fields
        }
        for name, fields in COST_MAP.items()
        if name in types
    }
    monkeypatch.setattr("saleor.graphql.views.COST_MAP", costs)


@pytest.fixture
def manager() -> Any:
    return make_staff(AccountPermissions.MANAGE_USERS)


def note(user: Any, content: str) -> Any:
    return CustomerNote.objects.create(customer=user, content=content)


def user_id(user: Any) -> str:
    return graphene.Node.to_global_id("User", user.pk)


def test_customer_reads_the_added_field_of_themselves() -> None:
    customer = make_user()
    note(customer, "likes tea")
    data = signed_in(customer).ask("{ me { email notes } }")
    assert data == {"me": {"email": customer.email, "notes": ["likes tea"]}}


def test_loader_reads_many_users_in_one_query(manager: Any) -> None:
    users = [make_user() for _ in range(5)]
    for user in users:
        note(user, f"of {user.pk}")
    query = "{ customers(first: 20) { edges { node { notes } } } }"
    with CaptureQueriesContext(connections["default"]) as queries:
        edges = signed_in(manager).ask(query)["customers"]["edges"]
    assert [edge["node"]["notes"] for edge in edges] == [
        [f"of {user.pk}"] for user in sorted(users, key=lambda user: user.email)
    ]
    read = [q for q in queries.captured_queries if "account_customernote" in q["sql"]]
    assert len(read) == 1


@pytest.mark.parametrize(
    "requestor",
    [
        ApiClient,
        lambda: signed_in(make_user()),
        lambda: signed_in(make_staff(OrderPermissions.MANAGE_ORDERS)),
    ],
    ids=["anonymous", "customer", "staff without the permission"],
)
def test_connection_is_refused_without_its_permission(requestor: Any) -> None:
    error = requestor().refusal(PAGE, first=3)
    assert error["message"] == (
        "To access this path, you need one of the following permissions: MANAGE_USERS"
    )
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"


def test_pages_of_three_show_every_row_once(manager: Any) -> None:
    customer = make_user()
    for number in range(7):
        note(customer, str(number))
    client = signed_in(manager)
    seen, after, sizes = [], None, []
    while True:
        page = client.ask(PAGE, first=3, after=after)["trialNotes"]
        assert page["totalCount"] == 7
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        seen += [edge["node"]["content"] for edge in page["edges"]]
        sizes.append(len(page["edges"]))
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert sizes == [3, 3, 1]
    assert sorted(seen) == [str(number) for number in range(7)]


def test_pages_backwards_meet_the_pages_forwards(manager: Any) -> None:
    customer = make_user()
    for number in range(5):
        note(customer, str(number))
    client = signed_in(manager)
    whole = client.ask(PAGE, first=5)["trialNotes"]["edges"]
    tail = client.ask(PAGE, last=2)["trialNotes"]
    assert tail["edges"] == whole[-2:]
    assert tail["pageInfo"]["hasPreviousPage"] is True
    before = tail["pageInfo"]["startCursor"]
    head = client.ask(PAGE, last=10, before=before)["trialNotes"]
    assert head["edges"] == whole[:-2]
    assert head["pageInfo"]["hasNextPage"] is True


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {},
            "You must provide a `first` or `last` value to properly paginate "
            "the `trialNotes` connection.",
        ),
        ({"first": 3, "after": "garbage"}, "Received cursor is invalid."),
        ({"first": 3, "after": "WyIxIiwiMiIsIjMiXQ=="}, "Received cursor is invalid."),
        ({"first": 3, "last": 3}, "Argument `last` cannot be combined with `first`."),
        ({"first": -1}, "Argument `first` must be a non-negative integer."),
        (
            {"first": 3, "before": "WyIxIl0="},
            "Argument `first` cannot be combined with `before`.",
        ),
        (
            {"first": 101},
            "Requesting 101 records on the `trialNotes` connection exceeds the `first` "
            "limit of 100 records.",
        ),
    ],
)
def test_wrong_page_arguments_are_refused(
    manager: Any, arguments: Any, message: str
) -> None:
    assert signed_in(manager).refusal(PAGE, **arguments)["message"] == message


def test_count_alone_needs_no_page_size(manager: Any) -> None:
    note(make_user(), "one")
    data = signed_in(manager).ask("{ trialNotes { totalCount } }")
    assert data == {"trialNotes": {"totalCount": 1}}


def test_mutation_writes_and_answers_with_the_node(manager: Any) -> None:
    customer = make_user()
    data = signed_in(manager).ask(ADD, user=user_id(customer), content="likes tea")
    assert data == {"trialNoteAdd": {"note": {"content": "likes tea"}, "errors": []}}
    row = CustomerNote.objects.get()
    assert (row.customer, row.user, row.content) == (customer, manager, "likes tea")


@pytest.mark.parametrize(
    ("user", "content", "expected"),
    [
        (
            lambda: user_id(make_user()),
            "x" * 21,
            {"field": "content", "message": "Too long", "code": "INVALID"},
        ),
        (
            lambda: "VXNlcjo5OTk5OTk5",
            "tea",
            {
                "field": "user",
                "message": "Couldn't resolve to a node: VXNlcjo5OTk5OTk5",
                "code": "NOT_FOUND",
            },
        ),
        (
            lambda: "T3JkZXI6MQ==",
            "tea",
            {
                "field": "user",
                "message": "Invalid ID: T3JkZXI6MQ==. Expected: User, received: Order.",
                "code": "GRAPHQL_ERROR",
            },
        ),
    ],
)
def test_mutation_shows_refusals_as_data(
    manager: Any, user: Any, content: str, expected: Any
) -> None:
    data = signed_in(manager).ask(ADD, user=user(), content=content)
    assert data == {"trialNoteAdd": {"note": None, "errors": [expected]}}
    assert CustomerNote.objects.count() == 0


def test_mutation_is_refused_without_its_permission() -> None:
    customer = make_user()
    error = signed_in(customer).refusal(ADD, user=user_id(customer), content="tea")
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
    assert CustomerNote.objects.count() == 0


def test_query_that_reads_the_writer_is_refused() -> None:
    error = ApiClient().refusal("{ trialReadsWriter }")
    assert error["extensions"]["exception"]["code"] == "UnsafeWriterAccessError"
    assert User.objects.count() == 0
