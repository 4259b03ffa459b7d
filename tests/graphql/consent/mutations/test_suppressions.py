"""The list of suppressed addresses: shown without addresses, added to and lifted by staff."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.consent.actions.suppress import SuppressedAddress, suppress
from saleor_crm_plugin.consent.models import LiftReason, Suppression
from saleor_crm_plugin.consent.policies import SuppressionReason
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash, text_hash
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.consent import ASKED_AT

LIST = """
query List($first: Int!, $after: String, $channel: String, $address: String) {
  crmSuppressions(first: $first, after: $after, channel: $channel, address: $address) {
    edges { node { id channel reason } } pageInfo { hasNextPage endCursor }
  }
}
"""
SUPPRESS = """
mutation Suppress($channel: String!, $address: String!) {
  crmAddressSuppress(channel: $channel, address: $address) {
    suppression { id channel reason endedAt } errors { field code }
  }
}
"""
LIFT = """
mutation Lift($id: ID!, $reason: CrmSuppressionLiftReasonEnum!) {
  crmSuppressionLift(id: $id, reason: $reason) {
    suppression { id endedAt } errors { field code }
  }
}
"""


@pytest.fixture
def staff(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


@pytest.fixture
def bounced(db):
    """Three suppressed addresses, the last for SMS."""
    for channel, known_as in [
        ("email", email_hash("a@example.com")),
        ("email", email_hash("b@example.com")),
        ("sms", text_hash("+391234567")),
    ]:
        address = SuppressedAddress(
            channel=channel,
            address_hash=known_as,
            reason=SuppressionReason.HARD_BOUNCE,
        )
        suppress([address], now=ASKED_AT)
    return [
        global_id("CrmSuppression", row.pk)
        for row in Suppression.objects.order_by("id")
    ]


def shown(answer):
    return [edge["node"]["id"] for edge in answer["crmSuppressions"]["edges"]]


def test_the_list_is_read_page_by_page_newest_first(bounced, staff):
    first = staff.ask(LIST, first=2)
    after = first["crmSuppressions"]["pageInfo"]["endCursor"]
    second = staff.ask(LIST, first=2, after=after)

    assert shown(first) == [bounced[2], bounced[1]]
    assert shown(second) == [bounced[0]]
    assert first["crmSuppressions"]["pageInfo"]["hasNextPage"]
    assert not second["crmSuppressions"]["pageInfo"]["hasNextPage"]


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({"channel": "sms"}, [2]),
        ({"channel": "email", "address": " B@Example.com "}, [1]),
        ({"channel": "sms", "address": "+39 123 4567"}, [2]),
        ({"channel": "sms", "address": "b@example.com"}, []),
        ({"channel": "email", "address": "c@example.com"}, []),
    ],
)
def test_the_list_is_searched_by_channel_and_address(bounced, staff, asked, places):
    assert shown(staff.ask(LIST, first=5, **asked)) == [
        bounced[place] for place in places
    ]


def test_an_address_is_one_of_a_channel(bounced, staff):
    assert staff.refusal(LIST, first=5, address="b@example.com") == "GraphQLError"


def test_the_list_is_for_staff_who_manage_customers(bounced, outsiders):
    assert_closed(outsiders, LIST, first=5)


def test_staff_suppress_an_address_which_is_not_kept(staff):
    done = staff.done(SUPPRESS, channel="email", address=" Ada@Example.com")

    row = Suppression.objects.get()
    assert done["suppression"] == {
        "id": global_id("CrmSuppression", row.pk),
        "channel": "email",
        "reason": "MANUAL",
        "endedAt": None,
    }
    assert row.address_hash == email_hash("ada@example.com")
    assert row.author == f"user:{staff.user.pk}"


def test_suppressing_again_shows_the_earlier_one(staff):
    first = staff.done(SUPPRESS, channel="email", address="ada@example.com")
    again = staff.done(SUPPRESS, channel="email", address="ADA@example.com")

    assert again == first


@pytest.mark.parametrize(
    ("channel", "address", "field"),
    [
        ("email", "ada", "address"),
        ("email", "", "address"),
        ("sms", "0123", "address"),
        ("E-Mail", "ada@example.com", "channel"),
    ],
)
def test_what_is_no_address_is_refused(staff, channel, address, field):
    refused = staff.refused(SUPPRESS, channel=channel, address=address)

    assert refused == [(field, "INVALID")]


def test_staff_lift_a_suppression_for_a_reason(bounced, staff):
    done = staff.done(LIFT, id=bounced[0], reason="ADDRESS_WORKS")

    assert done["suppression"]["id"] == bounced[0]
    assert done["suppression"]["endedAt"] is not None
    row = Suppression.objects.get(address_hash=email_hash("a@example.com"))
    assert (row.ended_by, row.lift_reason) == (
        f"user:{staff.user.pk}",
        LiftReason.ADDRESS_WORKS,
    )
    assert shown(staff.ask(LIST, first=5)) == [bounced[2], bounced[1]]


def test_what_is_lifted_is_not_lifted_again(bounced, staff):
    staff.done(LIFT, id=bounced[0], reason="MISTAKE")

    assert staff.refused(LIFT, id=bounced[0], reason="MISTAKE") == [("id", "NOT_FOUND")]
    assert staff.refused(LIFT, id="nonsense", reason="MISTAKE") == [("id", "INVALID")]


def test_changing_the_list_is_for_staff_who_manage_customers(bounced, outsiders):
    assert_closed(outsiders, SUPPRESS, channel="email", address="ada@example.com")
    assert_closed(outsiders, LIFT, id=bounced[0], reason="MISTAKE")
