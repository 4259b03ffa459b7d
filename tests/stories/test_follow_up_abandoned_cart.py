"""A cart is left behind: three letters, a way back into it, and silence once it is ordered."""

import pytest

from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.journeys.actions.install import install_journey
from saleor_crm_plugin.journeys.models import JourneyStatus

from ..fixtures.follow_up import STOREFRONT
from ..fixtures.member import guest
from ..fixtures.web import path_of
from ..shop.driver import buy

pytestmark = pytest.mark.django_db

ADA, GIULIA, LI = "ada@example.com", "giulia@example.com", "li@example.com"


@pytest.fixture
def abandoned_cart(story):
    """The follow-up as it comes: after an hour, a day, and three days."""
    return story.switch_on("abandoned_cart")


def test_three_letters_in_the_reader_s_language(story, shop, abandoned_cart):
    # given three people with carts, who read three languages
    for address, language in ((ADA, "en"), (GIULIA, "it"), (LI, "zh-hans")):
        story.guest(address, language=language)
        shop.guest_checkout(address, book=2)

    # when half an hour, and then four days pass
    story.later(minutes=30)
    assert story.letters == []
    story.later(days=4)

    # then
    assert story.subjects(ADA) == [
        "You left something in your cart",
        "Can we help with your order?",
        "Shall we keep your cart?",
    ]
    assert story.subjects(GIULIA) == [
        "Hai lasciato qualcosa nel carrello",
        "Possiamo darti una mano?",
        "Teniamo il tuo carrello?",
    ]
    assert story.subjects(LI) == [
        "您的购物车里还有商品",
        "下单时遇到问题了吗？",
        "购物车还需要保留吗？",
    ]
    assert [one.after for one in story.letters if one.to == ADA] == [1, 24, 72]
    first = story.letters[0]
    assert shop.book.product.name in first.text
    assert "2 × $10.00" in first.text


def test_the_button_leads_back_to_the_cart(story, shop, web, abandoned_cart):
    # given
    story.guest(ADA)
    cart = shop.guest_checkout(ADA, book=2)
    story.later(hours=2)
    [letter] = story.letters

    # when Ada follows the button: through our counting link, to the signed one
    answers = [web.get(path_of(link)) for link in letter.links if "/l/" in link]
    restoring = [one.url for one in answers if "/cart/" in one.url]
    [answer] = [web.get(path_of(url)) for url in restoring]

    # then she is where her cart is
    assert answer.url == f"{STOREFRONT}/checkout/{cart.pk}"


def test_it_stops_when_the_order_comes(story, shop, abandoned_cart):
    # given a first reminder
    story.guest(ADA)
    cart = shop.guest_checkout(ADA, book=2)
    story.later(hours=2)

    # when
    shop.pay(cart)
    shop.complete(cart)
    story.later(days=7)

    # then
    assert story.subjects(ADA) == ["You left something in your cart"]
    assert story.outcome(abandoned_cart) == "goal"


def test_who_orders_within_the_hour_hears_nothing(story, shop, abandoned_cart):
    story.guest(ADA)
    buy(shop, ADA, book=2)
    story.later(days=7)
    assert story.letters == []


def test_it_stops_with_an_opt_out(story, shop, abandoned_cart):
    # given
    profile_id = story.guest(ADA)
    shop.guest_checkout(ADA, book=2)
    story.later(hours=2)

    # when
    story.opt_out(profile_id)
    story.later(days=7)

    # then
    assert len(story.letters) == 1
    assert story.outcome(abandoned_cart) == "consent_withdrawn"


def test_nobody_is_written_to_who_never_allowed_it(story, shop, abandoned_cart):
    shop.guest_checkout(ADA, book=2)
    story.later(days=7)
    assert story.letters == []


def test_the_last_letter_carries_a_code_for_those_who_are_meant(story, shop):
    # given a code in the last letter, but only for those who have ordered before
    story.switch_on(
        "abandoned_cart",
        coupon={
            "voucher": story.voucher(),
            "valid_days": 7,
            "who": {"least_orders": 1},
        },
    )
    for address in (ADA, GIULIA):
        story.guest(address)
    buy(shop, ADA, lamp=1)
    carts = [shop.guest_checkout(address, book=2) for address in (ADA, GIULIA)]

    # when
    story.later(days=4)

    # then
    assert [story.subjects(address)[-1] for address in (ADA, GIULIA)] == [
        "A little something for your cart",
        "Shall we keep your cart?",
    ]
    code = IssuedCode.objects.get()
    assert code.profile_id == guest(ADA)
    [last] = [one for one in story.letters if code.code in one.text]
    assert (last.to, last.after) == (ADA, 72)

    # and it is worth five dollars
    cart = carts[0]
    shop.use_code(cart, code.code)
    cart.refresh_from_db()
    assert cart.voucher_code == code.code


def test_it_is_off_until_it_is_switched_on(story, shop):
    # given
    journey = install_journey("abandoned_cart", {}, author="user:1", now=story.now)
    assert journey.status == JourneyStatus.OFF
    story.guest(ADA)
    shop.guest_checkout(ADA, book=2)

    # when
    story.later(days=7)

    # then
    assert story.letters == []
