"""Publishing facts: stored once, with a delivery for each handler."""

import datetime

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.outbox.actions import publish
from saleor_crm_plugin.outbox.errors import IdempotencyMismatch
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.models import (
    Delivery,
    DeliveryState,
    FactRow,
)
from tests.fixtures.fact import HAPPENED_AT, LampBroken, LampLit

pytestmark = pytest.mark.django_db


def test_a_fact_is_stored_with_a_delivery_for_its_handler(make_fact):
    # when
    count = publish([make_fact("a", profile_id=70, watts=9)])

    # then
    assert count == 1
    fact = FactRow.objects.get()
    assert (
        fact.key,
        fact.code,
        fact.profile_id,
        fact.occurred_at,
        fact.origin,
        fact.payload,
    ) == (
        "a",
        LampLit.code,
        70,
        HAPPENED_AT,
        Origin.LIVE,
        {"watts": 9},
    )
    delivery = Delivery.objects.get()
    assert (delivery.handler, delivery.lane, delivery.lane_group) == (
        "fixtures.record",
        70,
        6,
    )
    assert (delivery.fact_id, delivery.state, delivery.tries) == (
        fact.id,
        DeliveryState.PENDING,
        0,
    )


def test_publishing_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert publish([]) == 0


def test_publishing_takes_as_many_statements_for_a_thousand_as_for_one(
    make_fact, django_assert_num_queries
):
    with django_assert_num_queries(4):  # two of them are the savepoint
        publish([make_fact("a")])
    with django_assert_num_queries(4):
        assert publish([make_fact(f"b{number}") for number in range(1000)]) == 1000


def test_a_repeated_fact_is_left_alone_whatever_its_origin(make_fact):
    # given
    publish([make_fact("a")])

    # when
    count = publish([make_fact("a", origin=Origin.SWEEP), make_fact("b")])

    # then
    assert count == 1
    assert FactRow.objects.count() == Delivery.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"watts": 6},
        {"profile_id": 2},
        {"occurred_at": HAPPENED_AT + datetime.timedelta(seconds=1)},
        {"fact_type": LampBroken},
    ],
)
def test_a_key_with_other_values_is_refused_and_nothing_is_stored(make_fact, changes):
    # given
    publish([make_fact("a")])

    # when
    with pytest.raises(IdempotencyMismatch) as refusal:
        publish([make_fact("b"), make_fact("a", **changes)])

    # then
    assert refusal.value.key == "a"
    assert list(FactRow.objects.values_list("key", flat=True)) == ["a"]
    assert Delivery.objects.count() == 1


def test_a_key_of_an_earlier_week_is_known_too(make_fact):
    # given
    publish([make_fact("a")])
    last_week = FactRow.objects.get().week - datetime.timedelta(days=7)
    FactRow.objects.update(week=last_week)

    # when
    count = publish([make_fact("a")])

    # then
    assert count == 0
    assert FactRow.objects.count() == 1


def test_a_fact_that_nobody_wants_is_stored_without_delivery(make_fact, listener):
    # when
    with subscribed_temporarily({LampLit: [listener.record], LampBroken: []}):
        publish([make_fact("a", fact_type=LampBroken)])

    # then
    assert FactRow.objects.count() == 1
    assert Delivery.objects.count() == 0
