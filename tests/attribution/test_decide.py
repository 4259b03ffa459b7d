"""Decisions as they are stored: recomputed from told orders, whatever comes in whichever order."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from saleor_crm_plugin.attribution.actions.decide import (
    attribute_late,
    attribute_orders,
    attribute_people,
    decide,
)
from saleor_crm_plugin.attribution.actions.rules import set_rule
from saleor_crm_plugin.attribution.models import Attribution, AttributionRule
from saleor_crm_plugin.attribution.policies import (
    WHOLE,
    AttributionModel,
    Rule,
    TouchKind,
)
from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.events import ProfilesMerged
from saleor_crm_plugin.messaging.events import MessageClicked
from saleor_crm_plugin.messaging.models import Message, OnsiteMessage
from saleor_crm_plugin.observation.events import OrderRefunded
from saleor_crm_plugin.observation.models import ToldOrder
from saleor_crm_plugin.saleor_adapter.vouchers import add_codes
from tests.fixtures.campaign_rows import message_of
from tests.fixtures.catching_up import catch_up
from tests.fixtures.journey import BEGUN_AT, DAY
from tests.fixtures.passages import told, touch
from tests.shop.rows import make_voucher

pytestmark = pytest.mark.django_db

CODE = "AB23-CD45-EF67"

NOW = BEGUN_AT + 30 * DAY
MODELS = len(AttributionModel)


def clicked(source, person=1, at=BEGUN_AT, **changes):
    """Store a message of a source that the person has clicked."""
    message = message_of("campaign", source, person, "clicked", at, **changes)
    touch(message, "click", link_id=1, first_at=at, last_at=at)
    return message


def decided(order):
    """Return what is stored of an order: by model and message its weight and amount."""
    rows = Attribution.objects.filter(order_id=order.pk)
    return {(row.model, row.message_id): (row.weight, row.amount) for row in rows}


def by_all(message, amount):
    """Return the decision that gives all of it to one message, whatever the model."""
    return {
        (one.value, message.pk): (WHOLE, Decimal(amount)) for one in AttributionModel
    }


def test_the_money_of_an_order_is_credited_to_the_click_before_it():
    # given
    message = clicked("7")
    order = told(1, "50", refunded=Decimal(20))

    # when
    changed = decide([str(order.pk)], now=NOW)

    # then
    assert changed == MODELS
    assert decided(order) == by_all(message, 30)
    row = Attribution.objects.filter(order_id=order.pk).first()
    assert (row.source_kind, row.source_id, row.window_days) == ("campaign", "7", 7)
    assert (row.kind, row.touched_at) == (TouchKind.CLICK, BEGUN_AT)
    assert (row.net, row.currency, row.decided_at) == (30, "USD", NOW)


def test_deciding_again_changes_nothing():
    clicked("7")
    order = told(1, "50")
    decide([str(order.pk)], now=NOW)
    before = list(Attribution.objects.order_by("model").values())

    assert decide([str(order.pk)], now=NOW + DAY) == 0
    assert list(Attribution.objects.order_by("model").values()) == before


def test_refunds_and_cancellations_are_followed_to_the_target():
    message = clicked("7")
    order = told(1, "50")
    row = ToldOrder.objects.filter(pk=order.pk)
    decide([str(order.pk)], now=NOW)

    row.update(refunded=20)
    assert decide([str(order.pk)], now=NOW) == MODELS
    assert decided(order) == by_all(message, 30)

    row.update(is_canceled=True)
    decide([str(order.pk)], now=NOW)
    assert decided(order) == {}

    row.update(is_canceled=False, refunded=0)
    decide([str(order.pk)], now=NOW)
    assert decided(order) == by_all(message, 50)


def test_a_refund_told_as_a_fact_lowers_what_was_credited():
    message = clicked("7")
    order = told(1, "50")
    decide([str(order.pk)], now=NOW)
    ToldOrder.objects.filter(pk=order.pk).update(charged_back=50)

    with fixed_at(NOW):
        attribute_orders([order_fact(OrderRefunded, order)])

    assert decided(order) == by_all(message, 0)


def order_fact(kind, order):
    return kind(
        key=f"order:{order.pk}:refunded:2",
        occurred_at=NOW,
        origin=Origin.LIVE,
        profile_id=1,
        order_id=str(order.pk),
        number="1",
        channel="main",
        currency="USD",
        amount=Decimal(1),
        total=Decimal(1),
    )


def test_a_click_that_is_judged_after_the_order_still_counts():
    # given an order decided before the click was judged, and an old one that stays as it is
    message = message_of("campaign", "7", 1, "clicked")
    row = touch(message, "click", link_id=1, is_judged=False)
    order, old = told(1, "50"), told(1, "9", at=BEGUN_AT - 60 * DAY)
    assert decide([str(order.pk)], now=NOW) == 0
    row.is_judged = True
    row.save()

    # when
    with fixed_at(BEGUN_AT + 2 * DAY):
        attribute_late([click_fact(message)])

    # then
    assert decided(order) == by_all(message, 50)
    assert decided(old) == {}


def click_fact(message):
    return MessageClicked(
        key=f"message:{message.pk}:clicked",
        occurred_at=NOW,
        origin=Origin.LIVE,
        profile_id=message.profile_id,
        message_id=message.pk,
        source_kind="campaign",
        source_id="7",
        occurrence="1",
        purpose="marketing",
        template_code="welcome",
        channel="email",
        is_test=False,
    )


def test_a_scanner_brings_nothing():
    message = message_of("campaign", "7", 1, "delivered")
    touch(message, "click", link_id=1, is_scanner=True)
    order = told(1, "50")

    assert decide([str(order.pk)], now=NOW) == 0
    assert decided(order) == {}


def test_what_was_decided_by_stays_when_a_link_is_used_again_after_the_order():
    # given: of a link only its first use and its last are kept
    message = message_of("campaign", "7", 1, "clicked")
    row = touch(
        message,
        "click",
        link_id=1,
        first_at=BEGUN_AT - 30 * DAY,
        last_at=BEGUN_AT,
    )
    order = told(1, "50")
    decide([str(order.pk)], now=NOW)
    row.last_at = BEGUN_AT + 9 * DAY
    row.save()

    assert decide([str(order.pk)], now=NOW) == 0
    assert decided(order) == by_all(message, 50)


def test_each_source_has_its_own_rule_and_marketing_the_usual_one():
    # given a receipt that was clicked, a campaign for whom sending is enough, for two days
    receipt = message_of("order", "1", 1, "clicked", purpose="transactional")
    touch(receipt, "click", link_id=1)
    seen = message_of("campaign", "8", 1, "sent")
    set_rule("campaign", "8", Rule(datetime.timedelta(days=3), TouchKind.SENT))
    set_rule("campaign", "8", Rule(datetime.timedelta(days=2), TouchKind.SENT))

    # when
    near, far = told(1, "50"), told(1, "50", at=BEGUN_AT + 2 * DAY)
    decide([str(near.pk), str(far.pk)], now=NOW)

    # then
    assert set(decided(near)) == {
        ("last_touch", seen.pk),
        ("first_touch", seen.pk),
        ("linear", seen.pk),
    }
    assert decided(far) == {}
    assert AttributionRule.objects.count() == 1


def test_an_impossible_rule_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        set_rule("campaign", "8", Rule(datetime.timedelta(days=91), TouchKind.SENT))
    assert not AttributionRule.objects.exists()


def test_test_messages_and_those_that_came_back_bring_nothing():
    clicked("7", is_test=True)
    bounced = message_of("campaign", "8", 1, "bounced")
    touch(bounced, "click", link_id=1)
    order = told(1, "50")

    assert decide([str(order.pk)], now=NOW) == 0


def test_an_order_is_credited_once_money_came_in():
    message = clicked("7")
    order = told(1, "0")
    assert decide([str(order.pk)], now=NOW) == 0

    ToldOrder.objects.filter(pk=order.pk).update(paid=8)
    decide([str(order.pk)], now=NOW)
    assert decided(order) == by_all(message, 8)


def test_a_click_in_the_storefront_counts():
    message = message_of("campaign", "7", 1, "clicked")
    OnsiteMessage.objects.create(
        message=message,
        profile_id=1,
        placement="home",
        shown_from=BEGUN_AT,
        shown_until=NOW,
        clicked_at=BEGUN_AT,
    )
    order = told(1, "50")
    decide([str(order.pk)], now=NOW)

    assert decided(order) == by_all(message, 50)


def test_a_merge_brings_orders_and_clicks_together():
    message = clicked("7", person=1)
    order = told(2, "50")
    assert decide([str(order.pk)], now=NOW) == 0
    Message.objects.filter(pk=message.pk).update(profile_id=2)

    with fixed_at(NOW):
        attribute_people(
            [
                ProfilesMerged(
                    key="merge:1",
                    occurred_at=NOW,
                    origin=Origin.LIVE,
                    profile_id=2,
                    merge_id=1,
                    other_id=1,
                )
            ]
        )

    assert decided(order) == by_all(message, 50)


def test_a_code_that_somebody_else_used_is_credited_to_the_message_it_came_with(shop):
    # given a code that Ann was given with a message, used by Ben in the shop
    voucher = make_voucher(shop.channel)
    now = datetime.datetime.now(tz=datetime.UTC)
    add_codes(voucher.pk, [CODE], now=now)
    ann = 10_001
    message = message_of("campaign", "7", ann, "sent", now, subject={"code": CODE})
    IssuedCode.objects.create(
        source_kind="campaign",
        source_id=7,
        occurrence=ann,
        profile_id=ann,
        voucher_id=voucher.pk,
        code=CODE,
        issued_at=now,
    )

    # when
    cart = shop.guest_checkout("ben@example.com", book=2)
    shop.use_code(cart, CODE)
    shop.pay(cart)
    shop.complete(cart)
    catch_up()

    # then the money that came in is credited to it, by the shop's own figures
    order = ToldOrder.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT total_gross_amount FROM order_order")
        [(total,)] = cursor.fetchall()
    assert order.profile_id != ann
    assert decided(order) == by_all(message, total)


def test_more_than_the_order_cannot_be_stored():
    message = clicked("7")
    order = told(1, "50")
    decide([str(order.pk)], now=NOW)
    row = Attribution.objects.get(order_id=order.pk, model=AttributionModel.LINEAR)
    row.message_id, row.weight, row.amount = message.pk + 1, 1, Decimal(0)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS crm_attribution_adds_up IMMEDIATE")

    with pytest.raises(IntegrityError, match="more than the order"):
        _stored_beside(row)
    assert decided(order) == by_all(message, 50)


@transaction.atomic
def _stored_beside(row):
    row._state.adding = True
    row.save(force_insert=True)


def test_orders_of_people_to_whom_nothing_was_said_cost_two_statements(
    django_assert_num_queries,
):
    orders = [str(told(person, "50").pk) for person in range(1, 10)]

    with django_assert_num_queries(2 + 2):
        # Two reads within the transaction that they are read in.
        assert decide(orders, now=NOW) == 0


def test_many_orders_cost_as_many_statements_as_one(django_assert_num_queries):
    orders = []
    for person in range(1, 10):
        clicked("7", person=person)
        orders.append(str(told(person, "50").pk))

    with django_assert_num_queries(4 + 2):
        decide(orders[:1], now=NOW)
    with django_assert_num_queries(4 + 2):
        assert decide(orders, now=NOW) == (len(orders) - 1) * MODELS
