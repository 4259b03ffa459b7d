"""What loyalty and tiers say about the rows that they keep about a person."""

import datetime

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.order_cases import Cause
from saleor_crm_plugin.loyalty.person import LoyaltyRows
from saleor_crm_plugin.tiers.actions.exclude import exclude_profile, include_profile
from saleor_crm_plugin.tiers.actions.invite import Invitation, invite
from saleor_crm_plugin.tiers.models import (
    BookExclusion,
    Tier,
    TierDecision,
    TierStanding,
)
from saleor_crm_plugin.tiers.person import TierRows
from tests.fixtures.club import AUTHOR
from tests.loyalty.orders import PAID_AT, make_order

NOW = PAID_AT + datetime.timedelta(hours=1)


def test_the_orders_that_take_part_are_exported(club, profile, tell_orders):
    order = make_order(channel="shop")
    tell_orders(order, profile_id=profile.pk)
    settle({order.id: Cause(PAID_AT, Origin.LIVE)}, now=NOW)
    assert LoyaltyRows().export(profile.pk) == [
        {"order_id": order.id, "book_id": club.book_id}
    ]
    assert LoyaltyRows().erase(profile.pk, now=NOW) == 0


def test_words_of_staff_about_a_person_are_erased(club, profile, make_ladder):
    ladder = make_ladder(club.book_id)
    gold = Tier.objects.get(ladder=ladder, code="gold")
    asked = Invitation(
        profile_id=profile.pk,
        tier_id=gold.pk,
        until=NOW + datetime.timedelta(days=1),
        reason="Ada's mother knows us",
        author=AUTHOR,
    )
    invite(asked, now=NOW)
    exclude_profile(
        club.book_id, profile.pk, reason="Ada tests", author=AUTHOR, now=NOW
    )
    include_profile(
        club.book_id, profile.pk, reason="Ada is done", author=AUTHOR, now=NOW
    )
    exported = TierRows().export(profile.pk)
    decided, excluded, standing = exported
    assert (decided["kind"], excluded["reason"]) == ("invited", "Ada tests")
    assert standing["invited_reason"] == "Ada's mother knows us"
    assert TierRows().erase(profile.pk, now=NOW) == 3
    assert TierRows().erase(profile.pk, now=NOW) == 0
    kept = BookExclusion.objects.get()
    assert (kept.reason, kept.ended_reason) == ("erased", "erased")
    assert TierStanding.objects.get().invited_reason == ""
    assert TierDecision.objects.get().kind == "invited"
