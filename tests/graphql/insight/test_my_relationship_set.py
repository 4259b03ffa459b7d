"""A customer says what relation they want; nobody else can say it for them."""

import pytest
from saleor.permission.enums import AccountPermissions, OrderPermissions

from saleor_crm_plugin.identity.wish_models import StatedRelationship
from saleor_crm_plugin.insight.inference_models import CustomerInsight
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.api import assert_closed
from tests.fixtures.unchanged import nothing_changes

SAY = """
mutation Say($type: CrmRelationshipType) {
    crmMyRelationshipSet(relationshipType: $type) {
        relationshipType errors { field code }
    }
}
"""
MINE = "{ me { crmRelationshipType } }"
THEIRS = "query Theirs($id: ID!) { user(id: $id) { crmRelationshipType } }"


def test_what_a_customer_says_counts_at_once(member, customer_api):
    # given
    assert customer_api.ask(MINE)["me"] == {"crmRelationshipType": None}
    # when
    answer = customer_api.done(SAY, type="FRIEND")
    # then
    assert answer == {"relationshipType": "FRIEND"}
    assert customer_api.ask(MINE)["me"] == {"crmRelationshipType": "FRIEND"}
    said = StatedRelationship.objects.get()
    assert (said.profile_id, said.source) == (member, "shopper")
    insight = CustomerInsight.objects.get(profile_id=member)
    assert (insight.relationship_type, insight.relationship_is_stated) == (
        "friend",
        True,
    )
    fact = FactRow.objects.get(code="insight.relationship_changed")
    assert (fact.payload["current"], fact.payload["is_stated"]) == ("friend", True)

    # and it can be taken back
    assert customer_api.done(SAY) == {"relationshipType": None}
    assert customer_api.ask(MINE)["me"] == {"crmRelationshipType": None}
    insight.refresh_from_db()
    assert (insight.relationship_type, insight.relationship_is_stated) == (
        "unknown",
        False,
    )


def test_unknown_cannot_be_said(member, customer_api):
    assert customer_api.refused(SAY, type="UNKNOWN") == [
        ("relationshipType", "INVALID")
    ]


@pytest.mark.parametrize("wrong", ["ENEMY", "friend", "'; DROP TABLE crm_profile"])
def test_other_words_are_refused(wrong, member, customer_api):
    with nothing_changes():
        assert "errors" in customer_api.post(SAY, type=wrong)


def test_nobody_says_it_without_signing_in(member, anonymous_api, app_api):
    assert_closed(
        [anonymous_api, app_api(AccountPermissions.MANAGE_USERS)], SAY, type="FRIEND"
    )


def test_others_do_not_see_it(
    member, customer_api, other_customer_api, anonymous_api, staff_api
):
    import graphene

    customer_api.done(SAY, type="PARTNER")
    asked = graphene.Node.to_global_id("User", customer_api.user.pk)
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    assert staff.ask(THEIRS, id=asked)["user"] == {"crmRelationshipType": "PARTNER"}
    for outsider in (
        anonymous_api,
        other_customer_api,
        staff_api(OrderPermissions.MANAGE_ORDERS),
    ):
        answer = outsider.post(THEIRS, id=asked)
        assert "PARTNER" not in str(answer)
    assert other_customer_api.ask(MINE)["me"] == {"crmRelationshipType": None}
