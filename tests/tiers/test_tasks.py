"""The nightly task reviews everything that is due."""

import datetime

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.tiers import tasks
from saleor_crm_plugin.tiers.models import Tier, TierDecision, TierStanding
from tests.fixtures.person import guest_claim
from tests.loyalty.orders import make_line, make_order

NOW = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)


def test_all_due_standings_are_reviewed(club, make_ladder, make_profile, monkeypatch):
    ladder = make_ladder(club.book_id)
    gold = Tier.objects.get(ladder=ladder, code="gold")
    for number in range(3):
        person = make_profile(guest_claim(f"guest{number}@example.com"))
        TierStanding.objects.create(
            ladder=ladder, profile=person, tier=gold, next_review_at=NOW
        )
    monkeypatch.setattr(tasks, "BATCH", 1)
    with fixed_at(NOW):
        tasks.review_all()
        tasks.review_all()
    assert TierDecision.objects.filter(kind="grace_started").count() == 3
    assert TierStanding.objects.filter(below_since=NOW).count() == 3


def test_a_ladder_made_later_finds_those_who_bought_before(
    club, make_ladder, make_profile, tell_orders, monkeypatch
):
    # given orders that were told before there was a ladder
    people = [
        make_profile(guest_claim(f"guest{number}@example.com")) for number in range(3)
    ]
    for number, person in enumerate(people):
        order = make_order(
            make_line(gross=str(200 * number)),
            channel="shop",
            id=f"b5d5e5a0-0000-4000-8000-00000000000{number}",
        )
        tell_orders(order, profile_id=person.pk)
    make_ladder(club.book_id)
    monkeypatch.setattr(tasks, "BATCH", 2)
    # when
    with fixed_at(NOW):
        tasks.assess_all()
        tasks.assess_all()
    # then everybody stands where they belong, and nothing is started by it
    standings = TierStanding.objects.order_by("profile_id")
    assert [row.tier.code for row in standings] == ["base", "silver", "silver"]
    facts = FactRow.objects.filter(code="tiers.changed")
    assert [fact.origin for fact in facts] == ["rebuild"] * 3
