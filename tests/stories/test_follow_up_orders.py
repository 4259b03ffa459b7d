"""What follows an order: a payment that failed, a return, a question, and a review."""

import pytest

from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.journeys.errors import InvalidDefinition
from saleor_crm_plugin.journeys.models import Journey
from saleor_crm_plugin.messaging.actions.choices import (
    StorefrontChoices,
    choose_storefront,
)
from saleor_crm_plugin.templates.models import Link
from saleor_crm_plugin.templates.queries import link_url

from ..fixtures.follow_up import STOREFRONT
from ..fixtures.messages import AUTHOR
from ..shop import rows
from ..shop.driver import buy
from ..shop.payment_rows import refuse_by_gateway

pytestmark = pytest.mark.django_db

ADA, GIULIA, LI = "ada@example.com", "giulia@example.com", "li@example.com"


# A payment problem


def test_a_refused_card_is_told_at_once_and_again_a_day_later(story, shop):
    # given: it is about the person's own order, so nobody is asked for consent
    journey = story.switch_on("payment_problem")
    cart = shop.guest_checkout(ADA, book=2)
    shop.refuse_card(cart)

    # when
    story.later(days=7)

    # then
    assert story.subjects(ADA) == [
        "Your payment did not go through",
        "Your payment is still open",
    ]
    assert [one.after for one in story.letters] == [0, 24]
    assert shop.book.product.name in story.letters[0].text
    assert "Unsubscribe" not in story.letters[0].text
    assert story.outcome(journey) == "finished"


def test_an_older_gateway_that_refuses_is_followed_up_too(story, shop):
    # given
    story.switch_on("payment_problem")
    story.guest(ADA)
    cart = shop.guest_checkout(ADA, book=2)

    # when
    refuse_by_gateway(checkout=cart)
    story.later(days=7)

    # then
    assert story.subjects(ADA) == [
        "Your payment did not go through",
        "Your payment is still open",
    ]


def test_an_order_that_nobody_has_confirmed_yet_is_followed_up_too(story, shop):
    # given
    story.switch_on("payment_problem")
    order = shop.complete(shop.guest_checkout(LI, book=2))
    rows.set_columns(order, status="unconfirmed")

    # when
    refuse_by_gateway(order)
    story.later(hours=2)

    # then
    assert story.subjects(LI) == ["Your payment did not go through"]


def test_nothing_is_said_of_a_payment_that_went_through_after_all(story, shop):
    story.switch_on("payment_problem")
    cart = shop.guest_checkout(ADA, book=2)
    shop.refuse_card(cart)
    shop.pay(cart)
    shop.complete(cart)
    story.later(days=7)
    assert story.letters == []


def test_the_second_notice_stops_when_the_money_is_there(story, shop):
    # given
    journey = story.switch_on("payment_problem")
    order = shop.complete(shop.guest_checkout(LI, book=2))
    shop.refuse_card(order)
    story.later(hours=2)

    # when
    shop.charge(order)
    story.later(days=7)

    # then
    assert story.subjects(LI) == ["Your payment did not go through"]
    assert story.outcome(journey) == "goal"


def test_a_payment_problem_takes_the_place_of_cart_reminders(story, shop):
    # given
    story.switch_on("payment_problem")
    story.switch_on("abandoned_cart")
    story.guest(ADA)
    shop.refuse_card(shop.guest_checkout(ADA, book=2))

    # when
    story.later(days=7)

    # then
    assert story.subjects(ADA) == [
        "Your payment did not go through",
        "Your payment is still open",
    ]


# A return


@pytest.fixture
def returned(story, shop):
    """Giulia, who reads Italian, bought the only lamp that there is and sent it back."""
    alone = rows.make_category("Lamps")
    rows.set_columns(shop.lamp.product, category_id=alone.pk)
    story.customer(GIULIA, language="it")
    order = buy(
        shop, rows.model("account.User").objects.get(email=GIULIA), book=0, lamp=1
    )
    shop.fulfill(order)
    shop.return_lines(order, {order.lines.get(): 1})
    return order


def test_a_return_is_answered_by_a_question_a_courtesy_and_an_idea(
    story, shop, returned
):
    # given a courtesy code, and other goods of the lamp's category
    category = rows.make_category("Light")
    for variant in (shop.lamp, shop.book):
        rows.set_columns(variant.product, category_id=category.pk)
    journey = story.switch_on("post_return", coupon={"voucher": story.voucher()})

    # when
    story.later(days=30)

    # then
    assert story.subjects(GIULIA) == [
        "Com'è andato il tuo reso?",
        "Un piccolo grazie per la pazienza",
        "Forse questo ti piace di più",
    ]
    assert [one.after // 24 for one in story.letters] == [3, 7, 14]
    question, courtesy, idea = story.letters
    assert f"dell'ordine {returned.number}" in question.text
    assert IssuedCode.objects.get().code in courtesy.text
    assert shop.book.product.name in idea.text
    assert story.outcome(journey) == "finished"


def test_without_a_voucher_and_without_an_idea_it_is_one_question(story, returned):
    story.switch_on("post_return")
    story.later(days=30)
    assert story.subjects(GIULIA) == ["Com'è andato il tuo reso?"]
    assert not IssuedCode.objects.exists()


def test_the_courtesy_is_for_those_whom_the_merchant_chose(story, returned):
    story.switch_on(
        "post_return", coupon={"voucher": story.voucher(), "who": {"tag": "vip"}}
    )
    story.later(days=30)
    assert story.subjects(GIULIA) == ["Com'è andato il tuo reso?"]
    assert not IssuedCode.objects.exists()


def test_whoever_orders_again_needs_no_courtesy(story, shop, returned):
    # given
    journey = story.switch_on("post_return", coupon={"voucher": story.voucher()})
    story.later(days=4)

    # when
    buy(shop, returned.user, book=1)
    story.later(days=30)

    # then
    assert story.subjects(GIULIA) == ["Com'è andato il tuo reso?"]
    assert story.outcome(journey) == "goal"


# Feedback and review


def test_an_order_is_asked_about_and_then_reviewed(story, shop):
    # given
    journey = story.switch_on("feedback")
    story.guest(LI, language="zh")
    order = buy(shop, LI, book=1)
    shop.fulfill(order)

    # when
    story.later(days=30)

    # then
    assert story.subjects(LI) == [
        f"订单 {order.number} 用得还满意吗？",
        "愿意和大家分享您的感受吗？",
    ]
    assert [one.after // 24 for one in story.letters] == [7, 14]
    assert story.outcome(journey) == "finished"
    slug = shop.book.product.slug
    urls = [link_url(one) for one in Link.objects.values_list("pk", flat=True)]
    assert f"{STOREFRONT}/review/{slug}?order={order.number}" in urls


def test_without_a_place_for_reviews_the_request_cannot_be_switched_on(story, shop):
    # given
    nowhere = StorefrontChoices(channel_slug=shop.channel.slug, url=STOREFRONT)
    choose_storefront(nowhere, author=AUTHOR, now=story.now)

    # when
    with pytest.raises(InvalidDefinition) as caught:
        story.switch_on("feedback")

    # then
    assert [(one.path, one.message) for one in caught.value.problems] == [
        (
            "steps.review.template",
            "'review_request' leads to where reviews are written, which is not set "
            f"(reviewUrl of the storefront) for: {shop.channel.slug}.",
        )
    ]
    assert Journey.objects.get(code="feedback").status == "off"
    story.switch_on("feedback", with_review=False)
    assert Journey.objects.get(code="feedback").status == "on"


def test_whoever_sends_the_goods_back_is_asked_for_no_review(story, shop):
    # given
    journey = story.switch_on("feedback")
    story.guest(ADA)
    order = buy(shop, ADA, book=1)
    shop.fulfill(order)
    story.later(days=8)
    assert len(story.letters) == 1

    # when
    shop.return_lines(order, {order.lines.get(): 1})
    story.later(days=30)

    # then
    assert len(story.letters) == 1
    assert story.outcome(journey) in ("heard:order.returned", "order_not_refunded")


def test_whoever_got_the_money_back_is_asked_for_nothing(story, shop):
    story.switch_on("feedback")
    story.guest(ADA)
    order = buy(shop, ADA, book=1)
    shop.fulfill(order)
    shop.refund(order, order.total_gross_amount)
    story.later(days=30)
    assert story.letters == []
