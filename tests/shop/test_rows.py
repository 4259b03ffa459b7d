"""The rows that area tests build on look as the shop itself would have written them."""

from decimal import Decimal

import pytest

from . import rows

pytestmark = pytest.mark.django_db

TEN = Decimal(10)


def statuses(order):
    return sorted(order.fulfillments.values_list("status", flat=True))


def test_order_totals_are_those_of_its_lines_and_shipping(channel):
    order = rows.make_order(
        channel,
        lines=[rows.Line(quantity=3, unit_price=TEN), rows.Line(unit_price=Decimal(5))],
        shipping=Decimal(2),
    )

    order.refresh_from_db()
    assert order.subtotal.gross.amount == Decimal(35)
    assert order.total.gross.amount == Decimal(37)
    assert [line.total_price.gross.amount for line in order.lines.all()] == [
        Decimal(30),
        Decimal(5),
    ]
    assert (order.charge_status, order.status) == ("none", "unfulfilled")


def test_paid_order_carries_its_transaction(channel):
    order = rows.make_order(channel, user=rows.make_user("ada@example.com"), paid=True)

    order.refresh_from_db()
    assert (order.charge_status, order.total_charged.amount, order.user_email) == (
        "full",
        TEN,
        "ada@example.com",
    )
    transaction = order.payment_transactions.get()
    assert transaction.charged_value == TEN
    assert list(transaction.events.values_list("type", "amount_value")) == [
        ("charge_success", TEN)
    ]


def test_refund_and_its_reversal_move_the_charged_amount_both_ways(channel):
    order = rows.make_order(channel, paid=True)

    rows.refund_rows(order, Decimal(4))
    order.refresh_from_db()
    assert (order.charge_status, order.total_charged.amount) == ("partial", Decimal(6))
    assert order.payment_transactions.get().refunded_value == Decimal(4)

    rows.reverse_refund_rows(order, Decimal(4))
    order.refresh_from_db()
    assert (order.charge_status, order.total_charged.amount) == ("full", TEN)


def test_charge_back_lowers_what_was_charged_and_refunds_nothing(channel):
    order = rows.make_order(channel, paid=True)

    transaction = rows.charge_back_rows(order, TEN)

    order.refresh_from_db()
    assert (order.charge_status, order.total_charged.amount) == ("none", Decimal(0))
    assert transaction.refunded_value == Decimal(0)


def test_parts_of_a_parcel_come_back_in_fulfillments_of_their_own(channel):
    order = rows.make_order(channel, lines=[rows.Line(quantity=3)])
    line = order.lines.get()
    rows.fulfill_rows(order)
    assert (order.status, statuses(order)) == ("fulfilled", ["fulfilled"])

    rows.return_rows(order, {line: 1})
    assert (order.status, statuses(order)) == (
        "partially_returned",
        ["fulfilled", "returned"],
    )

    rows.return_rows(order)
    assert (order.status, statuses(order)) == ("returned", ["returned", "returned"])


def test_no_more_comes_back_than_was_sent(channel):
    order = rows.make_order(channel, lines=[rows.Line(quantity=3)])
    line = order.lines.get()
    rows.fulfill_rows(order, {line: 1})

    with pytest.raises(ValueError, match="1 more returned than sent"):
        rows.return_rows(order, {line: 2})


def test_staff_holds_exactly_the_given_permissions():
    from saleor.permission.enums import AccountPermissions, OrderPermissions

    staff = rows.make_staff(AccountPermissions.MANAGE_USERS)

    assert staff.has_perm(AccountPermissions.MANAGE_USERS)
    assert not staff.has_perm(OrderPermissions.MANAGE_ORDERS)


def test_app_holds_exactly_the_given_permissions():
    from saleor.permission.enums import AccountPermissions, OrderPermissions

    app = rows.make_app(AccountPermissions.MANAGE_USERS)

    assert app.has_perm(AccountPermissions.MANAGE_USERS)
    assert not app.has_perm(OrderPermissions.MANAGE_ORDERS)


def test_cart_holds_variants_of_its_channel(channel):
    variant = rows.make_variant(channels=[channel], price=TEN)

    cart = rows.make_checkout(
        channel, email="ada@example.com", lines=[rows.Line(variant=variant, quantity=2)]
    )

    assert cart.total.gross.amount == Decimal(20)
    assert list(cart.lines.values_list("variant", "quantity")) == [(variant.pk, 2)]


def test_site_settings_are_made_once():
    first = rows.make_site_settings()
    second = rows.make_site_settings(enable_account_confirmation_by_email=False)

    assert first.pk == second.pk
    assert second.enable_account_confirmation_by_email is False
