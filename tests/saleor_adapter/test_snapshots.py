"""Snapshots show what the shop's rows say; money is checked against the steps that made it."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.saleor_adapter.snapshots import (
    email_hash,
    read_customers,
    read_orders,
)
from tests.shop import rows
from tests.shop.rows import Line

AT = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


def state_of(order):
    return read_orders([str(order.pk)])[str(order.pk)].state


def money_of(order) -> tuple[Decimal, Decimal, Decimal]:
    state = state_of(order)
    return state.paid, state.refunded, state.charged_back


def line_of(order, position=0):
    return state_of(order).lines[position]


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


def test_an_account_is_shown_with_its_names(channel):
    # given
    user = rows.make_user(email="ann@example.com")
    rows.set_columns(
        user, first_name="Ann", last_name="Lee", date_joined=AT, language_code="it"
    )

    # when
    snapshot = read_customers([user.pk])[user.pk]

    # then
    state = snapshot.state
    assert (snapshot.email, snapshot.first_name, snapshot.last_name) == (
        "ann@example.com",
        "Ann",
        "Lee",
    )
    assert (state.id, state.joined_at, state.language) == (user.pk, AT, "it")
    assert (state.is_active, state.is_staff, state.has_verified_email) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize("count", [1, 25])
def test_accounts_are_read_in_one_statement(db, count, django_assert_num_queries):
    users = [
        rows.make_user(email=f"user{number}@example.com") for number in range(count)
    ]

    with django_assert_num_queries(1):
        assert len(read_customers([user.pk for user in users])) == count


def add_customer_event(user, kind, at, **changes):
    event = rows.model("account.CustomerEvent").objects.create(
        user=user, type=kind, **changes
    )
    rows.set_columns(event, date=at)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("password_reset", True), ("email_changed", True), ("password_changed", False)],
)
def test_only_a_used_link_proves_an_email(db, kind, expected):
    user = rows.make_user(email="ann@example.com")
    add_customer_event(user, kind, AT)

    assert read_customers([user.pk])[user.pk].state.has_verified_email is expected


@pytest.mark.parametrize(("days", "expected"), [(-1, True), (1, False)])
def test_an_email_that_staff_assigned_since_is_not_proven(db, days, expected):
    # given
    user = rows.make_user(email="ann@example.com")
    add_customer_event(user, "password_reset", AT)

    # when
    add_customer_event(
        rows.make_staff(),
        "email_assigned",
        AT + days * DAY,
        parameters={"message": "Ann@example.com"},
    )

    # then
    assert read_customers([user.pk])[user.pk].state.has_verified_email is expected
