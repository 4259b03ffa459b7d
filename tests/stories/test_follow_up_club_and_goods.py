"""What follows points, tiers and goods: a new tier, points that end, goods that are back."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.behavior.kinds import EventKind
from saleor_crm_plugin.behavior.told import ToldEvent
from saleor_crm_plugin.identity.labels import Tagging, add_tags
from saleor_crm_plugin.journeys.models import Enrollment
from saleor_crm_plugin.loyalty.terms import ExpiryUnit

from ..fixtures.behavior import tell
from ..fixtures.member import give_points, member_of
from ..fixtures.program import make_program, make_tiers
from ..shop.driver import buy

pytestmark = pytest.mark.django_db

ADA, GIULIA, LI = "ada@example.com", "giulia@example.com", "li@example.com"
DAY = datetime.timedelta(days=1)


# Tiers


def test_a_new_tier_is_celebrated(story, shop):
    # given a club in which a hundred dollars make silver
    make_tiers(make_program(shop.channel), shop.channel.currency_code)
    story.switch_on("tier_up", tiers=["silver"])
    ada, giulia = story.customer(ADA), story.customer(GIULIA, language="it")

    # when Ada comes to silver, and Giulia only to bronze
    buy(shop, ada, book=0, lamp=5)
    buy(shop, giulia, book=0, lamp=2)
    story.later(days=2)

    # then
    assert story.subjects(ADA) == ["Welcome to Silver"]
    assert "The next level is Gold" in story.letters[0].text
    assert story.subjects(GIULIA) == []


# Points


@pytest.fixture
def club(shop):
    """A club whose points end after forty days, and which says so thirty days before."""
    return make_program(
        shop.channel,
        expiry_unit=ExpiryUnit.DAYS,
        expiry_length=40,
        expiry_warning_days=30,
    )


def test_points_that_end_are_announced_twice(story, shop, club):
    # given
    journey = story.switch_on("points_expiring")
    li = story.customer(LI, language="zh")
    give_points(club, member_of(li), 120, key="gift")

    # when
    story.later(days=45)

    # then
    assert story.subjects(LI) == ["您有 120 points即将到期", "您的points最后提醒"]
    first, second = (one.after // 24 for one in story.letters)
    # The nightly look may come up to a day later.
    assert first in (10, 11)
    assert second - first == 20
    assert story.outcome(journey) == "finished"


def test_points_that_were_spent_need_no_second_word(story, shop, club):
    # given
    journey = story.switch_on("points_expiring")
    ada = story.customer(ADA)
    give_points(club, member_of(ada), 120, key="gift")
    story.later(days=15)
    assert story.subjects(ADA) == ["120 points are about to expire"]

    # when
    give_points(club, member_of(ada), -120, key="spent")
    story.later(days=30)

    # then
    assert len(story.letters) == 1
    assert story.outcome(journey) == "points_still_expiring"


# Goods


def shown(story, shop, variant, *, to, kind=EventKind.PRODUCT):
    """Let the storefront tell of goods that a customer looks at; return how many were noted."""
    event = ToldEvent(
        key="of-the-story",
        kind=kind,
        variant_id=variant.pk,
        channel=shop.channel.slug,
    )
    visitor = f"device-of-customer-{to}"
    return tell(event, profile_id=to, visitor=visitor, now=story.now).noted


def test_goods_that_are_back_are_announced_to_those_who_asked(story, shop):
    # given sold-out books that Giulia asks for
    story.switch_on("back_in_stock")
    shop.set_stock(shop.book, 0)
    giulia = story.guest(GIULIA, language="it")
    assert shown(story, shop, shop.book, to=giulia, kind=EventKind.WISHLIST) == 1
    story.later(days=2)
    assert story.letters == []

    # when
    shop.set_stock(shop.book, 5)
    story.later(hours=2)

    # then
    assert story.subjects(GIULIA) == ["È tornato"]
    assert shop.book.product.name in story.letters[0].text
    story.later(days=3)
    assert len(story.letters) == 1


def test_who_looked_at_goods_hears_when_they_are_cheaper(story, shop):
    # given two who look at a lamp for 25 dollars; only Ada agreed that this is noted
    story.switch_on("price_drop", least_percent=20)
    ada = story.allow(story.guest(ADA), purpose="profiling")
    li = story.guest(LI)
    noted = [shown(story, shop, shop.lamp, to=one) for one in (ada, li)]
    assert noted == [1, 0]

    # when it costs a little less, nothing is said
    shop.set_price(shop.lamp, Decimal(24))
    story.later(days=1)
    assert story.letters == []

    # when it costs a fifth less
    shop.set_price(shop.lamp, Decimal(20))
    story.later(days=1)

    # then
    assert story.subjects(ADA) == ["It costs less now"]
    assert "$20.00" in story.letters[0].text
    assert story.subjects(LI) == []


def test_whoever_has_bought_meanwhile_hears_of_no_price(story, shop):
    # given
    journey = story.switch_on("price_drop")
    ada = story.allow(story.guest(ADA), purpose="profiling")
    shown(story, shop, shop.lamp, to=ada)
    story.later(hours=1)

    # when
    buy(shop, ADA, book=0, lamp=1)
    shop.set_price(shop.lamp, Decimal(5))
    story.later(days=2)

    # then
    assert story.letters == []
    assert not Enrollment.objects.filter(journey=journey).exists()


def test_what_was_bought_and_kept_may_be_cheaper_now_where_the_merchant_says_so(
    story, shop
):
    # given two who buy a lamp for 25 dollars; Giulia brings hers back
    story.switch_on("price_drop", least_percent=20, bought_within_days=30)
    ada, giulia = story.customer(ADA), story.customer(GIULIA, language="it")
    buy(shop, ada, book=0, lamp=1)
    brought_back = buy(shop, giulia, book=0, lamp=1)
    story.later(hours=1)
    shop.fulfill(brought_back)
    shop.return_lines(brought_back, {brought_back.lines.get(): 1})
    story.later(hours=1)

    # when
    shop.set_price(shop.lamp, Decimal(20))
    story.later(days=2)

    # then
    assert story.subjects(ADA) == ["It costs less now"]
    assert story.subjects(GIULIA) == []


# Early access


def test_the_most_loyal_come_in_first(story, shop):
    # given a new lamp that holders of silver and gold may see tomorrow
    make_tiers(make_program(shop.channel), shop.channel.currency_code)
    story.switch_on(
        "vip_early_access",
        starts_at=(story.now + DAY).isoformat(),
        program="club",
        tiers=["silver", "gold"],
        variants=[shop.lamp.pk],
        channel=shop.channel.slug,
    )
    ada, giulia = story.customer(ADA), story.customer(GIULIA)
    buy(shop, ada, book=0, lamp=5)
    buy(shop, giulia, book=0, lamp=2)
    story.later(hours=23)
    assert story.letters == []

    # when
    story.later(days=2)

    # then
    assert story.subjects(ADA) == ["You may come in first"]
    assert shop.lamp.product.name in story.letters[0].text
    assert story.subjects(GIULIA) == []


def test_people_with_a_tag_can_be_meant_too(story, shop):
    # given
    add_tags(
        [
            Tagging(
                profile_id=story.guest(LI, language="zh"), tag="vip", source="user:1"
            )
        ],
        now=story.now,
    )
    story.guest(ADA)
    story.switch_on(
        "vip_early_access", starts_at=(story.now + DAY).isoformat(), tag="vip"
    )

    # when
    story.later(days=3)

    # then
    assert [one.to for one in story.letters] == [LI]
    assert story.subjects(LI) == ["请您先睹为快"]
