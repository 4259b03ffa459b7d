"""What the shop does without moving an order's clock is found, though its hook never came."""

import datetime

import pytest
from django.db import connection

from saleor_crm_plugin.observation import queries
from saleor_crm_plugin.observation.actions import drain, prove, sweep
from saleor_crm_plugin.outbox.models import FactRow, Mark
from tests.shop import rows
from tests.shop.committing import committed
from tests.shop.driver import buy

LONG_AGO = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)
EMAIL = "ann@example.com"

pytestmark = pytest.mark.django_db


def present():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def observe_all():
    """Drain, prove, drain: nothing that the shop shows is untold afterwards."""
    drain(now=present())
    prove(now=present())
    drain(now=present())
    proven = prove(now=present())
    assert (proven.orders_different, proven.customers_different) == (0, 0)


def set_clocks_back():
    """Let everything have happened long ago, so that the next sweep sees what moves from here on."""
    for name, clock in (
        ("order.Order", "updated_at"),
        ("order.OrderEvent", "date"),
        ("payment.TransactionItem", "modified_at"),
        ("payment.TransactionEvent", "created_at"),
        ("account.User", "updated_at"),
    ):
        rows.model(name).objects.update(**{clock: LONG_AGO})
    sweep(now=present())
    assert Mark.objects.count() == 0


def lose_the_hooks():
    Mark.objects.all().delete()


def codes_after(count):
    return sorted(FactRow.objects.order_by("id").values_list("code", flat=True)[count:])


@pytest.fixture
def told(shop):
    """Buy three books as a guest, sent and one of them returned: all of it told, all of it long ago."""
    order = buy(shop, EMAIL, book=3)
    shop.fulfill(order)
    shop.return_lines(order, {order.lines.get(): 1})
    observe_all()
    set_clocks_back()
    return order


def test_a_second_partial_return_is_swept(shop, told):
    # given
    before = FactRow.objects.count()
    shop.return_lines(told, {told.lines.get(): 1})
    lose_the_hooks()

    # when
    report = sweep(now=present())
    drain(now=present())

    # then: its event moved a clock, the order itself did not
    told.refresh_from_db()
    assert told.updated_at == LONG_AGO
    assert report.orders == 1
    assert codes_after(before) == ["order.returned"]


def test_orders_linked_on_confirmation_are_found_by_the_proof(shop, told):
    # given
    rows.model("site.SiteSettings").objects.update(
        account_confirm_merge_mode="require_password"
    )
    user = shop.register(EMAIL)
    observe_all()
    set_clocks_back()
    before = FactRow.objects.count()
    shop.confirm(EMAIL)
    lose_the_hooks()
    told.refresh_from_db()
    assert (told.user_id, told.updated_at) == (user.pk, LONG_AGO)

    # when
    swept = sweep(now=present()).orders
    proven = prove(now=present()).orders_different
    drain(now=present())

    # then
    assert (swept, proven) == (0, 1)
    assert "order.reassigned" in codes_after(before)


@pytest.mark.parametrize("way", ["delete_customer", "delete_own_account"])
def test_a_deleted_account_and_its_orders_are_found_by_the_proof(shop, way):
    # given
    shop.register(EMAIL)
    user = shop.confirm(EMAIL)
    order = buy(shop, user)
    observe_all()
    set_clocks_back()
    before = FactRow.objects.count()
    getattr(shop, way)(user)
    lose_the_hooks()
    order.refresh_from_db()
    assert (order.user_id, order.updated_at) == (None, LONG_AGO)

    # when
    swept = sweep(now=present()).orders
    proven = prove(now=present())
    drain(now=present())

    # then
    assert swept == 0
    assert (proven.orders_different, proven.customers_different) == (1, 1)
    assert "customer.deleted" in codes_after(before)


def test_a_changed_address_of_an_account_is_found_by_the_proof(shop):
    # given
    user = shop.create_customer(EMAIL)
    observe_all()
    set_clocks_back()
    before = FactRow.objects.count()
    shop.update_customer(user, email="eve@example.com")
    lose_the_hooks()
    # Saleor 3.21 does not move the account's clock here.
    rows.set_columns(user, updated_at=LONG_AGO)

    # when
    proven = prove(now=present()).customers_different
    drain(now=present())

    # then
    assert proven == 1
    assert codes_after(before) == ["customer.email_changed"]


@pytest.mark.real_shop_only
def test_an_exchange_is_swept(shop, told):
    # given
    before = FactRow.objects.count()
    shop.exchange_line(told, told.lines.get())
    lose_the_hooks()

    # when
    report = sweep(now=present())
    drain(now=present())

    # then: looked at again, but the customer has what was paid for; a draft is no purchase
    told.refresh_from_db()
    assert told.updated_at == LONG_AGO
    assert report.orders == 2
    assert codes_after(before) == []
    assert prove(now=present()).orders_different == 0


@pytest.mark.real_shop_only
def test_an_expired_order_is_swept(shop):
    # given
    from saleor.order.tasks import expire_orders_task

    order = shop.complete(shop.guest_checkout(EMAIL, book=1))
    rows.set_columns(shop.channel, expire_orders_after=60)
    rows.set_columns(order, created_at=LONG_AGO)
    observe_all()
    set_clocks_back()
    before = FactRow.objects.count()
    with committed():
        expire_orders_task()
    lose_the_hooks()
    order.refresh_from_db()
    assert (order.status, order.updated_at) == ("expired", LONG_AGO)

    # when
    report = sweep(now=present())
    drain(now=present())

    # then: nobody had placed it, so there is nothing to tell
    assert report.orders == 1
    assert queries.told_orders([str(order.pk)])[str(order.pk)].state.is_canceled
    assert codes_after(before) == []
