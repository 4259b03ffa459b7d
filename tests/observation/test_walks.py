"""Drain, sweep and nightly proof: whatever changed is told, whoever noticed it."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.db import connection

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation import queries
from saleor_crm_plugin.observation.actions import backfill, drain, prove, sweep
from saleor_crm_plugin.observation.models import Walk
from saleor_crm_plugin.outbox.marks import (
    CUSTOMER,
    CUSTOMER_DELETED,
    CUSTOMER_VERIFIED,
    ORDER,
    mark,
)
from saleor_crm_plugin.outbox.models import FactRow, Mark
from saleor_crm_plugin.outbox.policies import FIRST_WAIT, MAX_TRIES
from saleor_crm_plugin.outbox.queries import backlog
from tests.shop import rows
from tests.shop.rows import Line

# The shop's own clocks run on; so the walks are made around the present moment.
AT = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


def told_codes() -> list[str]:
    return list(FactRow.objects.order_by("id").values_list("code", flat=True))


def told_of(order):
    return queries.told_orders([str(order.pk)])[str(order.pk)].state


def test_drain_observes_what_is_marked_and_forgets_the_marks(channel, now):
    # given
    user = rows.make_user()
    order = rows.make_order(channel, user=user, paid=True)
    for _ in range(3):
        mark(ORDER, order.pk)
    mark(CUSTOMER, user.pk)

    # when
    report = drain(now=now)

    # then
    assert (report.observed.facts, report.failed, report.given_up) == (3, 0, 0)
    assert told_codes() == ["customer.registered", "order.placed", "order.paid"]
    assert Mark.objects.count() == 0


def test_a_mark_about_a_proof_proves_the_email(now):
    user = rows.make_user(email="ann@example.com")
    mark(CUSTOMER_VERIFIED, user.pk, email=user.email)
    mark(CUSTOMER, user.pk)

    drain(now=now)

    assert told_codes() == ["customer.registered", "customer.email_verified"]


def test_a_deleted_account_is_told(now):
    # given
    user = rows.make_user(email="ann@example.com")
    mark(CUSTOMER, user.pk)
    drain(now=now)
    user_id = user.pk
    user.delete()

    # when
    mark(CUSTOMER_DELETED, user_id, email="ann@example.com")
    drain(now=now)

    # then
    assert told_codes() == ["customer.registered", "customer.deleted"]


def test_what_was_seen_live_counts_as_live_whatever_else_was_marked(channel, now):
    # given
    order = rows.make_order(channel)
    sweep(now=now)
    mark(ORDER, order.pk)

    # when
    drain(now=now)

    # then
    assert FactRow.objects.get(code="order.placed").origin == Origin.LIVE


def test_a_mark_that_cannot_be_observed_holds_nobody_up(channel, now):
    # given
    order = rows.make_order(channel)
    mark(ORDER, "no-uuid")
    mark(ORDER, order.pk)

    # when
    report = drain(now=now)

    # then
    assert (report.failed, report.given_up) == (1, 0)
    assert told_codes() == ["order.placed"]
    left = Mark.objects.get()
    assert (left.object_id, left.tries, left.due_at) == ("no-uuid", 1, now + FIRST_WAIT)


def test_a_mark_that_never_works_is_given_up_and_shown(now):
    # given
    mark(ORDER, "no-uuid")

    # when
    for day in range(MAX_TRIES):
        drain(now=now + datetime.timedelta(days=day))
    report = drain(now=now + datetime.timedelta(days=MAX_TRIES))

    # then
    assert report.marks == 0
    assert Mark.objects.get().tries == MAX_TRIES
    assert (backlog().marks, backlog().marks_given_up) == (0, 1)


def test_where_nothing_works_no_mark_is_to_blame(now):
    # given
    mark(ORDER, "no-uuid")
    mark(ORDER, "none-either")

    # when
    report = drain(now=now)

    # then
    assert (report.failed, report.given_up) == (2, 0)
    assert set(Mark.objects.values_list("tries", "due_at")) == {(0, now + FIRST_WAIT)}


def test_nothing_is_drained_after_the_deadline(channel, now):
    mark(ORDER, rows.make_order(channel).pk)

    assert drain(now=now, deadline=0.0).marks == 0
    assert Mark.objects.count() == 1


def test_the_sweep_finds_what_no_hook_told(channel, now):
    # given
    user = rows.make_user()
    rows.make_order(channel, user=user, paid=True)

    # when
    report = sweep(now=now)
    drain(now=now)

    # then
    assert (report.orders, report.customers) == (1, 1)
    assert told_codes() == ["customer.registered", "order.placed", "order.paid"]
    assert set(FactRow.objects.values_list("origin", flat=True)) == {Origin.SWEEP}


@pytest.mark.parametrize(
    "moved", ["event", "transaction", "transaction_event", "granted_refund"]
)
def test_the_sweep_sees_each_clock_that_belongs_to_an_order(channel, now, moved):
    # given
    order = rows.make_order(channel, paid=True)
    item = order.payment_transactions.get()
    rows.set_columns(order, updated_at=AT)
    rows.set_columns(item, modified_at=AT, created_at=AT)
    rows.set_columns(item.events.get(), created_at=AT)
    assert sweep(now=now).orders == 0

    # when
    if moved == "event":
        rows.model("order.OrderEvent").objects.create(order=order, type="note_added")
    elif moved == "transaction":
        rows.set_columns(item, modified_at=now)
    elif moved == "transaction_event":
        rows.add_transaction_event(item, "info", Decimal(0))
    else:
        rows.model("order.OrderGrantedRefund").objects.create(
            order=order, amount_value=1, currency=order.currency
        )

    # then
    assert sweep(now=now).orders == 1


def test_the_sweep_catches_up_after_a_long_stop(channel, now):
    # given
    sweep(now=now - datetime.timedelta(days=5))
    orders = []
    for day in range(5):
        order = rows.make_order(channel)
        rows.set_columns(order, updated_at=now - datetime.timedelta(days=day, hours=1))
        orders.append(str(order.pk))

    # when
    sweep(now=now)

    # then
    marked = set(Mark.objects.values_list("object_id", flat=True))
    assert marked == set(orders)
    assert Walk.objects.get(name="sweep").reached_at == now


def observed_order(channel, now, **changes):
    values = {"lines": [Line(quantity=4, unit_price=Decimal(25))], "paid": True}
    order = rows.make_order(channel, created_at=AT, **values | changes)
    mark(ORDER, order.pk)
    drain(now=now)
    return order


def fall_silent(order) -> None:
    """Set every clock back, as if the change had moved none."""
    rows.set_columns(order, updated_at=AT)
    for item in order.payment_transactions.all():
        rows.set_columns(item, modified_at=AT)
        for event in item.events.all():
            rows.set_columns(event, created_at=AT)


def second_return(order) -> None:
    (item,) = rows.model("order.FulfillmentLine").objects.filter(
        fulfillment__status="returned"
    )
    rows.set_columns(item, quantity=item.quantity + 1)
    (sent,) = rows.model("order.FulfillmentLine").objects.filter(
        fulfillment__status="fulfilled"
    )
    rows.set_columns(sent, quantity=sent.quantity - 1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda order: rows.set_columns(order, user=rows.make_user()),
            {"order.reassigned"},
        ),
        (second_return, {"order.returned"}),
        (
            lambda order: rows.charge_back_rows(order, Decimal(100)),
            {"order.charged_back"},
        ),
        (lambda order: rows.set_columns(order, status="canceled"), {"order.canceled"}),
        (
            lambda order: order.payment_transactions.update(
                charged_value=Decimal(60), refunded_value=Decimal(40)
            ),
            {"order.refunded"},
        ),
    ],
    ids=["bulk relinking", "second return", "chargeback", "bulk cancel", "direct SQL"],
)
def test_the_nightly_proof_finds_what_moved_no_clock(channel, now, change, expected):
    # given
    order = observed_order(channel, now, user_email="ann@example.com")
    (line,) = order.lines.all()
    rows.fulfill_rows(order)
    rows.return_rows(order, {line: 1})
    mark(ORDER, order.pk)
    drain(now=now)
    before = FactRow.objects.count()
    change(order)
    fall_silent(order)
    assert sweep(now=now).orders == 0

    # when
    report = prove(now=now)
    drain(now=now)

    # then
    assert (report.orders, report.orders_different) == (1, 1)
    told = {code for code in told_codes()[before:] if code.startswith("order.")}
    assert told == expected
    assert prove(now=now).orders_different == 0


def test_the_nightly_proof_finds_vanished_orders_and_accounts(channel, now):
    # given
    user = rows.make_user()
    order = observed_order(channel, now, user=user, paid=False)
    mark(CUSTOMER, user.pk)
    drain(now=now)
    order.lines.all().delete()
    order.delete()
    user.delete()
    before = FactRow.objects.count()

    # when
    report = prove(now=now)
    drain(now=now)

    # then
    assert (report.orders_different, report.customers_different) == (1, 1)
    assert sorted(told_codes()[before:]) == ["customer.deleted", "order.gone"]


def test_the_nightly_proof_finds_orders_and_accounts_never_observed(channel, now):
    rows.make_order(channel, user=rows.make_user())

    report = prove(now=now)

    assert (report.orders_different, report.customers_different) == (1, 1)


def test_the_nightly_proof_finds_changed_accounts(now):
    # given
    user = rows.make_user(email="ann@example.com")
    mark(CUSTOMER_VERIFIED, user.pk, email=user.email)
    drain(now=now)
    assert prove(now=now).customers_different == 0

    # when
    rows.set_columns(user, is_active=False)
    report = prove(now=now)
    drain(now=now)

    # then
    assert report.customers_different == 1
    assert told_codes()[-1] == "customer.deactivated"


def test_whoever_comes_first_the_same_is_told(channel, now):
    # given
    order = rows.make_order(channel, paid=True)

    # when
    backfill(now=now)
    mark(ORDER, order.pk)
    sweep(now=now)
    prove(now=now)
    drain(now=now)

    # then
    assert [code for code in told_codes() if code.startswith("order")] == [
        "order.placed",
        "order.paid",
    ]
    assert told_of(order).paid == order.total_gross_amount


def test_a_mark_for_an_order_of_the_future_waits_for_nothing(now):
    mark(ORDER, uuid.uuid4())

    drain(now=now)

    assert Mark.objects.count() == 0
