"""Staff and apps merge two profiles, look at it before, and part them again."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.merge_models import ProfileMerge
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.member import give_points, guest
from tests.fixtures.person import SEEN_AT
from tests.fixtures.unchanged import nothing_changes

MERGE = """
mutation Merge($profile: ID!, $into: ID!) {
  crmProfilesMerge(profile: $profile, into: $into) {
    merge { id source into author partedAt moved { place rows } }
    profile { id identifiers { type value trust } merges { id } }
    errors { field code message }
  }
}
"""
PART = """
mutation Part($id: ID!) {
  crmProfilesPart(id: $id) {
    merge { id partedBy kept { place rows } } profile { id mergedInto }
    errors { field code message }
  }
}
"""
PREVIEW = """
query Preview($profile: ID!, $into: ID!) {
  crmMergePreview(profile: $profile, into: $into) {
    moves { place rows } stays { place rows }
  }
}
"""
PROFILE = "query ($id: ID!) { crmProfile(id: $id) { mergedInto email } }"


@pytest.fixture
def pair(member):
    """A guest and a member."""
    return guest("guest@example.com"), member


@pytest.fixture
def ids(pair):
    """Their IDs, as the merge wants them."""
    source, target = (global_id("CrmProfile", one) for one in pair)
    return {"profile": source, "into": target}


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_two_become_one_and_two_again(who, ids, pair, program, request):
    client = request.getfixturevalue(who)(AccountPermissions.MANAGE_USERS)
    give_points(program, pair[0], 20, key="a")

    # when looked at before
    with nothing_changes():
        preview = client.ask(PREVIEW, **ids)["crmMergePreview"]
    moved = [
        {"place": "crm_identifier", "rows": 1},
        {"place": "crm_ledger_lot", "rows": 1},
    ]
    assert preview == {"moves": moved, "stays": []}

    # when merged
    done = client.done(MERGE, **ids)

    # then
    assert done["merge"]["moved"] == moved
    assert done["merge"]["source"] == ids["profile"]
    assert done["merge"]["partedAt"] is None
    assert done["profile"]["id"] == ids["into"]
    assert [one["id"] for one in done["profile"]["merges"]] == [done["merge"]["id"]]
    assert {(one["type"], one["trust"]) for one in done["profile"]["identifiers"]} == {
        ("USER", "VERIFIED"),
        ("EMAIL", "VERIFIED"),
        ("EMAIL", "GUEST"),
    }
    assert client.ask(PROFILE, id=ids["profile"])["crmProfile"] == {
        "mergedInto": ids["into"],
        "email": "",
    }

    # when parted
    parted = client.done(PART, id=done["merge"]["id"])

    # then
    assert parted["profile"] == {"id": ids["profile"], "mergedInto": None}
    assert parted["merge"]["kept"] == []
    assert parted["merge"]["partedBy"] == done["merge"]["author"]
    assert client.ask(PROFILE, id=ids["profile"])["crmProfile"] == {
        "mergedInto": None,
        "email": "guest@example.com",
    }


def test_refusals_name_the_argument_and_change_nothing(ids, pair, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    merge_profiles(*pair, author="user:1", now=SEEN_AT)
    other = global_id("CrmProfile", guest("other@example.com"))
    merge_id = global_id("CrmMerge", ProfileMerge.objects.get().pk + 1)

    with nothing_changes():
        assert staff.refused(MERGE, **ids | {"into": ids["profile"]}) == [
            ("into", "INVALID")
        ]
        assert staff.refused(MERGE, **ids | {"into": other}) == [
            ("profile", "ALREADY_MERGED")
        ]
        assert staff.refused(MERGE, profile=other, into="nobody") == [
            ("into", "INVALID")
        ]
        assert staff.refused(PART, id=merge_id) == [("id", "NOT_FOUND")]


def test_nobody_else_may(ids, pair, outsiders):
    report = merge_profiles(*pair, author="user:1", now=SEEN_AT)
    assert_closed(outsiders, MERGE, **ids)
    assert_closed(outsiders, PART, id=global_id("CrmMerge", report.merge_id))
    assert_closed(outsiders, PREVIEW, **ids)
