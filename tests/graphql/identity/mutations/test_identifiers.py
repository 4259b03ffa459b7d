"""Staff and apps give and end identifiers."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.identity.models import Identifier
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.member import guest
from tests.fixtures.unchanged import nothing_changes

ADD = """
mutation Add($profile: ID!, $input: CrmIdentifierInput!) {
  crmIdentifierAdd(profile: $profile, input: $input) {
    identifier { id type value trust source endedAt } errors { field code message }
  }
}
"""
END = """
mutation End($id: ID!) {
  crmIdentifierEnd(id: $id) {
    identifier { id value endedAt } errors { field code message }
  }
}
"""
PHONE = {"type": "PHONE", "value": "06 6982", "region": "it", "isVerified": True}


@pytest.fixture
def person(member):
    return global_id("CrmProfile", member)


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_given_one_is_shown_in_its_form_and_ends(who, person, request):
    client = request.getfixturevalue(who)(AccountPermissions.MANAGE_USERS)

    given = client.done(ADD, profile=person, input=PHONE)["identifier"]
    ended = client.done(END, id=given["id"])["identifier"]

    assert (given["type"], given["value"]) == ("PHONE", "+39066982")
    assert (given["trust"], given["endedAt"]) == ("VERIFIED", None)
    assert (ended["id"], ended["value"]) == (given["id"], "")
    assert ended["endedAt"] is not None


def test_refusals_change_nothing(person, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    stranger = global_id("CrmProfile", guest("stranger@example.com"))
    staff.done(ADD, profile=stranger, input=PHONE)
    account = Identifier.objects.get(type="user")

    with nothing_changes():
        assert staff.refused(ADD, profile=person, input=PHONE) == [("value", "TAKEN")]
        assert staff.refused(ADD, profile=person, input=PHONE | {"value": "1"}) == [
            ("value", "INVALID")
        ]
        assert staff.refused(END, id=global_id("CrmIdentifier", account.pk)) == [
            ("id", "INVALID")
        ]
        assert staff.refused(END, id=global_id("CrmIdentifier", 404)) == [
            ("id", "NOT_FOUND")
        ]


def test_nobody_else_may(person, outsiders):
    row = Identifier.objects.first()
    assert_closed(outsiders, ADD, profile=person, input=PHONE)
    assert_closed(outsiders, END, id=global_id("CrmIdentifier", row.pk))
