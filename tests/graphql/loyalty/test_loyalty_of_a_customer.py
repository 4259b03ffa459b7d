"""Who sees a customer's points: `me`, `user`, `customers`, and the federation's `_entities`."""

import pytest
from graphql import GraphQLError
from saleor.permission.enums import AccountPermissions, OrderPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.graphql.points import CrmPoints
from saleor_crm_plugin.loyalty.actions.adjust import MOST_POINTS
from tests.fixtures.api import global_id
from tests.fixtures.member import give_points
from tests.fixtures.program import make_program
from tests.shop.rows import make_channel

MINE = """
query Mine($channel: String!) {
  me {
    loyalty(channel: $channel) { program { code } balance pending reserved owed tier { tier } }
    loyaltyAccounts { program { code } balance }
  }
}
"""
HISTORY = """
query History($first: Int, $after: String) {
  me {
    loyaltyAccounts {
      history(first: $first, after: $after) {
        edges { node { points reason author } } pageInfo { hasNextPage endCursor }
      }
    }
  }
}
"""
THEIRS = """
query Theirs($id: ID!) { user(id: $id) { loyalty(channel: "main") { balance } } }
"""
EVERYBODY = """
{ customers(first: 10) { edges { node { email loyaltyAccounts { balance } } } } }
"""
ENTITIES = """
query Entities($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on User { loyaltyAccounts { balance } }
  }
}
"""
EXPLANATION = (
    "{ me { loyaltyAccounts { explanation(first: 5) { edges { node { points } } } } } }"
)
EXCLUDED = "{ me { loyaltyAccounts { isExcluded } } }"


@pytest.fixture
def points(program, member):
    """The customer has 40 points."""
    give_points(program, member, 40, key="gift")
    return program


def test_sums_beyond_an_int_are_told(program, member, customer_api):
    for key in ("one", "two", "three"):
        give_points(program, member, MOST_POINTS, key=key)

    [account] = customer_api.ask(MINE, channel="main")["me"]["loyaltyAccounts"]

    assert account["balance"] == 3_000_000_000


@pytest.mark.parametrize("points", [2**53, -(2**53), 0.5])
def test_what_json_would_round_is_refused(points):
    with pytest.raises(GraphQLError, match="no number of points"):
        CrmPoints.serialize(points)


def test_the_owner_sees_balances_by_channel_and_in_all(points, customer_api):
    me = customer_api.ask(MINE, channel="main")["me"]

    assert me["loyalty"] == {
        "program": {"code": "club"},
        "balance": 40,
        "pending": 0,
        "reserved": 0,
        "owed": 0,
        "tier": None,
    }
    assert me["loyaltyAccounts"] == [{"program": {"code": "club"}, "balance": 40}]


def test_somebody_new_sees_zeros(points, other_customer_api):
    me = other_customer_api.ask(MINE, channel="main")["me"]

    assert me["loyalty"]["balance"] == 0
    assert me["loyaltyAccounts"] == [{"program": {"code": "club"}, "balance": 0}]


def test_a_channel_without_a_program_has_no_points(points, customer_api):
    make_channel("second")

    assert customer_api.ask(MINE, channel="second")["me"]["loyalty"] is None
    assert customer_api.ask(MINE, channel="nowhere")["me"]["loyalty"] is None


@pytest.mark.parametrize("changes", [{"is_active": False}, {"ends_at": "past"}])
def test_a_program_that_does_not_run_shows_only_among_all(
    changes, channel, customer_api
):
    if "ends_at" in changes:
        changes = {"ends_at": clock.now()}
    make_program(channel, **changes)

    me = customer_api.ask(MINE, channel="main")["me"]

    assert me["loyalty"] is None
    assert len(me["loyaltyAccounts"]) == 1


def test_nobody_is_nobodys_member(points, anonymous_api):
    assert anonymous_api.ask(MINE, channel="main") == {"me": None}


def test_staff_see_a_customers_points(points, customer_api, staff_api, app_api):
    customer = global_id("User", customer_api.user.pk)
    for client in (
        staff_api(AccountPermissions.MANAGE_USERS),
        app_api(AccountPermissions.MANAGE_USERS),
    ):
        assert client.ask(THEIRS, id=customer) == {"user": {"loyalty": {"balance": 40}}}


def test_nobody_else_sees_them(points, customer_api, outsiders):
    customer = global_id("User", customer_api.user.pk)
    for one in outsiders:
        if one is customer_api:
            continue
        answer = one.post(THEIRS, id=customer)
        assert answer["errors"]
        assert "40" not in str(answer["data"])


def test_staff_for_orders_reach_a_customer_but_not_the_points(
    points, customer_api, staff_api
):
    staff = staff_api(OrderPermissions.MANAGE_ORDERS)

    answer = staff.post(THEIRS, id=global_id("User", customer_api.user.pk))

    assert answer["data"]["user"] is None or answer["data"]["user"]["loyalty"] is None
    assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"


def test_a_customer_may_not_list_customers(points, other_customer_api):
    assert other_customer_api.refusal(EVERYBODY) == "PermissionDenied"


def test_staff_list_everybodys_points(points, customer_api, staff_api):
    found = staff_api(AccountPermissions.MANAGE_USERS).ask(EVERYBODY)["customers"]

    balances = {
        edge["node"]["email"]: edge["node"]["loyaltyAccounts"]
        for edge in found["edges"]
    }
    assert balances[customer_api.user.email] == [{"balance": 40}]


def test_the_federation_opens_no_other_way(
    points, customer_api, other_customer_api, anonymous_api
):
    theirs = [{"__typename": "User", "id": global_id("User", customer_api.user.pk)}]

    for one in (other_customer_api, anonymous_api):
        answer = one.post(ENTITIES, representations=theirs)
        assert '"balance": 40' not in str(answer).replace("'", '"')


def test_the_history_comes_newest_first_without_names_of_staff(
    points, member, customer_api
):
    give_points(points, member, -15, reason="A mistake.", key="correction")

    [account] = customer_api.ask(HISTORY, first=1)["me"]["loyaltyAccounts"]
    page = account["history"]
    [rest] = customer_api.ask(HISTORY, first=1, after=page["pageInfo"]["endCursor"])[
        "me"
    ]["loyaltyAccounts"]

    assert page["edges"] == [
        {
            "node": {
                "points": -15,
                "reason": "Corrected by the shop. A mistake.",
                "author": None,
            }
        }
    ]
    assert [edge["node"]["points"] for edge in rest["history"]["edges"]] == [40]
    assert (
        page["pageInfo"]["hasNextPage"],
        rest["history"]["pageInfo"]["hasNextPage"],
    ) == (
        True,
        False,
    )


@pytest.mark.parametrize("document", [EXPLANATION, EXCLUDED])
def test_what_is_for_staff_stays_with_staff(document, points, customer_api):
    answer = customer_api.post(document)

    assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"


@pytest.mark.parametrize(
    "variables", [{}, {"first": 0}, {"first": 101}, {"first": 5, "after": "x"}]
)
def test_a_wrong_page_is_refused(variables, points, customer_api):
    assert customer_api.post(HISTORY, **variables)["errors"]
