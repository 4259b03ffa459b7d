"""The proof of the books, and why each point moved."""

import pytest
from django.db import connection
from saleor.permission.enums import AccountPermissions, PluginsPermissions

from saleor_crm_plugin.ledger.models import Account
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.member import give_points

VERIFY = """
query Verify($program: ID!) {
  crmLedgerVerify(program: $program) { check table rowId column stored computed }
}
"""
EXPLAIN = """
query Explain($id: ID!, $first: Int, $after: String) {
  crmProfile(id: $id) {
    loyaltyAccounts {
      explanation(first: $first, after: $after) {
        edges {
          node { ordinal kind source destination points orderId rule reason author key }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
"""


def test_books_that_agree_have_no_differences(program, member, staff_api):
    give_points(program, member, 40, key="gift")
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)

    found = staff.ask(VERIFY, program=global_id("CrmProgram", program.pk))

    assert found == {"crmLedgerVerify": []}


def test_a_difference_is_named(program, member, app_api):
    give_points(program, member, 40, key="gift")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    Account.objects.filter(profile_id=member).update(available=41, issued=-41)
    app = app_api(PluginsPermissions.MANAGE_PLUGINS)

    found = app.ask(VERIFY, program=global_id("CrmProgram", program.pk))

    assert {
        "check": "account and postings",
        "table": "account",
        "rowId": Account.objects.get(profile_id=member).pk,
        "column": "available",
        "stored": "41",
        "computed": "40",
    } in found["crmLedgerVerify"]


def test_books_that_are_not_there_prove_nothing(program, staff_api):
    answer = staff_api(PluginsPermissions.MANAGE_PLUGINS).post(
        VERIFY, program=global_id("CrmProgram", 10**9)
    )

    assert "there is no such program" in answer["errors"][0]["message"]


def test_nobody_else_may(program, outsiders):
    assert_closed(outsiders, VERIFY, program=global_id("CrmProgram", program.pk))


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_every_posting_is_explained_oldest_first(who, program, member, request):
    client = request.getfixturevalue(who)(AccountPermissions.MANAGE_USERS)
    give_points(program, member, 40, reason="Sorry.", key="gift")
    give_points(program, member, -15, reason="Too much.", key="correction")

    def page(**place):
        shown = client.ask(EXPLAIN, id=global_id("CrmProfile", member), **place)
        return shown["crmProfile"]["loyaltyAccounts"][0]["explanation"]

    first = page(first=1)
    rest = page(first=5, after=first["pageInfo"]["endCursor"])

    assert first["edges"][0]["node"] == {
        "ordinal": 1,
        "kind": "ADJUST",
        "source": "ISSUED",
        "destination": "AVAILABLE",
        "points": 40,
        "orderId": None,
        "rule": {},
        "reason": "Sorry.",
        "author": "user:1",
        "key": "gift",
    }
    [last] = [edge["node"] for edge in rest["edges"]]
    assert (last["source"], last["destination"], last["points"]) == (
        "AVAILABLE",
        "ISSUED",
        15,
    )
