"""Every ready-made segment means exactly the people that its name promises."""

import datetime
import uuid
from decimal import Decimal

import pytest

from saleor_crm_plugin.consent.models import ConsentEvent, ConsentState
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.detail_models import PersonDetails
from saleor_crm_plugin.identity.models import Identifier, IdentifierValue, Profile
from saleor_crm_plugin.insight.models import CustomerDay, CustomerRollup
from saleor_crm_plugin.insight.score_models import CustomerScore
from saleor_crm_plugin.observation.models import ToldCheckout
from saleor_crm_plugin.segments.actions.install import install_ready_made
from saleor_crm_plugin.segments.models import ProfilePlace, SegmentMember
from saleor_crm_plugin.segments.ready_made_segment import ready_made_segments
from saleor_crm_plugin.segments.tasks import keep_current
from saleor_crm_plugin.tiers.models import Tier, TierStanding
from saleor_crm_plugin.timeline.models import TimelineEntry
from tests.fixtures.member import give_points
from tests.fixtures.people_at_random import DAY, NOW
from tests.shop.rows import make_address, make_warehouse

COATS, SHOES = 3, 7


def person():
    """Make somebody of whom nothing else is known."""
    return Profile.objects.create(kind="account", created_at=NOW - 1000 * DAY).pk


def buyer(orders=1, last=1, first=None, **changes):
    """Make somebody who ordered so often, for the last time so many days ago."""
    one = person()
    CustomerRollup.objects.create(
        profile_id=one,
        **{
            "orders": orders,
            "first_order_at": NOW - (first or last) * DAY,
            "last_order_at": NOW - last * DAY,
        }
        | changes,
    )
    return one


def on_days(spent, *days):
    """Make somebody who spent so much on each of these days."""
    one = buyer(orders=len(days), last=min(days), first=max(days))
    for ago in days:
        CustomerDay.objects.create(
            profile_id=one,
            day=(NOW - ago * DAY).date(),
            channel_id=1,
            currency="EUR",
            orders=1,
            net=Decimal(spent),
        )
    return one


def scored(**scores):
    one = buyer(orders=5)
    CustomerScore.objects.create(profile_id=one, **scores)
    return one


def known_by(*kinds):
    one = person()
    for kind in kinds:
        row = Identifier.objects.create(
            profile_id=one,
            type=kind,
            value_hash=uuid.uuid4().hex,
            trust="guest",
            source="test",
        )
        IdentifierValue.objects.create(identifier=row, profile_id=one, value="x")
    return one


def who_said(status, *kinds):
    one = known_by(*kinds)
    said = {
        "profile_id": one,
        "channel": "email",
        "purpose": "marketing",
        "status": status,
        "source": "test",
        "occurred_at": NOW,
    }
    event = ConsentEvent.objects.create(key=uuid.uuid4().hex, recorded_at=NOW, **said)
    ConsentState.objects.create(event=event, **said)
    return one


def with_entries(one, entry_type, *days):
    for ago in days:
        TimelineEntry.objects.create(
            profile_id=one,
            occurred_at=NOW - ago * DAY,
            entry_type=entry_type,
            fact_key=uuid.uuid4().hex,
            origin="live",
            payload={},
        )
    return one


def born(days_ahead):
    one = person()
    date = (NOW + days_ahead * DAY).date()
    PersonDetails.objects.create(
        profile_id=one,
        birth_month=date.month,
        birth_day=date.day,
        source="test",
        changed_at=NOW,
    )
    return one


def living_in(city):
    one = person()
    ProfilePlace.objects.create(profile_id=one, country="IT", city=city)
    return one


def with_cart(hours, **changes):
    one = person()
    values = {
        "last_change": NOW - datetime.timedelta(hours=hours),
        "is_open": True,
        "quantity": 2,
    }
    ToldCheckout.objects.create(
        checkout_id=uuid.uuid4(), profile_id=one, **values | changes
    )
    return one


def never(*made):
    """Return nobody: these were made to be left out."""
    return []


STORIES = {
    "never_bought": lambda: [person(), buyer(0, **NO_TIMES)] + never(buyer()),
    "new_customers": lambda: [buyer(last=29)] + never(buyer(2, last=1, first=30)),
    "bought_once": lambda: [buyer(last=60)] + never(buyer(2, last=60), buyer(last=59)),
    "regulars": lambda: [on_days(1, 1, 2, 3, 364)] + never(on_days(1, 1, 2, 3, 365)),
    "lost_last_quarter": lambda: (
        [buyer(last=90), buyer(last=179)]
        + never(buyer(last=89), buyer(last=180), person())
    ),
    "long_gone": lambda: [buyer(last=365)] + never(buyer(last=364)),
    "overdue": lambda: (
        [buyer(3, last=30, cycle_days=30)]
        + never(buyer(3, last=29, cycle_days=30), buyer(last=300))
    ),
    "soon_again": lambda: (
        [buyer(3, last=25, cycle_days=30)]
        + never(buyer(3, last=22, cycle_days=30), buyer(3, last=31, cycle_days=30))
    ),
    "vips_at_risk": lambda: (
        [scored(rfm_monetary=4, rfm_frequency=5, rfm_recency=2)]
        + never(scored(rfm_monetary=4, rfm_frequency=5, rfm_recency=3), person())
    ),
    "big_spenders": lambda: (
        [on_days("50.25", 10, 300)]
        + never(on_days("50.24", 10, 300), on_days(100, 366))
    ),
    "likely_lost": lambda: (
        [scored(p_alive=0.2)] + never(scored(p_alive=0.21), scored(p_alive=None))
    ),
    "bought_one_not_other": lambda: (
        [buyer(category_ids=[COATS])]
        + never(buyer(category_ids=[COATS, SHOES]), buyer(category_ids=[1]), person())
    ),
    "discount_only": lambda: (
        [buyer(2, discounted_orders=2)]
        + never(buyer(2, discounted_orders=1), buyer(1, discounted_orders=1))
    ),
    "full_price": lambda: [buyer(2)] + never(buyer(2, discounted_orders=1), buyer(1)),
    "returners": lambda: (
        [buyer(3, returned_orders=2)] + never(buyer(3, returned_orders=1))
    ),
    "cart_left_behind": lambda: (
        [with_cart(24)]
        + never(with_cart(23), with_cart(48, is_open=False), with_cart(48, quantity=0))
    ),
    "payment_refused": lambda: (
        [with_entries(person(), "payment.failed", 6)]
        + never(
            with_entries(person(), "payment.failed", 7),
            with_entries(buyer(last=2), "payment.failed", 3),
        )
    ),
    "birthday_next_week": lambda: [born(0), born(7)] + never(born(8), born(-1)),
    "wechat_only": lambda: (
        [known_by("wechat_openid"), known_by("wecom")]
        + never(known_by("wechat_openid", "phone"), known_by("email"), person())
    ),
    "in_cities": lambda: [living_in("milano")] + never(living_in("roma"), person()),
    "reachable_by_email": lambda: (
        [who_said("granted", "email")]
        + never(who_said("withdrawn", "email"), who_said("granted"), known_by("email"))
    ),
    "eager_readers": lambda: (
        [with_entries(person(), "messaging.opened", 1, 2, 89)]
        + never(with_entries(person(), "messaging.opened", 1, 2, 90))
    ),
    "silent_readers": lambda: (
        [with_entries(person(), "messaging.sent", 1, 2, 3)]
        + never(
            with_entries(
                with_entries(person(), "messaging.sent", 1, 2, 3), "messaging.opened", 3
            )
        )
    ),
    "complainers": lambda: (
        [
            with_entries(person(), "messaging.complained", 700),
            with_entries(person(), "order.returned", 1, 2, 179),
        ]
        + never(with_entries(person(), "order.returned", 1, 2, 180))
    ),
    "never_asked": lambda: [buyer()] + never(person(), asked_buyer()),
}
NO_TIMES = {"first_order_at": None, "last_order_at": None}
SETTINGS = {
    "big_spenders": {"currency": "EUR", "least": "100.50"},
    "bought_one_not_other": {"bought": [COATS], "never": [SHOES]},
    "in_cities": {"cities": ["Milano"]},
}
# They need a program or a store: each has a test of its own.
ELSEWHERE = {"near_store", "points_waiting", "of_tier"}


def asked_buyer():
    """Make a buyer who was asked and said no."""
    one = who_said("withdrawn", "email")
    CustomerRollup.objects.create(
        profile_id=one, orders=1, first_order_at=NOW, last_order_at=NOW
    )
    return one


def members_by_story(code, settings):
    """Install a ready-made segment and return who is in it."""
    made = install_ready_made(code, settings=settings, author="user:1", now=NOW)
    with clock.fixed_at(NOW):
        keep_current()
    rows = SegmentMember.objects.filter(segment=made, left_at=None)
    return sorted(rows.values_list("profile_id", flat=True))


def test_near_a_store_are_those_of_its_city_and_country(shop_channel):
    # given
    make_warehouse(
        shop_channel,
        slug="duomo",
        address=make_address(city="MILANO", country="IT"),
    )
    make_warehouse(
        shop_channel, slug="depot", address=make_address(city="ROMA", country="IT")
    )
    near, _elsewhere, _nowhere = living_in("milano"), living_in("roma"), living_in("")
    namesake = person()
    ProfilePlace.objects.create(profile_id=namesake, country="US", city="milano")

    # then
    assert members_by_story("near_store", {"stores": ["duomo"]}) == [near]


def test_points_wait_for_those_who_have_enough_and_did_not_order_lately(club):
    # given
    waiting, few, lately = person(), person(), buyer(last=29)
    long_ago = buyer(last=30)
    for one, points in ((waiting, 100), (few, 99), (lately, 500), (long_ago, 101)):
        give_points(club, one, points, key=f"gift-{one}")

    # then
    settings = {"program": "club", "least": 100}
    assert members_by_story("points_waiting", settings) == [waiting, long_ago]


def test_of_a_tier_are_those_who_hold_it_earned_or_invited(club, make_ladder):
    # given
    ladder = make_ladder(club.book_id)
    tiers = {tier.code: tier for tier in Tier.objects.filter(ladder=ladder)}
    earned, invited, silver, better = (person() for _ in range(4))
    for one, tier, invitation in (
        (earned, "gold", None),
        (invited, "base", "gold"),
        (silver, "silver", "base"),
        (better, "gold", "silver"),
    ):
        TierStanding.objects.create(
            ladder=ladder,
            profile_id=one,
            tier=tiers[tier],
            since=NOW,
            invited_tier=tiers.get(invitation),
            invited_until=NOW + 9 * DAY if invitation else None,
        )

    # then
    settings = {"program": "club", "tiers": ["gold"]}
    assert members_by_story("of_tier", settings) == [earned, invited, better]


def test_every_ready_made_segment_has_a_story():
    codes = {kind.code for kind in ready_made_segments}
    assert set(STORIES) | ELSEWHERE == codes
    assert len(codes) >= 20


@pytest.mark.parametrize("code", sorted(STORIES))
def test_it_means_exactly_these_people(db, code):
    # given
    expected = STORIES[code]()

    # then
    assert members_by_story(code, SETTINGS.get(code, {})) == sorted(expected)
