"""Refused payments are told once each, of orders and of somebody's carts."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.observation import tasks
from saleor_crm_plugin.observation.actions import observe_orders, poll_payments
from saleor_crm_plugin.observation.models import ToldOrder, ToldPaymentFailure, Walk
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.saleor_adapter.payment_failures import (
    GATEWAY,
    TRANSACTION,
    Numbers,
    PaymentDue,
    failed_payments,
    payments_due,
)
from saleor_crm_plugin.timeline.entry_type import Entry
from tests.observation.carts import ANN, make_cart
from tests.shop import rows

MINUTE = datetime.timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(db):
    """The shop's present moment: its own clocks run on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


@pytest.fixture
def polled(now):
    """Begin to look: what failed before is history."""
    poll_payments(now=now)
    return now


@pytest.fixture
def order(channel):
    return rows.make_order(channel, user_email=ANN)


@pytest.fixture
def cart(channel):
    return make_cart(channel, email=ANN)


def make_item(**owner):
    return rows.model("payment.TransactionItem").objects.create(currency="USD", **owner)


def refuse(item, kind="charge_failure", **changes):
    event = rows.add_transaction_event(item, kind, Decimal(20))
    if changes:
        rows.set_columns(event, **changes)
    return event


def told():
    return FactRow.objects.filter(code="payment.failed").order_by("id")


def payloads():
    return list(told().values_list("payload", flat=True))


def test_a_refused_card_is_told_of_its_order(polled, order):
    # given
    event = refuse(make_item(order=order))

    # when
    report = poll_payments(now=polled)

    # then
    assert (report.seen, report.changed, report.facts) == (1, 1, 1)
    fact = told().get()
    assert (fact.key, fact.occurred_at, fact.origin) == (
        f"payment:transaction:{event.pk}:failed",
        event.created_at,
        Origin.SWEEP,
    )
    assert fact.profile_id is not None
    assert fact.payload == {
        "order_id": str(order.pk),
        "checkout_id": None,
        "number": str(order.number),
        "channel": order.channel.slug,
        "currency": "USD",
        "amount": "20.000",
    }


def test_the_order_itself_is_told_before(polled, order):
    refuse(make_item(order=order))

    poll_payments(now=polled)

    codes = list(FactRow.objects.order_by("id").values_list("code", flat=True))
    assert codes == ["order.placed", "payment.failed"]


def test_a_refused_card_is_told_of_its_cart(polled, cart):
    refuse(make_item(checkout=cart), kind="authorization_failure")

    poll_payments(now=polled)

    [payload] = payloads()
    assert (payload["order_id"], payload["checkout_id"], payload["number"]) == (
        None,
        str(cart.pk),
        "",
    )


def test_what_was_a_carts_is_told_of_its_order_and_only_once(polled, order, cart):
    # given
    item = make_item(checkout=cart)
    refuse(item)
    poll_payments(now=polled)
    rows.set_columns(item, order=order)

    # when
    poll_payments(now=polled)

    # then
    assert [payload["order_id"] for payload in payloads()] == [None]


def test_older_gateways_refuse_as_well(polled, order):
    # given
    refused = rows.refuse_by_gateway(order)
    failed = rows.refuse_by_gateway(order, kind="capture_failed", is_success=True)

    # when
    poll_payments(now=polled)

    # then
    keys = list(told().values_list("key", flat=True))
    assert keys == [f"payment:gateway:{row.pk}:failed" for row in (refused, failed)]


def test_an_unconfirmed_order_is_somebodys_and_still_not_placed(polled, channel):
    # given
    order = rows.make_order(channel, user_email=ANN, status="unconfirmed")
    rows.refuse_by_gateway(order)

    # when
    for minutes in range(2):
        poll_payments(now=polled + minutes * MINUTE)

    # then nothing is told of the order itself
    [fact] = FactRow.objects.all()
    assert (fact.code, fact.payload["order_id"]) == ("payment.failed", str(order.pk))
    known = ToldOrder.objects.get(order_id=order.pk)
    assert (known.is_placed, known.profile_id) == (False, None)

    # and when the merchant confirms it, it is the same person's
    rows.set_columns(order, status="unfulfilled")
    observe_orders([str(order.pk)], origin=Origin.LIVE, now=polled + 5 * MINUTE)
    placed = FactRow.objects.get(code="order.placed")
    assert placed.profile_id == fact.profile_id


def test_a_draft_is_nobodys_whatever_its_payment(polled, channel):
    order = rows.make_order(channel, user_email=ANN, status="draft")
    rows.refuse_by_gateway(order)

    assert poll_payments(now=polled).facts == 0
    assert not Profile.objects.exists()


@pytest.mark.parametrize(
    "kind", ["charge_success", "refund_failure", "cancel_failure", "charge_request"]
)
def test_what_is_no_refused_payment_is_not_told(polled, order, kind):
    refuse(make_item(order=order), kind=kind)
    rows.refuse_by_gateway(order, kind="refund")
    rows.refuse_by_gateway(order, is_success=True)

    assert poll_payments(now=polled).seen == 0


def test_each_attempt_is_told_once_however_often_is_polled(polled, order):
    # given
    item = make_item(order=order)
    for _ in range(2):
        refuse(item)

    # when
    facts = [
        poll_payments(now=polled + minutes * MINUTE).facts for minutes in range(50)
    ]

    # then
    assert facts == [2] + 49 * [0]


def test_the_first_poll_leaves_what_failed_before(now, order):
    refuse(make_item(order=order))

    assert poll_payments(now=now).seen == 0
    assert poll_payments(now=now).seen == 0


def test_a_failure_that_was_reported_late_is_told_with_its_own_time(polled, order):
    long_ago = polled - datetime.timedelta(days=3)
    refuse(make_item(order=order), created_at=long_ago)

    poll_payments(now=polled)

    assert told().get().occurred_at == long_ago


def test_nobodys_cart_is_told_when_it_becomes_somebodys(polled, channel):
    # given
    cart = make_cart(channel)
    refuse(make_item(checkout=cart))
    assert poll_payments(now=polled).facts == 0

    # when
    rows.set_columns(cart, email=ANN)
    poll_payments(now=polled + MINUTE)

    # then
    assert len(payloads()) == 1


def test_numbers_that_appear_late_are_still_seen(polled, order):
    # given: a number that was given before a poll, in a transaction that commits after it
    item = make_item(order=order)
    late = refuse(item, kind="info")
    refuse(item)
    poll_payments(now=polled)
    rows.set_columns(late, type="charge_failure")

    # when
    poll_payments(now=polled + 14 * MINUTE)

    # then
    assert len(payloads()) == 2


def test_what_the_walk_has_left_behind_is_forgotten(polled, order):
    # given
    refuse(make_item(order=order))
    poll_payments(now=polled)
    assert ToldPaymentFailure.objects.count() == 1

    # when: the floor follows in two steps, each as long as the longest transaction
    for minutes in (16, 32, 48):
        poll_payments(now=polled + minutes * MINUTE)

    # then
    assert ToldPaymentFailure.objects.count() == 0
    assert Walk.objects.get(name="payments").reached_at == polled + 48 * MINUTE
    assert len(payloads()) == 1


def test_the_task_polls(order, polled):
    refuse(make_item(order=order))

    tasks.poll_failed_payments()

    assert len(payloads()) == 1


def test_a_refused_card_in_the_shop_is_told_and_the_order_waits_for_its_money(
    shop, now
):
    # given
    poll_payments(now=now)
    cart = shop.guest_checkout(ANN, book=2)
    checkout_id = str(cart.pk)
    shop.refuse_card(cart)
    poll_payments(now=now)
    order = shop.complete(cart)
    shop.refuse_card(order)

    # when
    poll_payments(now=now)

    # then
    assert [
        (payload["checkout_id"], payload["order_id"]) for payload in payloads()
    ] == [(checkout_id, None), (None, str(order.pk))]
    due = payments_due([str(order.pk)])
    assert due == {str(order.pk): PaymentDue(amount=Decimal(25), currency="USD")}


def test_paid_canceled_and_authorized_orders_wait_for_nothing(channel):
    ids = [
        str(rows.make_order(channel, **columns).pk)
        for columns in (
            {"paid": True},
            {"status": "canceled"},
            {"authorize_status": "full", "total_authorized_amount": 10},
            {"status": "draft"},
        )
    ]
    half = rows.make_order(channel, paid=Decimal(4))

    assert payments_due([*ids, str(half.pk)]) == {
        str(half.pk): PaymentDue(amount=Decimal(6), currency="USD")
    }
    assert payments_due([]) == {}


def test_failures_are_read_in_one_query(order, cart, django_assert_num_queries):
    refuse(make_item(order=order))
    rows.refuse_by_gateway(checkout=cart)

    with django_assert_num_queries(1):
        found = failed_payments(Numbers())

    assert [(one.source, one.order_id, one.checkout_id) for one in found] == [
        (GATEWAY, None, str(cart.pk)),
        (TRANSACTION, str(order.pk), None),
    ]


@pytest.mark.parametrize(("number", "what"), [("7", "order 7"), ("", "a cart")])
def test_the_timeline_says_what_was_to_be_paid(now, number, what):
    entry = Entry(
        id=1,
        profile_id=1,
        occurred_at=now,
        entry_type="payment.failed",
        origin=Origin.SWEEP,
        payload={"amount": "20.000", "currency": "USD", "number": number},
    )

    assert entry.summary == f"Tried to pay 20.00 USD for {what}, which was refused."
