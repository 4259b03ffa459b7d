"""Ask for points above the limit, and decide about what somebody else asked for."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.ledger.queries import Balance, balances
from tests.fixtures.api import assert_closed, global_id, sent_for_the_query
from tests.fixtures.member import member_of
from tests.fixtures.program import make_program

SHOWN = """
fragment Shown on CrmPointsAdjustmentRequest {
  id state points reason author decidedBy decidedByName declinedBecause profileId program { code }
}
"""
ASK = (
    """
mutation Ask(
  $profile: ID!, $program: ID!, $points: Int!, $reason: String!, $key: String
) {
  crmPointsAdjustmentRequestCreate(
    profile: $profile, program: $program, points: $points, reason: $reason, key: $key
  ) { request { ...Shown } errors { field code message } }
}
"""
    + SHOWN
)
APPROVE = (
    """
mutation Approve($id: ID!) {
  crmPointsAdjustmentApprove(id: $id) {
    request { ...Shown } errors { field code message }
  }
}
"""
    + SHOWN
)
DECLINE = (
    """
mutation Decline($id: ID!, $reason: String!) {
  crmPointsAdjustmentDecline(id: $id, reason: $reason) {
    request { ...Shown } errors { field code message }
  }
}
"""
    + SHOWN
)
ADJUST = """
mutation Adjust($profile: ID!, $program: ID!, $points: Int!, $reason: String!) {
  crmPointsAdjust(
    profile: $profile, program: $program, points: $points, reason: $reason
  ) { errors { field code message } }
}
"""
LIST = (
    """
query List($first: Int, $after: String, $state: CrmRequestStateEnum) {
  crmPointsAdjustmentRequests(first: $first, after: $after, state: $state) {
    edges { node { ...Shown } } pageInfo { hasNextPage endCursor }
  }
}
"""
    + SHOWN
)

HISTORY = """
query History($id: ID!) {
  crmProfile(id: $id) {
    loyaltyAccounts { history(first: 1) { edges { node { author authorName } } } }
  }
}
"""


@pytest.fixture
def limited(channel):
    return make_program(channel, adjustment_limit=39, request_days=2)


@pytest.fixture
def asked(limited, member):
    return {
        "profile": global_id("CrmProfile", member),
        "program": global_id("CrmProgram", limited.pk),
        "points": 40,
        "reason": "The parcel was lost.",
    }


@pytest.fixture
def staff(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


@pytest.fixture
def second(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


def test_one_asks_and_another_approves(asked, limited, member, staff, second):
    request = staff.done(ASK, **asked)["request"]

    approved = second.done(APPROVE, id=request["id"])["request"]

    expected = {
        "id": request["id"],
        "state": "OPEN",
        "points": 40,
        "reason": "The parcel was lost.",
        "author": f"user:{staff.user.pk}",
        "decidedBy": None,
        "decidedByName": None,
        "declinedBecause": "",
        "profileId": asked["profile"],
        "program": {"code": "club"},
    }
    assert request == expected
    assert approved == expected | {
        "state": "APPROVED",
        "decidedBy": f"user:{second.user.pk}",
        "decidedByName": "Ada Byron",
    }
    assert balances(limited.book_id, [member]) == {member: Balance(available=40)}


def test_the_history_names_who_asked_and_who_approved(asked, staff, second):
    for api, name in ((staff, "Cleo"), (second, "Sam")):
        api.user.first_name, api.user.last_name = name, ""
        api.user.save(update_fields=["first_name", "last_name"])
    request = staff.done(ASK, **asked)["request"]
    approved = second.done(APPROVE, id=request["id"])["request"]

    assert (request["decidedByName"], approved["decidedByName"]) == (None, "Sam")
    shown = staff.ask(HISTORY, id=asked["profile"])["crmProfile"]

    [account] = shown["loyaltyAccounts"]
    assert account["history"]["edges"][0]["node"] == {
        "author": f"user:{staff.user.pk}, user:{second.user.pk}",
        "authorName": "Cleo, Sam",
    }


def test_one_asks_and_another_declines(asked, limited, member, staff, second):
    request = staff.done(ASK, **asked)["request"]

    declined = second.done(DECLINE, id=request["id"], reason="It arrived.")["request"]

    assert (declined["state"], declined["declinedBecause"]) == (
        "DECLINED",
        "It arrived.",
    )
    assert balances(limited.book_id, [member]) == {member: Balance()}


def test_nobody_decides_about_their_own(asked, staff, app_api):
    request = staff.done(ASK, **asked)["request"]
    app = app_api(AccountPermissions.MANAGE_USERS)

    for client in (staff, app):
        assert client.refused(APPROVE, id=request["id"]) == [
            ("id", "NEEDS_SECOND_PERSON")
        ]
        assert client.refused(DECLINE, id=request["id"], reason="No.") == [
            ("id", "NEEDS_SECOND_PERSON")
        ]


def test_an_app_may_ask(asked, second, app_api):
    app = app_api(AccountPermissions.MANAGE_USERS)
    request = app.done(ASK, **asked)["request"]

    assert request["author"].startswith("app:")
    assert second.done(APPROVE, id=request["id"])["request"]["state"] == "APPROVED"


def test_points_for_oneself_need_another_whatever_the_limit(asked, staff, second):
    own = asked | {"profile": global_id("CrmProfile", member_of(staff.user))}
    request = staff.done(ASK, **own | {"points": 1})["request"]

    assert staff.refused(ADJUST, **own | {"points": 1}) == [
        ("points", "NEEDS_SECOND_PERSON")
    ]
    assert second.done(APPROVE, id=request["id"])["request"]["state"] == "APPROVED"


def test_nobody_else_may(asked, staff, outsiders):
    request = staff.done(ASK, **asked)["request"]

    assert_closed(outsiders, ASK, **asked)
    assert_closed(outsiders, APPROVE, id=request["id"])
    assert_closed(outsiders, DECLINE, id=request["id"], reason="No.")
    assert_closed(outsiders, LIST, first=5)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"points": 0}, "points", "ZERO_POINTS"),
        ({"points": 2_000_000_000}, "points", "INVALID"),
        ({"reason": " "}, "reason", "REQUIRED"),
        ({"reason": "x" * 501}, "reason", "INVALID"),
        ({"key": ""}, "key", "REQUIRED"),
        ({"profile": "nonsense"}, "profile", "INVALID"),
        ({"profile": global_id("CrmProfile", 10**9)}, "profile", "NOT_FOUND"),
        ({"program": "nonsense"}, "program", "INVALID"),
        ({"program": global_id("CrmProgram", 10**9)}, "program", "NOT_FOUND"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(changes, field, code, asked, staff):
    assert staff.refused(ASK, **asked | changes) == [(field, code)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("nonsense", "INVALID"),
        (global_id("CrmProgram", 1), "INVALID"),
        (global_id("CrmPointsAdjustmentRequest", 10**9), "NOT_FOUND"),
    ],
)
def test_another_id_is_refused(given, code, staff):
    assert staff.refused(APPROVE, id=given) == [("id", code)]
    assert staff.refused(DECLINE, id=given, reason="No.") == [("id", code)]


def test_what_cannot_be_given_names_the_request(asked, staff, second):
    request = staff.done(ASK, **asked | {"points": -40})["request"]

    assert second.refused(APPROVE, id=request["id"]) == [("id", "INSUFFICIENT_POINTS")]


def test_requests_are_listed_by_state_page_by_page(asked, staff, second):
    ids = [
        staff.done(ASK, **asked | {"key": f"key-{number}"})["request"]["id"]
        for number in range(3)
    ]
    second.done(APPROVE, id=ids[0])

    def listed(**arguments):
        page = staff.ask(LIST, **arguments)["crmPointsAdjustmentRequests"]
        return [edge["node"]["id"] for edge in page["edges"]], page["pageInfo"]

    newest, info = listed(first=2)
    rest, _ = listed(first=2, after=info["endCursor"])
    assert (newest, info["hasNextPage"], rest) == ([ids[2], ids[1]], True, [ids[0]])
    assert listed(first=5, state="OPEN")[0] == [ids[2], ids[1]]
    assert listed(first=5, state="APPROVED")[0] == [ids[0]]
    assert listed(first=5, state="DECLINED")[0] == []
    with clock.fixed_at(clock.now() + datetime.timedelta(days=2)):
        assert listed(first=5, state="EXPIRED")[0] == [ids[2], ids[1]]
        assert staff.refused(APPROVE, id=ids[1]) == [("id", "NEEDS_SECOND_PERSON")]
        assert second.refused(APPROVE, id=ids[1]) == [("id", "EXPIRED")]


def test_many_requests_take_as_many_statements_as_one(asked, staff):
    def statements(number):
        staff.done(ASK, **asked | {"key": f"key-{number}"})
        with CaptureQueriesContext(connection) as captured:
            staff.ask(LIST, first=50)
        return len(sent_for_the_query(each["sql"] for each in captured))

    counts = [statements(number) for number in range(4)]

    assert counts[0] == counts[-1]
