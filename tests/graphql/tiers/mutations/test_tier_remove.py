"""Remove a tier."""

import datetime

import pytest
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.tiers.actions.invite import Invitation, invite
from saleor_crm_plugin.tiers.models import Tier
from tests.fixtures.api import assert_closed, global_id

REMOVE = """
mutation Remove($id: ID!) { crmTierRemove(id: $id) { errors { field code message } } }
"""


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_an_unused_tier_goes(who, tiers, request):
    client = request.getfixturevalue(who)(DiscountPermissions.MANAGE_DISCOUNTS)

    client.done(REMOVE, id=global_id("CrmTier", tiers["gold"].pk))

    assert set(Tier.objects.values_list("code", flat=True)) == {"bronze", "silver"}


def test_nobody_else_may(tiers, outsiders):
    assert_closed(outsiders, REMOVE, id=global_id("CrmTier", tiers["gold"].pk))


def test_a_tier_that_somebody_has_stays(tiers, member, staff_api):
    now = clock.now()
    gift = Invitation(
        profile_id=member,
        tier_id=tiers["gold"].pk,
        until=now + datetime.timedelta(days=30),
        reason="A friend of the house.",
        author="user:1",
    )
    invite(gift, now=now)
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(REMOVE, id=global_id("CrmTier", tiers["gold"].pk)) == [
        ("id", "TIER_IN_USE")
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [("nonsense", "INVALID"), (global_id("CrmTier", 10**9), "NOT_FOUND")],
)
def test_another_id_is_refused(given, code, tiers, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(REMOVE, id=given) == [("id", code)]
