"""A lane with a successor: what waits, what was told before and what is told later is the successor's."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.outbox.actions import (
    deliver,
    hand_over,
    lead_lane,
    lock_lanes,
    open_lanes,
    part_lane,
    publish,
)
from saleor_crm_plugin.outbox.errors import IdempotencyMismatch
from saleor_crm_plugin.outbox.models import Delivery, FactRow, LaneSuccessor

from ...fixtures.aside import wait_until_blocked

NOW = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


def heard(listener):
    return [(fact.key, fact.profile_id) for batch in listener.batches for fact in batch]


def test_what_waits_is_heard_by_the_successor_in_order(make_fact, listener):
    # given
    publish([make_fact("a", profile_id=7), make_fact("b", profile_id=8)])

    # when
    lead_lane(7, 8)
    publish([make_fact("c", profile_id=7), make_fact("d", profile_id=9)])
    deliver(now=NOW)

    # then
    assert [one for one in heard(listener) if one[1] == 8] == [
        ("a", 8),
        ("b", 8),
        ("c", 8),
    ]
    assert ("d", 9) in heard(listener)
    assert FactRow.objects.get(key="c").profile_id == 8
    assert not Delivery.objects.exists()


def test_what_is_handed_over_is_the_successors_too(make_fact, listener):
    # given
    open_lanes()
    lead_lane(7, 8)

    # when
    hand_over([make_fact("a", profile_id=7)], now=NOW)

    # then
    assert heard(listener) == [("a", 8)]


def test_the_same_fact_again_is_the_same_fact(make_fact):
    # given
    publish([make_fact("a", profile_id=7)])

    # when
    lead_lane(7, 8)

    # then, whoever tells it
    assert publish([make_fact("a", profile_id=7)]) == 0
    assert publish([make_fact("a", profile_id=8)]) == 0
    with pytest.raises(IdempotencyMismatch):
        publish([make_fact("a", profile_id=9)])


def test_a_successor_of_a_successor_hears_both(make_fact, listener):
    # given
    lead_lane(7, 8)

    # when
    lead_lane(8, 9)

    # then
    assert set(LaneSuccessor.objects.values_list("lane", "successor")) == {
        (7, 9),
        (8, 9),
    }

    # when they part, with the one behind
    part_lane(8, behind=[7])
    publish([make_fact("a", profile_id=7), make_fact("b", profile_id=8)])
    deliver(now=NOW)

    # then
    assert heard(listener) == [("a", 8), ("b", 8)]
    assert list(LaneSuccessor.objects.values_list("lane", "successor")) == [(7, 8)]


def test_leading_asks_as_much_for_a_thousand_facts_as_for_one(
    make_fact, django_assert_num_queries
):
    lead_lane(7, 8)
    with django_assert_num_queries(4):
        publish([make_fact(f"b{number}", profile_id=7) for number in range(1000)])


@pytest.mark.django_db(transaction=True)
def test_whoever_leads_waits_for_a_batch_in_flight(make_fact, listener):
    # given
    open_lanes()

    def lead():
        try:
            with transaction.atomic():
                lock_lanes([7, 8])
                lead_lane(7, 8)
        finally:
            connection.close()

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            hand_over([make_fact("a", profile_id=7)], now=NOW)
            other = pool.submit(lead)
            wait_until_blocked(other)
            assert not other.done()
        other.result(timeout=60)

    # then
    assert heard(listener) == [("a", 7)]
    publish([make_fact("b", profile_id=7)])
    deliver(now=NOW)
    assert heard(listener)[-1] == ("b", 8)
