"""What a customer allows: the owner's and staff's to see, nobody else's."""

import pytest
from saleor.permission.enums import AccountPermissions, OrderPermissions

from saleor_crm_plugin.consent.actions.suppress import SuppressedAddress, suppress
from saleor_crm_plugin.consent.models import ConsentWording
from saleor_crm_plugin.consent.policies import SuppressionReason
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash
from tests.fixtures.api import global_id
from tests.fixtures.consent import ASKED_AT, HOUR, record_one

MINE = """
{ me { crmPreferences { consents {
    channel purpose listCode status changedAt source
} } } }
"""
OF_A_USER = """
query Of($id: ID!) { user(id: $id) { crmPreferences { consents { purpose } } } }
"""
PROFILE = """
query Profile($id: ID!, $after: String) { crmProfile(id: $id) {
    consents { channel purpose listCode status }
    consentHistory(first: 2, after: $after) {
        edges { node { id status author wording { text } } }
        pageInfo { hasNextPage endCursor }
    }
    suppressions { channel reason since endedAt }
} }
"""
ADA = "owner@example.com"


def test_the_owner_sees_what_they_said(member, customer_api):
    record_one(member, "yes")
    record_one(member, "no", list_code="news", granted=False)

    consents = customer_api.ask(MINE)["me"]["crmPreferences"]["consents"]

    assert consents == [
        {
            "channel": "email",
            "purpose": "MARKETING",
            "listCode": "",
            "status": "GRANTED",
            "changedAt": ASKED_AT.isoformat(),
            "source": "account",
        },
        {
            "channel": "email",
            "purpose": "MARKETING",
            "listCode": "news",
            "status": "WITHDRAWN",
            "changedAt": ASKED_AT.isoformat(),
            "source": "account",
        },
    ]


def test_an_account_that_nobody_has_observed_has_said_nothing(customer_api):
    assert customer_api.ask(MINE)["me"]["crmPreferences"] == {"consents": []}


def test_nobody_has_no_preferences(anonymous_api, member):
    assert anonymous_api.ask(MINE) == {"me": None}


def test_staff_see_a_customers_only_with_the_permission(
    member, customer_api, staff_api
):
    record_one(member, "yes")
    customer = global_id("User", customer_api.user.pk)

    allowed = staff_api(AccountPermissions.MANAGE_USERS).ask(OF_A_USER, id=customer)
    refused = staff_api(OrderPermissions.MANAGE_ORDERS).post(OF_A_USER, id=customer)

    assert allowed["user"]["crmPreferences"]["consents"] == [{"purpose": "MARKETING"}]
    assert not (refused["data"] or {}).get("user")


def test_staff_see_consents_their_history_and_suppressions(member, staff_api, app_api):
    # given
    wording = ConsentWording.objects.create(
        code="news",
        purpose="marketing",
        language="en",
        version=1,
        text="May we?",
        author="user:1",
    )
    record_one(member, "1", wording_id=wording.pk)
    record_one(member, "2", granted=False, occurred_at=ASKED_AT + HOUR)
    record_one(
        member, "3", occurred_at=ASKED_AT + 2 * HOUR, author="user:9", source="paper"
    )
    bounced = SuppressedAddress(
        channel="email",
        address_hash=email_hash(ADA),
        reason=SuppressionReason.HARD_BOUNCE,
    )
    suppress([bounced], now=ASKED_AT)
    profile = global_id("CrmProfile", member)

    for client in (
        staff_api(AccountPermissions.MANAGE_USERS),
        app_api(AccountPermissions.MANAGE_USERS),
    ):
        # when
        first = client.ask(PROFILE, id=profile)["crmProfile"]
        after = first["consentHistory"]["pageInfo"]["endCursor"]
        second = client.ask(PROFILE, id=profile, after=after)["crmProfile"]

        # then
        assert first["consents"] == [
            {
                "channel": "email",
                "purpose": "MARKETING",
                "listCode": "",
                "status": "GRANTED",
            }
        ]
        acts = first["consentHistory"]["edges"] + second["consentHistory"]["edges"]
        assert [
            (act["node"]["status"], act["node"]["author"], act["node"]["wording"])
            for act in acts
        ] == [
            ("GRANTED", "user:9", None),
            ("WITHDRAWN", "", None),
            ("GRANTED", "", {"text": "May we?"}),
        ]
        assert first["consentHistory"]["pageInfo"]["hasNextPage"]
        assert not second["consentHistory"]["pageInfo"]["hasNextPage"]
        assert first["suppressions"] == [
            {
                "channel": "email",
                "reason": "HARD_BOUNCE",
                "since": ASKED_AT.isoformat(),
                "endedAt": None,
            }
        ]


@pytest.mark.parametrize("field", ["consents { status }", "suppressions { reason }"])
def test_nobody_else_sees_a_profile(member, outsiders, field):
    document = f"query P($id: ID!) {{ crmProfile(id: $id) {{ {field} }} }}"
    profile = global_id("CrmProfile", member)

    refusals = [one.refusal(document, id=profile) for one in outsiders]

    assert refusals == ["PermissionDenied"] * len(outsiders)
