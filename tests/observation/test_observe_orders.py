"""Observing orders: facts, told rows and profiles, in a fixed number of statements."""

import datetime
import uuid
from decimal import Decimal

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation import queries
from saleor_crm_plugin.observation.actions import (
    observe_customers,
    observe_orders,
    rebuild,
)
from saleor_crm_plugin.observation.actions.observe_orders import MAX_IDS, TooMany
from saleor_crm_plugin.observation.models import ToldOrder
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.models import FactRow
from tests.shop import rows
from tests.shop.rows import Line

AT = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)
NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


def observe(*orders, origin=Origin.LIVE):
    return observe_orders([str(order.pk) for order in orders], origin=origin, now=NOW)


def told_codes() -> list[str]:
    return list(FactRow.objects.order_by("id").values_list("code", flat=True))


def told_since(count: int) -> list[tuple[str, dict]]:
    return list(FactRow.objects.order_by("id").values_list("code", "payload")[count:])


def test_a_new_order_is_told_and_remembered(channel):
    # given
    user = rows.make_user()
    order = rows.make_order(
        channel, user=user, lines=[Line(quantity=2)], paid=True, created_at=AT
    )

    # when
    report = observe(order)

    # then
    assert (report.seen, report.changed, report.facts) == (1, 1, 2)
    assert told_codes() == ["order.placed", "order.paid"]
    placed = FactRow.objects.earliest("id")
    assert placed.key == f"order:{order.pk}:placed:1"
    assert (placed.occurred_at, placed.origin) == (AT, Origin.LIVE)
    told = queries.told_orders([str(order.pk)])[str(order.pk)]
    assert (told.revision, told.profile_id, told.is_placed) == (
        1,
        placed.profile_id,
        True,
    )
    assert (told.state.paid, told.state.lines[0].quantity) == (20, 2)
    row = ToldOrder.objects.get()
    assert (row.channel, row.currency, row.paid, row.lines_gross, row.user_id) == (
        channel.slug,
        channel.currency_code,
        20,
        20,
        user.pk,
    )


def test_observing_again_tells_and_writes_nothing(channel):
    # given
    order = rows.make_order(channel, paid=True, user_email="guest@example.com")
    observe(order)
    before = ToldOrder.objects.values().get()

    # when
    report = observe(order, origin=Origin.SWEEP)

    # then
    assert (report.seen, report.changed, report.facts) == (1, 0, 0)
    assert ToldOrder.objects.values().get() == before
    assert FactRow.objects.count() == 2


@pytest.mark.parametrize("count", [1, 40])
def test_observing_takes_as_many_statements_for_many_orders_as_for_one(
    channel, count, django_assert_max_num_queries
):
    orders = [
        rows.make_order(channel, paid=True, user_email=f"guest{number}@example.com")
        for number in range(count)
    ]
    with subscribed_temporarily({}), django_assert_max_num_queries(16):
        observe(*orders)
    assert FactRow.objects.count() == 2 * count


def test_more_than_a_thousand_at_once_are_refused(db):
    with pytest.raises(TooMany):
        observe_orders(
            [str(uuid.uuid4()) for _ in range(MAX_IDS + 1)], origin=Origin.LIVE, now=NOW
        )

    assert ToldOrder.objects.count() == 0


def test_a_draft_is_remembered_and_told_once_it_is_placed(channel):
    # given
    order = rows.make_order(channel, status="draft", origin="draft", paid=True)
    observe(order)
    assert told_codes() == []
    assert queries.told_orders([str(order.pk)])[str(order.pk)].is_placed is False

    # when
    rows.set_columns(order, status="unfulfilled")
    observe(order)

    # then
    assert told_codes() == ["order.placed", "order.paid"]


def test_payment_return_refund_and_chargeback_are_told_step_by_step(channel):
    # given
    order = rows.make_order(
        channel, lines=[Line(quantity=4, unit_price=Decimal(25))], created_at=AT
    )
    (line,) = order.lines.all()
    steps = [
        lambda: rows.pay_rows(order, Decimal(100), at=AT),
        lambda: rows.fulfill_rows(order),
        lambda: rows.return_rows(order, {line: 1}),
        lambda: rows.refund_rows(order, Decimal(25)),
        lambda: rows.return_rows(order, {line: 1}),
        lambda: rows.charge_back_rows(order, Decimal(75)),
        lambda: rows.cancel_rows(order),
    ]
    observe(order)

    # when
    for step in steps:
        step()
        observe(order)

    # then
    assert [
        (code, payload.get("amount"), payload.get("total"))
        for code, payload in told_since(1)
    ] == [
        ("order.paid", "100.000", "100.000"),
        ("order.fulfilled", None, None),
        ("order.returned", "25.000", None),
        ("order.refunded", "25.000", "25.000"),
        ("order.returned", "25.000", None),
        ("order.charged_back", "75.000", "75.000"),
        ("order.canceled", None, None),
    ]
    assert queries.told_orders([str(order.pk)])[str(order.pk)].revision == 8


def test_a_vanished_order_is_told_as_gone_once(channel):
    # given
    order = rows.make_order(channel, user_email="guest@example.com")
    order_id = str(order.pk)
    observe(order)
    order.lines.all().delete()
    order.delete()

    # when
    reports = [
        observe_orders([order_id], origin=Origin.SWEEP, now=NOW) for _ in range(2)
    ]

    # then
    assert [report.facts for report in reports] == [1, 0]
    assert told_codes() == ["order.placed", "order.gone"]
    told = queries.told_orders([order_id])[order_id]
    assert (told.state.is_gone, told.state.total_gross) == (True, 10)


def test_an_id_that_never_was_an_order_is_told_nowhere(db):
    report = observe_orders([str(uuid.uuid4())], origin=Origin.LIVE, now=NOW)

    assert (report.seen, report.changed, report.facts) == (1, 0, 0)
    assert queries.told_orders([str(ToldOrder.objects.get().pk)]) == {}


def test_older_orders_are_told_first(channel):
    # given
    late, early = (
        rows.make_order(channel, user_email="guest@example.com", created_at=AT + offset)
        for offset in (datetime.timedelta(days=1), datetime.timedelta(0))
    )

    # when
    observe(late, early)

    # then
    assert [fact.payload["order_id"] for fact in FactRow.objects.order_by("id")] == [
        str(early.pk),
        str(late.pk),
    ]


def test_a_guest_order_follows_the_account_that_proved_the_email(channel):
    # given
    order = rows.make_order(channel, user_email="ann@example.com", created_at=AT)
    observe(order)
    guest = queries.told_orders([str(order.pk)])[str(order.pk)].profile_id
    user = rows.make_user(email="ann@example.com")
    rows.model("account.CustomerEvent").objects.create(user=user, type="password_reset")
    observe_customers([user.pk], origin=Origin.LIVE, now=NOW)

    # when
    observe(order)

    # then
    owner = queries.told_orders([str(order.pk)])[str(order.pk)].profile_id
    assert owner != guest
    fact = FactRow.objects.get(code="order.reassigned")
    assert (fact.profile_id, fact.payload["previous_profile_id"]) == (owner, guest)


def test_orders_of_profiles_are_given_oldest_first(channel):
    # given
    user = rows.make_user()
    days = [AT + datetime.timedelta(days=count) for count in range(3)]
    orders = [
        rows.make_order(channel, user=user, created_at=day) for day in reversed(days)
    ]
    rows.make_order(channel, user=user, status="draft")
    observe(*orders)
    profile_id = FactRow.objects.earliest("id").profile_id

    # when
    found = queries.told_orders_of_profiles([profile_id, 0])
    recent = queries.told_orders_of_profiles([profile_id], since=days[1])

    # then
    assert [told.state.placed_at for told in found[profile_id]] == days
    assert list(found) == [profile_id]
    assert [told.state.placed_at for told in recent[profile_id]] == days[1:]
    assert queries.order_ids_of_profile(profile_id) == [
        told.state.id for told in found[profile_id]
    ]


def test_a_product_that_moves_leaves_bought_goods_as_they_were(channel):
    # given
    variant = rows.make_variant(channels=[channel])
    first_category = rows.make_category()
    rows.set_columns(variant.product, category=first_category)
    order = rows.make_order(channel, lines=[Line(variant=variant)])
    observe(order)

    # when
    rows.set_columns(variant.product, category=rows.make_category())
    rows.pay_rows(order)
    observe(order)

    # then
    (line,) = queries.told_orders([str(order.pk)])[str(order.pk)].state.lines
    assert line.category_id == first_category.pk


def test_rebuilding_remembers_anew_and_tells_nothing(channel):
    # given
    order = rows.make_order(channel, paid=True)
    observe(order)
    ToldOrder.objects.update(channel="lost")

    # when
    report = rebuild([str(order.pk)], now=NOW)

    # then
    assert (report.changed, report.facts) == (1, 0)
    row = ToldOrder.objects.get()
    assert (row.channel, row.revision) == (channel.slug, 2)
