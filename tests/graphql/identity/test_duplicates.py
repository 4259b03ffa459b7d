"""Staff see who may be one person, likeliest first, and say who is not."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.identity.actions.duplicates import suggest_among
from saleor_crm_plugin.identity.merge_models import DuplicateSuggestion
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.member import guest
from tests.fixtures.person import SEEN_AT
from tests.fixtures.unchanged import nothing_changes

SUGGESTIONS = """
query Suggestions($first: Int, $after: String, $state: CrmDuplicateStateEnum) {
  crmDuplicateSuggestions(first: $first, after: $after, state: $state) {
    edges { node { id one other score reasons state decidedBy } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
DISMISS = """
mutation Dismiss($id: ID!) {
  crmDuplicateDismiss(id: $id) { suggestion { id state } errors { field code message } }
}
"""


@pytest.fixture
def found(endpoint):
    """Three guests with variants of one e-mail: three pairs."""
    people = [
        guest(address)
        for address in ("a.b@gmail.com", "ab@gmail.com", "ab+x@googlemail.com")
    ]
    suggest_among(people, now=SEEN_AT)
    return people


def page(client, **asked):
    answer = client.ask(SUGGESTIONS, **asked)["crmDuplicateSuggestions"]
    return [edge["node"] for edge in answer["edges"]], answer["pageInfo"]


def test_pages_hold_each_pair_once(found, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    first, info = page(staff, first=2)
    rest, end = page(staff, first=2, after=info["endCursor"])

    assert (info["hasNextPage"], end["hasNextPage"]) == (True, False)
    pairs = {(one["one"], one["other"]) for one in first + rest}
    ids = [global_id("CrmProfile", one) for one in found]
    assert pairs == {(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])}
    assert {(one["score"], *one["reasons"]) for one in first} == {(70, "EMAIL_VARIANT")}


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_dismissed_ones_leave_the_list(who, found, request):
    client = request.getfixturevalue(who)(AccountPermissions.MANAGE_USERS)
    [[first], _] = page(client, first=1)

    done = client.done(DISMISS, id=first["id"])

    assert done == {"suggestion": {"id": first["id"], "state": "DISMISSED"}}
    assert first["id"] not in {one["id"] for one in page(client, first=9)[0]}
    [[dismissed], _] = page(client, first=9, state="DISMISSED")
    assert (dismissed["id"], dismissed["decidedBy"] != "") == (first["id"], True)
    with nothing_changes():
        unknown = global_id("CrmDuplicateSuggestion", 404)
        assert client.refused(DISMISS, id=unknown) == [("id", "NOT_FOUND")]


def test_nobody_else_may(found, outsiders):
    row = DuplicateSuggestion.objects.first()
    assert_closed(outsiders, SUGGESTIONS, first=1)
    assert_closed(outsiders, DISMISS, id=global_id("CrmDuplicateSuggestion", row.pk))
