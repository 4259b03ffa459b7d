"""Money in snapshots of orders is checked against the steps that made it."""

import datetime
from decimal import Decimal

import pytest

from tests.shop import rows
from tests.shop.rows import Line

from .seen import money_of, state_of

AT = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


def add_payment(order, **changes):
    values = {
        "order": order,
        "gateway": "mirumee.payments.dummy",
        "total": order.total_gross_amount,
        "captured_amount": Decimal(0),
        "currency": order.currency,
        "charge_status": "not-charged",
        "is_active": True,
    }
    return rows.model("payment.Payment").objects.create(**values | changes)


def add_move(payment, kind, amount, *, is_success=True):
    return rows.model("payment.Transaction").objects.create(
        payment=payment,
        kind=kind,
        amount=amount,
        currency=payment.currency,
        is_success=is_success,
        gateway_response={},
    )


def test_paid_is_all_that_was_ever_received(channel):
    # given
    order = rows.make_order(channel, lines=[Line(unit_price=Decimal(100))])
    rows.pay_rows(order, Decimal(40), at=AT)
    rows.pay_rows(order, Decimal(60), at=AT + DAY)

    # when
    rows.refund_rows(order, Decimal(30), at=AT + 2 * DAY)

    # then
    state = state_of(order)
    assert (state.paid, state.paid_at) == (100, AT + DAY)
    assert (state.refunded, state.refunded_at) == (30, AT + 2 * DAY)


def test_a_refund_under_way_is_not_yet_refunded_but_was_paid(channel):
    # given
    order = rows.make_order(channel, lines=[Line(unit_price=Decimal(100))], paid=True)
    item = order.payment_transactions.get()
    rows.set_columns(item, charged_value=Decimal(70), refund_pending_value=Decimal(30))

    # then
    assert money_of(order) == (100, 0, 0)


def test_a_reversed_refund_is_not_refunded(channel):
    order = rows.make_order(channel, lines=[Line(unit_price=Decimal(100))], paid=True)
    rows.refund_rows(order, Decimal(30))
    rows.reverse_refund_rows(order, Decimal(30))

    assert money_of(order) == (100, 0, 0)


def test_a_chargeback_is_apart_from_refunds(channel):
    order = rows.make_order(
        channel, lines=[Line(unit_price=Decimal(100))], paid=True, created_at=AT - DAY
    )
    rows.refund_rows(order, Decimal(20))
    rows.charge_back_rows(order, Decimal(80), at=AT)

    assert money_of(order) == (100, 20, 80)
    assert state_of(order).charged_back_at == AT


def test_a_later_charge_on_the_transaction_wins_the_chargeback_back(channel):
    # given
    order = rows.make_order(
        channel, lines=[Line(unit_price=Decimal(100))], paid=True, created_at=AT
    )
    item = rows.charge_back_rows(order, Decimal(100), at=AT + DAY)

    # when
    rows.add_transaction_event(item, "charge_success", Decimal(60), at=AT + 2 * DAY)
    rows.set_columns(item, charged_value=Decimal(60))

    # then
    assert money_of(order) == (100, 0, 40)


def test_events_that_do_not_count_are_no_chargeback(channel):
    order = rows.make_order(channel, lines=[Line(unit_price=Decimal(100))], paid=True)
    event = rows.add_transaction_event(
        order.payment_transactions.get(), "charge_back", Decimal(100)
    )
    rows.set_columns(event, include_in_calculations=False)

    assert money_of(order) == (100, 0, 0)


def test_a_legacy_payment_counts_with_its_refunds(channel):
    # given
    order = rows.make_order(channel, lines=[Line(unit_price=Decimal(100))])
    payment = add_payment(
        order, captured_amount=Decimal(75), charge_status="partially-refunded"
    )
    add_move(payment, "capture", Decimal(100))
    refund = add_move(payment, "refund", Decimal(25))
    add_move(payment, "refund", Decimal(50), is_success=False)
    rows.set_columns(refund, created_at=AT)

    # then
    assert money_of(order) == (100, 25, 0)
    assert state_of(order).refunded_at == AT


def test_a_reversed_legacy_refund_is_not_refunded(channel):
    order = rows.make_order(channel, lines=[Line(unit_price=Decimal(100))])
    payment = add_payment(order, captured_amount=Decimal(100))
    for kind, amount in [("capture", 100), ("refund", 25), ("refund_reversed", 25)]:
        add_move(payment, kind, Decimal(amount))

    assert money_of(order) == (100, 0, 0)


def test_both_kinds_of_payment_add_up(channel):
    order = rows.make_order(channel, lines=[Line(unit_price=Decimal(100))])
    rows.pay_rows(order, Decimal(60))
    payment = add_payment(order, captured_amount=Decimal(40))
    add_move(payment, "capture", Decimal(40))

    assert money_of(order) == (100, 0, 0)


def test_gift_cards_are_counted_apart(channel):
    # given
    order = rows.make_order(channel, lines=[Line(unit_price=Decimal(100))])
    card = rows.model("giftcard.GiftCard").objects.create(
        code="CARD",
        currency=order.currency,
        initial_balance_amount=50,
        current_balance_amount=20,
    )
    rows.model("giftcard.GiftCardEvent").objects.create(
        gift_card=card,
        order=order,
        type="used_in_order",
        parameters={
            "balance": {
                "currency": order.currency,
                "current_balance": "20.000",
                "old_current_balance": 50,
            }
        },
    )

    # then
    assert state_of(order).paid_by_gift_cards == 30
    assert money_of(order) == (0, 0, 0)
