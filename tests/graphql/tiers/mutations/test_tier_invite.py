"""Give a tier as a gift, and let it end."""

import pytest
from saleor.permission.enums import AccountPermissions

from tests.fixtures.api import assert_closed, global_id

INVITE = """
mutation Invite($profile: ID!, $tier: ID!, $until: DateTime!, $reason: String!) {
  crmTierInvite(profile: $profile, tier: $tier, until: $until, reason: $reason) {
    progress { tier name invitedUntil nextTier }
    errors { field code message }
  }
}
"""
END = """
mutation End($profile: ID!, $ladder: ID!) {
  crmTierInvitationEnd(profile: $profile, ladder: $ladder) {
    wasInvited
    errors { field code message }
  }
}
"""
UNTIL = "2099-01-01T00:00:00+00:00"


@pytest.fixture
def gift(tiers, member):
    return {
        "profile": global_id("CrmProfile", member),
        "tier": global_id("CrmTier", tiers["silver"].pk),
        "until": UNTIL,
        "reason": "Writes about us.",
    }


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_the_member_has_the_tier_until_the_gift_ends(who, gift, request):
    client = request.getfixturevalue(who)(AccountPermissions.MANAGE_USERS)

    progress = client.done(INVITE, **gift)["progress"]

    assert (progress["tier"], progress["name"]) == ("silver", "Silver")
    assert progress["invitedUntil"] == UNTIL


def test_a_gift_can_end_early(gift, tiers, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    ladder = global_id("CrmTierLadder", tiers["silver"].ladder_id)
    staff.done(INVITE, **gift)

    first = staff.done(END, profile=gift["profile"], ladder=ladder)
    second = staff.done(END, profile=gift["profile"], ladder=ladder)

    assert (first["wasInvited"], second["wasInvited"]) == (True, False)


def test_nobody_else_may(gift, tiers, outsiders):
    assert_closed(outsiders, INVITE, **gift)
    assert_closed(
        outsiders,
        END,
        profile=gift["profile"],
        ladder=global_id("CrmTierLadder", tiers["silver"].ladder_id),
    )


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"until": "2001-01-01T00:00:00Z"}, "until", "INVALID_PERIOD"),
        ({"reason": ""}, "reason", "REQUIRED"),
        ({"tier": "nonsense"}, "tier", "INVALID"),
        ({"tier": global_id("CrmTier", 10**9)}, "tier", "NOT_FOUND"),
        ({"profile": "nonsense"}, "profile", "INVALID"),
        ({"profile": global_id("CrmProfile", 10**9)}, "profile", "NOT_FOUND"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(changes, field, code, gift, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    assert staff.refused(INVITE, **gift | changes) == [(field, code)]
