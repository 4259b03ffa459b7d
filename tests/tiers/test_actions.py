"""Members rise at once, fall only in the review, and every decision keeps its numbers."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.events import PointsAccrued
from saleor_crm_plugin.loyalty.order_cases import Cause
from saleor_crm_plugin.observation.events import CustomerRegistered, OrderPaid
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.tiers.actions.exclude import exclude_profile, include_profile
from saleor_crm_plugin.tiers.actions.invite import Invitation, end_invitation, invite
from saleor_crm_plugin.tiers.actions.reassess import reassess
from saleor_crm_plugin.tiers.actions.review import ReviewReport, review
from saleor_crm_plugin.tiers.models import (
    Tier,
    TierBasis,
    TierDecision,
    TierStanding,
    TierWindow,
)
from saleor_crm_plugin.tiers.queries import held_tiers, progress
from tests.fixtures.club import AUTHOR
from tests.fixtures.person import guest_claim
from tests.loyalty.orders import PAID_AT, make_line, make_order

NOW = PAID_AT + datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def _order(number, gross, **changes):
    order_id = f"b5d5e5a0-0000-4000-8000-{number:012d}"
    return make_order(make_line(gross=gross), id=order_id, channel="shop", **changes)


def _paid(profile_id, order):
    return OrderPaid(
        key=f"paid:{order.id}",
        occurred_at=PAID_AT,
        origin=Origin.LIVE,
        profile_id=profile_id,
        order_id=order.id,
        number=order.number,
        channel=order.channel,
        currency=order.currency,
        amount=order.paid,
        total=order.paid,
    )


def _hear(*facts, now=NOW):
    with fixed_at(now):
        reassess(facts)


@pytest.fixture
def buy(tell_orders, profile):
    def act(*orders, now=NOW):
        tell_orders(*orders, profile_id=profile.pk)
        _hear(*(_paid(profile.pk, order) for order in orders), now=now)

    return act


@pytest.fixture
def ladder(club, make_ladder):
    return make_ladder(club.book_id, grace_days=30)


@pytest.fixture
def tier(ladder, profile):
    def code():
        held = held_tiers([ladder.book_id], [profile.pk])
        found = held.get((ladder.book_id, profile.pk))
        return found.code if found else ""

    return code


def _kinds():
    return list(TierDecision.objects.order_by("id").values_list("kind", flat=True))


def _changes():
    rows = FactRow.objects.filter(code="tiers.changed").order_by("id")
    return [
        (row.payload["previous"], row.payload["current"], row.payload["is_upgrade"])
        for row in rows
    ]


def test_a_member_rises_as_soon_as_the_spend_is_there(buy, tier):
    buy(_order(1, "60"))
    assert tier() == "base"
    buy(_order(2, "440"))
    assert tier() == "gold"
    assert _changes() == [("", "base", True), ("base", "gold", True)]
    decision = TierDecision.objects.order_by("id").last()
    assert (decision.kind, decision.metric) == ("upgraded", {"EUR": "500.000"})


def test_hearing_it_twice_changes_nothing(buy, tier):
    order = _order(1, "600")
    buy(order)
    buy(order)
    assert tier() == "gold"
    assert _kinds() == ["upgraded"]


@pytest.mark.parametrize(
    "changes",
    [
        {"is_canceled": True},
        {"is_gone": True},
        {"refunded": Decimal(1)},
        {"charged_back": Decimal(1)},
        {"paid": "99.99"},
        {"currency": "PLN"},
    ],
)
def test_money_that_went_back_or_is_of_another_kind_does_not_count(buy, tier, changes):
    buy(_order(1, "100", **changes))
    assert tier() == "base"


def test_orders_of_other_channels_do_not_count(buy, tier, ladder):
    type(ladder).objects.update(channels=["elsewhere"])
    buy(_order(1, "600"))
    assert tier() == "base"


def test_a_new_account_stands_on_the_lowest_tier(ladder, profile, tier):
    fact = CustomerRegistered(
        key="registered",
        occurred_at=NOW,
        origin=Origin.LIVE,
        profile_id=profile.pk,
        user_id=7,
    )
    _hear(fact)
    assert tier() == "base"


def test_the_excluded_count_nowhere(buy, tier, ladder, profile):
    exclude_profile(ladder.book_id, profile.pk, reason="tester", author=AUTHOR, now=NOW)
    buy(_order(1, "600"))
    assert tier() == ""
    assert include_profile(
        ladder.book_id, profile.pk, reason="done testing", author=AUTHOR, now=NOW
    )
    buy(_order(1, "600"))
    assert tier() == "gold"


def test_a_refund_takes_no_tier_before_the_review_and_its_grace(buy, tier):
    buy(_order(1, "600"))
    buy(_order(1, "600", refunded=Decimal(600)))
    assert tier() == "gold"
    first = NOW + DAY
    assert review(first, 10) == ReviewReport(1, 0)
    assert tier() == "gold"
    assert review(first + 29 * DAY, 10) == ReviewReport(1, 0)
    assert tier() == "gold"
    assert review(first + 30 * DAY, 10) == ReviewReport(1, 1)
    assert tier() == "silver"
    assert _kinds() == ["upgraded", "grace_started", "downgraded"]
    assert _changes()[-1] == ("gold", "silver", False)
    assert TierDecision.objects.last().metric == {}


def test_a_review_is_due_once_a_day_and_bounded(buy, tell_orders, make_profile, ladder):
    buy(_order(1, "60"))
    guest = make_profile(guest_claim("second@example.com"))
    other = _order(2, "60")
    tell_orders(other, profile_id=guest.pk)
    _hear(_paid(guest.pk, other))
    tomorrow = NOW + DAY
    assert review(NOW, 10) == ReviewReport(0, 0)
    assert review(tomorrow, 1) == ReviewReport(1, 0)
    assert review(tomorrow, 1) == ReviewReport(1, 0)
    assert review(tomorrow, 1) == ReviewReport(0, 0)


def test_spend_that_left_the_window_no_longer_counts(
    club, make_ladder, tell_orders, profile
):
    ladder = make_ladder(
        club.book_id, window=TierWindow.ROLLING_MONTHS, window_months=3, grace_days=0
    )
    order = _order(1, "600")
    tell_orders(order, profile_id=profile.pk)
    _hear(_paid(profile.pk, order))
    assert progress(profile.pk, ladder.book_id, now=NOW).tier == "gold"
    review(NOW + 120 * DAY, 10)
    assert progress(profile.pk, ladder.book_id, now=NOW + 120 * DAY).tier == "silver"


def test_tiers_by_points_and_by_orders(club, make_ladder, tell_orders, profile):
    by_points = make_ladder(club.book_id, basis=TierBasis.POINTS)
    order = _order(1, "150")
    tell_orders(order, profile_id=profile.pk)
    settle({order.id: Cause(PAID_AT, Origin.LIVE)}, now=NOW)
    fact = PointsAccrued(
        key="accrued",
        occurred_at=NOW,
        origin=Origin.LIVE,
        profile_id=profile.pk,
        book_id=club.book_id,
        points=150,
        rule="per_amount_spent",
        is_pending=True,
        available_at=None,
        expires_at=None,
    )
    _hear(_paid(profile.pk, order))
    assert not TierStanding.objects.exists()
    _hear(fact)
    found = progress(profile.pk, club.book_id, now=NOW)
    assert (found.tier, found.metric, found.missing) == (
        "silver",
        {"": Decimal(150)},
        {"": Decimal(350)},
    )
    type(by_points).objects.update(pending_counts=False)
    assert progress(profile.pk, club.book_id, now=NOW).metric == {}
    type(by_points).objects.update(basis=TierBasis.ORDERS)
    assert progress(profile.pk, club.book_id, now=NOW).metric == {"": Decimal(1)}


def test_progress_says_what_is_missing_and_what_is_ahead(buy, ladder, profile):
    buy(_order(1, "600"))
    buy(_order(1, "600", refunded=Decimal(480)))
    review(NOW + DAY, 10)
    found = progress(profile.pk, ladder.book_id, now=NOW + DAY)
    assert (found.tier, found.next_tier, found.projected) == ("gold", "", "silver")
    assert found.metric == {"EUR": Decimal(120)}
    assert (found.below_since, found.grace_ends_at) == (NOW + DAY, NOW + 31 * DAY)
    assert found.next_review_at == datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC)
    assert progress(profile.pk, 0, now=NOW) is None


def test_those_who_never_bought_have_a_progress(ladder, guest_profile):
    found = progress(guest_profile.pk, ladder.book_id, now=NOW)
    assert (found.tier, found.next_tier, found.projected) == ("", "base", "base")


def test_an_invitation_lifts_until_it_ends(buy, tier, ladder, profile):
    buy(_order(1, "60"))
    gold = Tier.objects.get(ladder=ladder, code="gold")
    asked = Invitation(
        profile_id=profile.pk,
        tier_id=gold.pk,
        until=NOW + 10 * DAY,
        reason="opening night",
        author=AUTHOR,
    )
    invite(asked, now=NOW)
    assert tier() == "gold"
    assert review(NOW + 5 * DAY, 10) == ReviewReport(1, 0)
    assert review(NOW + 10 * DAY, 10) == ReviewReport(1, 1)
    assert tier() == "base"
    assert _kinds() == ["upgraded", "invited", "invitation_ended"]
    assert _changes()[-2:] == [("base", "gold", True), ("gold", "base", False)]


def test_an_invitation_can_be_taken_back(buy, tier, ladder, profile):
    buy(_order(1, "60"))
    gold = Tier.objects.get(ladder=ladder, code="gold")
    asked = Invitation(
        profile_id=profile.pk,
        tier_id=gold.pk,
        until=NOW + 10 * DAY,
        reason="mistake",
        author=AUTHOR,
    )
    invite(asked, now=NOW)
    assert end_invitation(profile.pk, ladder.pk, author=AUTHOR, now=NOW)
    assert not end_invitation(profile.pk, ladder.pk, author=AUTHOR, now=NOW)
    review(NOW, 10)
    assert tier() == "base"


def test_the_number_of_queries_does_not_grow(ladder, make_profile, tell_orders):
    def count(numbers):
        facts = []
        for number in numbers:
            guest = make_profile(guest_claim(f"guest{number}@example.com"))
            order = _order(number, "600")
            tell_orders(order, profile_id=guest.pk)
            facts.append(_paid(guest.pk, order))
        with CaptureQueriesContext(connection) as queries:
            _hear(*facts)
        rise = len(queries)
        with CaptureQueriesContext(connection) as queries:
            review(NOW + DAY, 100)
        return rise, len(queries)

    assert count(range(1, 2)) == count(range(10, 25))


def test_decisions_are_never_rewritten(buy, ladder):
    buy(_order(1, "600"))
    with pytest.raises(IntegrityError), transaction.atomic():
        TierDecision.objects.update(kind="invited")
    with pytest.raises(IntegrityError), transaction.atomic():
        TierDecision.objects.all().delete()
    assert _kinds() == ["upgraded"]
