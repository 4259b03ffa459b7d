"""The driver's verbs leave the shop as the real one was seen to be."""

from decimal import Decimal

import pytest

from .driver import buy

pytestmark = pytest.mark.django_db


def fulfillment_states(order):
    return sorted(order.fulfillments.values_list("status", flat=True))


def event_types(order):
    return list(order.events.order_by("pk").values_list("type", flat=True))


def test_guest_who_pays_has_a_confirmed_order(shop):
    order = buy(shop, "ada@example.com", book=2, lamp=1)

    order.refresh_from_db()
    assert (order.status, order.charge_status, order.user_email) == (
        "unfulfilled",
        "full",
        "ada@example.com",
    )
    assert order.total.gross.amount == Decimal(50)
    assert event_types(order) == ["placed", "order_fully_paid", "confirmed"]


def test_order_without_payment_is_confirmed_by_event_but_not_by_status(shop):
    order = shop.complete(shop.guest_checkout("ada@example.com", book=1))

    order.refresh_from_db()
    assert (order.status, order.charge_status) == ("unconfirmed", "none")
    assert event_types(order) == ["placed", "confirmed"]


def test_account_is_confirmed_by_its_mail(shop):
    user = shop.register("ada@example.com")
    assert user.is_confirmed is False

    shop.confirm("ada@example.com")

    user.refresh_from_db()
    assert user.is_confirmed is True


def test_parts_come_back_until_all_is_returned(shop):
    order = buy(shop, "ada@example.com", book=3)
    line = order.lines.get()
    shop.fulfill(order)
    order.refresh_from_db()
    assert order.status == "fulfilled"

    shop.return_lines(order, {line: 1})
    order.refresh_from_db()
    assert (order.status, fulfillment_states(order)) == (
        "partially_returned",
        ["fulfilled", "returned"],
    )

    shop.return_lines(order, {line: 2})
    order.refresh_from_db()
    assert (order.status, fulfillment_states(order)) == (
        "returned",
        ["returned", "returned"],
    )


def test_second_partial_return_does_not_move_the_order(shop):
    order = buy(shop, "ada@example.com", book=3)
    line = order.lines.get()
    shop.fulfill(order)
    shop.return_lines(order, {line: 1})
    order.refresh_from_db()
    before = order.updated_at

    shop.return_lines(order, {line: 1})

    order.refresh_from_db()
    assert order.updated_at == before


def test_transaction_refunds_and_their_reversal_reach_the_order(shop):
    order = buy(shop, "ada@example.com", book=2)

    shop.refund(order, Decimal(10))
    order.refresh_from_db()
    assert (order.charge_status, order.total_charged.amount) == ("partial", Decimal(15))

    shop.reverse_refund(order, Decimal(10))
    order.refresh_from_db()
    assert (order.charge_status, order.total_charged.amount) == ("full", Decimal(25))

    shop.charge_back(order, Decimal(25))
    order.refresh_from_db()
    assert (order.charge_status, order.total_charged.amount) == ("none", Decimal(0))


def test_marked_order_is_refunded_in_three_ways(shop):
    order = shop.complete(shop.guest_checkout("ada@example.com", book=3, lamp=1))
    book, _ = order.lines.order_by("unit_price_gross_amount")
    shop.mark_as_paid(order)

    shop.refund_products(order, {book: 1})
    shop.refund_amount(order, Decimal(5))
    shop.fulfill(order)
    shop.return_lines(order, {book: 1}, refund=True)

    order.refresh_from_db()
    assert (order.charge_status, order.total_charged.amount) == ("partial", Decimal(35))
    assert fulfillment_states(order) == [
        "fulfilled",
        "refunded",
        "refunded",
        "refunded_and_returned",
    ]


def test_called_back_parcel_counts_as_not_sent(shop):
    order = buy(shop, "ada@example.com", book=2)
    fulfillment = shop.fulfill(order)

    shop.cancel_fulfillment(fulfillment)

    order.refresh_from_db()
    assert (order.status, fulfillment_states(order)) == ("unfulfilled", ["canceled"])
    assert order.lines.get().quantity_fulfilled == 0


def test_canceled_order_keeps_its_money(shop):
    order = buy(shop, "ada@example.com")

    shop.cancel(order)

    order.refresh_from_db()
    assert (order.status, order.charge_status) == ("canceled", "full")


@pytest.mark.parametrize("way", ["delete_customer", "delete_own_account"])
def test_orders_outlive_the_account(shop, way):
    shop.register("ada@example.com")
    user = shop.confirm("ada@example.com")
    order = buy(shop, user)

    getattr(shop, way)(user)

    order.refresh_from_db()
    assert (order.user_id, order.user_email) == (None, "ada@example.com")


def test_imported_orders_are_those_of_the_guest(shop):
    orders = shop.import_orders("ada@example.com", 2)

    assert [order.user_email for order in orders] == ["ada@example.com"] * 2
    assert [order.total.gross.amount for order in orders] == [Decimal(15)] * 2
