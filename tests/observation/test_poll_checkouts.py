"""Polling the carts: what moved and what was ordered is observed, what vanished by the nightly proof."""

import datetime

import pytest
from django.db import connection
from saleor.plugins.models import PluginConfiguration

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation import tasks
from saleor_crm_plugin.observation.actions import (
    backfill,
    forget_checkouts,
    poll_checkouts,
    prove_checkouts,
)
from saleor_crm_plugin.observation.models import ToldCheckout, Walk
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.saleor_adapter.plugin_state import PLUGIN_ID
from tests.observation.carts import ANN, make_cart, told_codes, vanish
from tests.shop import rows

DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(db):
    """The shop's present moment: its own clocks run on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


@pytest.fixture
def cart(channel, now):
    return make_cart(channel, email=ANN, last_change=now)


def test_a_cart_that_moved_is_told_once_however_often_is_polled(cart, now):
    first = poll_checkouts(now=now)
    second = poll_checkouts(now=now)

    assert (first.seen, first.facts, second.seen, second.facts) == (1, 1, 1, 0)
    assert list(FactRow.objects.values_list("code", "origin")) == [
        ("checkout.started", Origin.SWEEP)
    ]
    walk = Walk.objects.get()
    assert (walk.name, walk.reached_at) == ("checkouts", now)


def test_the_first_poll_leaves_older_carts_to_the_backfill(cart, now):
    rows.set_columns(cart, last_change=now - DAY)

    assert poll_checkouts(now=now).seen == 0
    assert told_codes() == []


def test_nobodys_carts_are_not_even_looked_at(channel, now):
    make_cart(channel, last_change=now)
    make_cart(channel, email="", last_change=now)

    assert poll_checkouts(now=now).seen == 0
    assert ToldCheckout.objects.count() == 0


def test_the_poll_catches_up_after_a_long_stop(channel, now):
    # given
    poll_checkouts(now=now - 5 * DAY)
    for day in range(5):
        at = now - day * DAY - datetime.timedelta(hours=1)
        make_cart(channel, email=ANN, last_change=at)

    # when
    poll_checkouts(now=now)

    # then
    assert told_codes() == ["checkout.started"] * 5
    assert Walk.objects.get().reached_at == now


def test_a_poll_with_a_clock_that_is_behind_does_not_go_back(now):
    poll_checkouts(now=now)

    poll_checkouts(now=now - DAY)

    assert Walk.objects.get().reached_at == now


def test_an_order_closes_its_cart_and_other_orders_touch_none(channel, cart, now):
    # given
    poll_checkouts(now=now)
    rows.make_order(channel, checkout_token=str(cart.pk), user_email=ANN)
    rows.make_order(channel, checkout_token="imported")
    rows.make_order(channel)
    vanish(cart)

    # when
    poll_checkouts(now=now)
    proof = prove_checkouts(now=now)

    # then
    assert told_codes() == ["checkout.started", "checkout.completed"]
    assert (ToldCheckout.objects.count(), proof.seen) == (1, 0)


def test_the_nightly_proof_finds_carts_that_the_shop_deleted(cart, now):
    # given
    poll_checkouts(now=now)
    vanish(cart)
    assert poll_checkouts(now=now).facts == 0

    # when
    first = prove_checkouts(now=now)
    second = prove_checkouts(now=now)

    # then
    assert (first.seen, first.facts, second.seen, second.facts) == (1, 1, 0, 0)
    assert told_codes() == ["checkout.started", "checkout.gone"]


def test_the_nightly_proof_finds_carts_that_moved_no_clock(cart, now):
    # given
    poll_checkouts(now=now)
    rows.set_columns(cart.lines.get(), quantity=3)
    rows.set_columns(cart, last_change=now - DAY)

    # when
    prove_checkouts(now=now)

    # then
    assert told_codes() == ["checkout.started", "checkout.changed"]


def test_the_nightly_proof_finds_carts_that_are_nobodys_any_more(cart, now):
    # given
    poll_checkouts(now=now)
    rows.set_columns(cart, email=None)

    # when
    prove_checkouts(now=now)
    again = prove_checkouts(now=now)

    # then
    assert told_codes() == ["checkout.started", "checkout.changed"]
    assert again.facts == 0
    assert ToldCheckout.objects.get().profile_id is None


def test_the_backfill_tells_carts_as_long_known_and_the_poll_tells_nothing_more(
    cart, now
):
    # when
    backfill(now=now)
    poll_checkouts(now=now)
    prove_checkouts(now=now)
    backfill(now=now, anew=True)

    # then
    assert list(FactRow.objects.values_list("code", "origin")) == [
        ("checkout.started", Origin.BACKFILL)
    ]


def test_only_carts_that_are_closed_for_long_are_forgotten(channel, now):
    # given
    old, fresh, still_open = (
        make_cart(channel, email=ANN, last_change=now) for _ in range(3)
    )
    poll_checkouts(now=now)
    vanish(old)
    vanish(fresh)
    prove_checkouts(now=now)
    long_ago = now - 91 * DAY
    for cart in (old, still_open):
        ToldCheckout.objects.filter(pk=cart.pk).update(told_at=long_ago)

    # when
    forgotten = [forget_checkouts(now=now, batch=1) for _ in range(2)]

    # then
    assert forgotten == [1, 0]
    left = set(ToldCheckout.objects.values_list("checkout_id", flat=True))
    assert left == {fresh.pk, still_open.pk}


def test_the_tasks_poll_prove_and_forget(cart, now):
    # when
    with fixed_at(now):
        tasks.poll_carts()
    vanish(cart)
    with fixed_at(now):
        tasks.prove_all()
    with fixed_at(now + 91 * DAY):
        tasks.forget_carts()

    # then
    assert told_codes() == ["checkout.started", "checkout.gone"]
    assert ToldCheckout.objects.count() == 0


def test_the_tasks_rest_while_the_plugin_is_off(cart):
    # given
    PluginConfiguration.objects.create(
        identifier=PLUGIN_ID, name="CRM", active=False, configuration=[]
    )

    # when
    tasks.poll_carts()
    tasks.forget_carts()

    # then
    assert (Walk.objects.count(), told_codes()) == (0, [])
