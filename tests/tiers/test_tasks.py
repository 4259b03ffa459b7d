"""The nightly task reviews everything that is due."""

import datetime

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.tiers import tasks
from saleor_crm_plugin.tiers.models import Tier, TierDecision, TierStanding
from tests.fixtures.person import guest_claim

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
