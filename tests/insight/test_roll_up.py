"""Rolling up: what people's orders come to, whatever became of them and in whatever order."""

import datetime
import itertools
from decimal import Decimal

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.insight.actions.prove import differences
from saleor_crm_plugin.insight.actions.roll_up import roll_up_profiles
from saleor_crm_plugin.insight.models import (
    CustomerDay,
    CustomerMoney,
    CustomerProduct,
    CustomerRollup,
)
from saleor_crm_plugin.observation.actions import backfill
from saleor_crm_plugin.outbox.actions import deliver
from tests.fixtures.program import make_program
from tests.shop import rows
from tests.shop.rows import Line

from .shopping import NOW, on, owner_of, tell

pytestmark = pytest.mark.django_db

EMAIL = "guest@example.com"


def everything():
    """Return all rollups as plain values."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (CustomerRollup, CustomerMoney, CustomerDay, CustomerProduct)
    ]


def test_one_order_in_every_table(channel):
    # given
    drinks = rows.make_category()
    variant = rows.make_variant(rows.make_product(category=drinks))
    order = rows.make_order(
        channel,
        user_email=EMAIL,
        lines=[Line(quantity=2, variant=variant), Line(quantity=1)],
        paid=True,
        created_at=on(2),
    )

    # when
    tell(order)

    # then
    person = owner_of(order)
    assert CustomerRollup.objects.values().get() == {
        "profile_id": person,
        "orders": 1,
        "items": 3,
        "returned_items": 0,
        "returned_orders": 0,
        "discounted_orders": 0,
        "canceled_orders": 0,
        "first_order_at": on(2),
        "last_order_at": on(2),
        "category_ids": [drinks.pk],
        "channel_ids": [channel.pk],
        "cycle_days": None,
    }
    money = CustomerMoney.objects.get()
    assert (money.currency, money.paid, money.refunded, money.net) == ("USD", 30, 0, 30)
    day = CustomerDay.objects.get()
    assert (day.day, day.channel_id, day.orders, day.items, day.net) == (
        datetime.date(2026, 3, 2),
        channel.pk,
        1,
        3,
        30,
    )
    product = CustomerProduct.objects.get()
    assert (product.product_id, product.category_id, product.items) == (
        variant.product_id,
        drinks.pk,
        2,
    )


def test_returns_partial_refunds_and_chargebacks(channel):
    # given
    variant = rows.make_variant()
    order = rows.make_order(
        channel,
        user_email=EMAIL,
        lines=[Line(quantity=3, variant=variant)],
        paid=True,
        created_at=on(2),
    )
    rows.fulfill_rows(order)
    tell(order)

    # when one piece of three comes back, part of its money is given back, and the bank takes some
    rows.return_rows(order, {order.lines.get(): 1})
    rows.refund_rows(order, Decimal(8))
    rows.charge_back_rows(order, Decimal(5))
    tell(order)

    # then
    rollup, money = CustomerRollup.objects.get(), CustomerMoney.objects.get()
    assert (rollup.orders, rollup.items) == (1, 3)
    assert (rollup.returned_items, rollup.returned_orders) == (1, 1)
    assert (money.paid, money.refunded, money.charged_back, money.net) == (30, 8, 5, 17)
    assert CustomerProduct.objects.get().returned_items == 1
    assert CustomerDay.objects.get().net == 17
    assert differences([owner_of(order)]) == []


def test_a_canceled_order_counts_as_nothing_but_canceled(channel):
    # given
    order = rows.make_order(channel, user_email=EMAIL, paid=True, created_at=on(2))
    tell(order)

    # when
    rows.cancel_rows(order)
    tell(order)

    # then
    rollup = CustomerRollup.objects.get()
    assert (rollup.orders, rollup.canceled_orders, rollup.items) == (0, 1, 0)
    assert (rollup.first_order_at, rollup.last_order_at) == (None, None)
    assert CustomerMoney.objects.count() == CustomerDay.objects.count() == 0
    assert differences([owner_of(order)]) == []


def test_an_order_that_vanishes_leaves_nothing(channel):
    order = rows.make_order(channel, user_email=EMAIL, paid=True, created_at=on(2))
    tell(order)
    pk = order.pk
    order.payment_transactions.all().delete()
    order.delete()
    order.pk = pk
    tell(order)
    assert everything() == [[], [], [], []]


def test_an_order_goes_over_to_whom_it_belongs(channel):
    # given a guest's order, and an account that had one before
    account = rows.make_user()
    own = rows.make_order(channel, user=account, paid=True, created_at=on(1))
    moved = rows.make_order(channel, user_email=EMAIL, paid=True, created_at=on(2))
    tell(own, moved)
    guest = owner_of(moved)

    # when staff hand the guest's order to the account
    moved.user, moved.user_email = account, account.email
    moved.save()
    tell(moved)

    # then
    assert owner_of(moved) != guest
    rollup = CustomerRollup.objects.get()
    assert (rollup.profile_id, rollup.orders) == (owner_of(own), 2)
    assert (rollup.first_order_at, rollup.last_order_at) == (on(1), on(2))
    assert CustomerMoney.objects.get().net == 20


def test_money_is_never_added_across_currencies(channel):
    euros = rows.make_channel("europe", "EUR")
    orders = [
        rows.make_order(place, user_email=EMAIL, paid=True, created_at=on(2))
        for place in (channel, euros)
    ]
    tell(*orders)
    rollup = CustomerRollup.objects.get()
    assert (rollup.orders, rollup.channel_ids) == (2, sorted([channel.pk, euros.pk]))
    assert dict(CustomerMoney.objects.values_list("currency", "net")) == {
        "USD": 10,
        "EUR": 10,
    }
    assert CustomerDay.objects.count() == 2


def test_replacements_are_no_orders_but_their_money_counts(channel):
    order = rows.make_order(channel, user_email=EMAIL, paid=True, created_at=on(2))
    reissue = rows.make_order(
        channel,
        user_email=EMAIL,
        origin="reissue",
        paid=Decimal(3),
        created_at=on(5),
    )
    tell(order, reissue)
    rollup = CustomerRollup.objects.get()
    assert (rollup.orders, rollup.items, rollup.last_order_at) == (1, 1, on(2))
    assert CustomerMoney.objects.get().net == 13
    assert differences([owner_of(order)]) == []


def test_orders_below_list_price_are_discounted(channel):
    full = rows.make_order(channel, user_email=EMAIL, created_at=on(2))
    cheap = rows.make_order(
        channel,
        user_email=EMAIL,
        lines=[Line(unit_price=Decimal(8), undiscounted_unit_price=Decimal(10))],
        created_at=on(3),
    )
    tell(full, cheap)
    rollup = CustomerRollup.objects.get()
    assert (rollup.orders, rollup.discounted_orders) == (2, 1)
    assert differences([owner_of(full)]) == []


def test_goods_stay_in_the_category_in_which_they_were_bought(channel):
    drinks, juices = rows.make_category(), rows.make_category("Juices")
    product = rows.make_product(category=drinks)
    variant = rows.make_variant(product)
    line = Line(variant=variant)
    first = rows.make_order(channel, user_email=EMAIL, lines=[line], created_at=on(2))
    tell(first)
    product.category = juices
    product.save()
    rows.cancel_rows(first)
    first.status = "unfulfilled"
    first.save()
    second = rows.make_order(channel, user_email=EMAIL, lines=[line], created_at=on(4))
    tell(first, second)
    assert CustomerRollup.objects.get().category_ids == sorted([drinks.pk, juices.pk])
    bought = CustomerProduct.objects.get()
    assert (bought.category_id, bought.orders) == (juices.pk, 2)


@pytest.mark.parametrize(
    ("days", "cycle"),
    [
        ((1, 11), None),
        ((1, 1, 11), None),
        ((1, 11, 31), Decimal(15)),
        ((1, 11, 11, 31), Decimal(15)),
        ((1, 3, 9, 30), Decimal(6)),
    ],
)
def test_the_own_cycle_is_the_median_gap_between_days(channel, days, cycle):
    orders = [
        rows.make_order(
            channel, user_email=EMAIL, created_at=on(day) + datetime.timedelta(hours=at)
        )
        for at, day in enumerate(days)
    ]
    tell(*orders)
    assert CustomerRollup.objects.get().cycle_days == cycle


def test_the_order_in_which_orders_are_told_does_not_matter(channel):
    # given
    made = [
        rows.make_order(
            channel, user_email=EMAIL, paid=True, created_at=on(1 + 4 * number)
        )
        for number in range(3)
    ]
    results = []

    # when they are told in any order, twice
    for order in itertools.permutations(made):
        for one in (*order, *order):
            tell(one)
        results.append(everything())
        roll_up_profiles([owner_of(made[0])], now=NOW)
        CustomerRollup.objects.all().delete()
        roll_up_profiles([owner_of(made[0])], now=NOW)
        results.append(everything())

    # then
    assert all(result == results[0] for result in results)
    assert results[0][0][0]["orders"] == 3


def test_rolling_up_again_writes_nothing(channel, django_assert_num_queries):
    # given two people
    orders = [
        rows.make_order(channel, user_email=f"{name}@example.com", created_at=on(2))
        for name in "ab"
    ]
    tell(*orders)
    people = [owner_of(order) for order in orders]

    # when, then: five statements and the savepoint, however many people
    with django_assert_num_queries(6):
        assert roll_up_profiles(people, now=NOW) == []
    CustomerRollup.objects.filter(profile_id=people[0]).delete()
    with django_assert_num_queries(6):
        assert roll_up_profiles(people[:1], now=NOW) == people[:1]


def test_backfill_fills_the_rollups(channel):
    orders = [
        rows.make_order(channel, user_email=EMAIL, paid=True, created_at=on(day))
        for day in (1, 5)
    ]
    backfill(now=NOW)
    deliver(now=NOW)
    assert CustomerRollup.objects.get().orders == 2
    assert differences([owner_of(orders[0])]) == []


def test_a_day_is_that_of_the_channels_program(channel):
    # given a program in a zone where it is tomorrow already
    make_program(channel, time_zone="Asia/Shanghai")
    order = rows.make_order(
        channel, user_email=EMAIL, paid=True, created_at=on(2, hour=20)
    )
    # when
    tell(order, origin=Origin.SWEEP)
    # then
    assert CustomerDay.objects.get().day == datetime.date(2026, 3, 3)
    assert differences([owner_of(order)]) == []
