"""Snapshots of orders show what the shop's rows say."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.saleor_adapter.snapshots import (
    email_hash,
    read_orders,
)
from tests.shop import rows
from tests.shop.rows import Line

from .seen import line_of, state_of

AT = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


def test_an_order_is_shown_with_its_totals(channel):
    # given
    user = rows.make_user(email="Ann@Example.com")
    order = rows.make_order(
        channel,
        user=user,
        lines=[Line(quantity=2, unit_price=Decimal(15)), Line(unit_price=Decimal(7))],
        shipping=Decimal(5),
        created_at=AT,
    )

    # when
    snapshot = read_orders([str(order.pk)])[str(order.pk)]

    # then
    state = snapshot.state
    assert snapshot.email == order.user_email.lower()
    assert (state.id, state.number, state.channel, state.currency, state.status) == (
        str(order.pk),
        str(order.number),
        channel.slug,
        channel.currency_code,
        "unfulfilled",
    )
    assert (state.placed_at, state.user_id) == (AT, user.pk)
    assert state.email_hash == email_hash(order.user_email)
    assert (state.total_gross, state.total_net, state.shipping_gross) == (42, 42, 5)
    assert [(line.quantity, line.total_gross) for line in state.lines] == [
        (2, 30),
        (1, 7),
    ]
    assert (state.paid, state.paid_at, state.refunded, state.charged_back) == (
        0,
        None,
        0,
        0,
    )
    assert (state.is_canceled, state.is_gone, state.is_reissue) == (False, False, False)


def test_missing_orders_are_absent_and_nothing_asks_nothing(
    channel, django_assert_num_queries
):
    assert read_orders(["00000000-0000-0000-0000-000000000001"]) == {}
    with django_assert_num_queries(0):
        assert read_orders([]) == {}


def test_a_guests_email_is_shown_in_lower_case(channel):
    order = rows.make_order(channel, user_email="Guest@Example.COM")

    snapshot = read_orders([str(order.pk)])[str(order.pk)]

    assert (snapshot.email, snapshot.state.user_id) == ("guest@example.com", None)
    assert snapshot.state.email_hash == email_hash("guest@example.com")


@pytest.mark.parametrize("count", [1, 25])
def test_orders_are_read_in_one_statement(channel, count, django_assert_num_queries):
    orders = [rows.make_order(channel, paid=True) for _ in range(count)]

    with django_assert_num_queries(1):
        assert len(read_orders([str(order.pk) for order in orders])) == count


def test_returned_pieces_stay_handed_over(channel):
    # given
    order = rows.make_order(channel, lines=[Line(quantity=5, unit_price=Decimal(10))])
    (line,) = order.lines.all()
    rows.fulfill_rows(order, {line: 4}, at=AT)

    # when
    rows.return_rows(order, {line: 1}, at=AT + DAY)
    rows.return_rows(order, {line: 2}, refunded=True, at=AT + 2 * DAY)

    # then
    seen = line_of(order)
    assert (seen.fulfilled, seen.returned, seen.refunded, seen.replaced) == (4, 3, 2, 0)
    assert seen.fulfilled_at == AT
    assert state_of(order).returned_at == AT + 2 * DAY


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("fulfilled", (3, 0, 0, 0)),
        ("returned", (3, 3, 0, 0)),
        ("refunded", (3, 0, 3, 0)),
        ("refunded_and_returned", (3, 3, 3, 0)),
        ("replaced", (3, 0, 0, 3)),
        ("canceled", (0, 0, 0, 0)),
        ("waiting_for_approval", (0, 0, 0, 0)),
    ],
)
def test_what_each_status_of_a_fulfillment_means(channel, status, expected):
    # given
    order = rows.make_order(channel, lines=[Line(quantity=3)])
    fulfillment = rows.fulfill_rows(order)
    rows.set_columns(fulfillment, status=status)

    # then
    seen = line_of(order)
    assert (seen.fulfilled, seen.returned, seen.refunded, seen.replaced) == expected


def test_granted_refunds_count_once_they_succeeded(channel):
    # given
    order = rows.make_order(
        channel, lines=[Line(quantity=3)], shipping=Decimal(5), paid=True
    )
    (line,) = order.lines.all()
    granted = rows.model("order.OrderGrantedRefund").objects.create(
        order=order,
        amount_value=Decimal(15),
        currency=order.currency,
        shipping_costs_included=True,
        status="pending",
    )
    rows.model("order.OrderGrantedRefundLine").objects.create(
        granted_refund=granted, order_line=line, quantity=1
    )
    assert (line_of(order).refunded, state_of(order).refunded_shipping) == (0, 0)

    # when
    rows.refund_rows(order, Decimal(15))
    rows.set_columns(granted, status="success")

    # then
    assert (line_of(order).refunded, state_of(order).refunded_shipping) == (1, 5)


def test_refunded_shipping_is_never_more_than_what_was_refunded(channel):
    order = rows.make_order(channel, shipping=Decimal(5), paid=True)
    fulfillment = rows.fulfill_rows(order)
    rows.set_columns(fulfillment, status="refunded", shipping_refund_amount=Decimal(5))
    rows.refund_rows(order, Decimal(3))

    assert state_of(order).refunded_shipping == 3


@pytest.mark.parametrize("kind", ["canceled", "expired"])
def test_canceled_and_expired_orders_are_canceled_when_the_shop_says(channel, kind):
    order = rows.make_order(channel, status=kind)
    event = rows.model("order.OrderEvent").objects.create(order=order, type=kind)
    rows.set_columns(event, date=AT)

    state = state_of(order)
    assert (state.is_canceled, state.canceled_at) == (True, AT)


def test_the_goods_are_known_by_product_category_and_collections(channel):
    # given
    variant = rows.make_variant(channels=[channel])
    category = rows.make_category()
    product = variant.product
    rows.set_columns(product, category=category)
    collection = rows.model("product.Collection").objects.create(name="New", slug="new")
    collection.products.add(product)
    order = rows.make_order(channel, lines=[Line(variant=variant)])

    # then
    seen = line_of(order)
    assert (
        seen.product_id,
        seen.variant_id,
        seen.category_id,
        seen.collection_ids,
    ) == (
        product.pk,
        variant.pk,
        category.pk,
        (collection.pk,),
    )


def test_the_fingerprint_follows_the_order_and_not_the_catalog(channel):
    # given
    variant = rows.make_variant(channels=[channel])
    order = rows.make_order(channel, lines=[Line(variant=variant)])

    def fingerprint():
        return read_orders([str(order.pk)])[str(order.pk)].fingerprint

    first = fingerprint()

    # when
    rows.set_columns(variant.product, category=rows.make_category())
    after_catalog = fingerprint()
    rows.pay_rows(order)
    after_payment = fingerprint()

    # then
    assert after_catalog == first
    assert after_payment != first
