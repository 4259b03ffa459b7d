"""Handing facts over: handled in the transaction that stores them, where lanes are free."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from saleor_crm_plugin.outbox.actions import deliver, hand_over, publish
from saleor_crm_plugin.outbox.errors import IdempotencyMismatch
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.models import Delivery, FactRow, LaneGroup
from saleor_crm_plugin.outbox.policies import FIRST_WAIT
from tests.fixtures.fact import LampBroken, LampLit

NOW = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lanes(db, listening):
    """As in a shop that is at work: delivering makes the locks of the lanes."""
    deliver(now=NOW)


@pytest.fixture
def renaming(channel):
    """A handler that renames the channel."""

    def rename(facts):
        channel.name = "Renamed"
        channel.save()

    with subscribed_temporarily({LampLit: [rename]}):
        deliver(now=NOW)
        yield


def test_lanes_that_are_not_known_yet_are_left_to_delivery(make_fact, listener):
    # given
    LaneGroup.objects.all().delete()

    # when
    hand_over([make_fact("a")], now=NOW)

    # then
    assert listener.keys == []
    deliver(now=NOW)
    assert listener.keys == ["a"]


def test_facts_are_stored_and_handled_in_order_without_a_delivery(make_fact, listener):
    # given
    facts = [make_fact("a"), make_fact("b", profile_id=None), make_fact("c", watts=3)]

    # when
    count = hand_over(facts, now=NOW)

    # then
    assert count == 3
    assert listener.batches == [facts]
    assert list(FactRow.objects.order_by("id").values_list("key", flat=True)) == [
        "a",
        "b",
        "c",
    ]
    assert Delivery.objects.count() == 0


def test_what_handlers_publish_is_handled_too(make_fact, listener):
    # given
    def break_lamp(facts):
        publish(
            [make_fact(f"{fact.key}-broken", fact_type=LampBroken) for fact in facts]
        )

    table = {LampLit: [listener.record, break_lamp], LampBroken: [listener.record]}
    with subscribed_temporarily(table):
        deliver(now=NOW)

        # when
        hand_over([make_fact("a")], now=NOW)

    # then
    assert listener.keys == ["a", "a-broken"]
    assert Delivery.objects.count() == 0


def test_facts_behind_a_waiting_one_are_left_to_their_lane(make_fact, listener):
    # given
    listener.failing_keys = {"a1"}
    publish([make_fact("a1")])
    deliver(now=NOW)
    listener.failing_keys = set()

    # when
    hand_over([make_fact("a2"), make_fact("b", profile_id=2)], now=NOW)

    # then
    assert listener.keys == ["b"]
    deliver(now=NOW + FIRST_WAIT)
    assert listener.keys == ["b", "a1", "a2"]


def test_if_a_handler_fails_all_is_left_to_the_lanes(make_fact, listener):
    # given
    listener.failing_keys = {"a"}

    # when
    count = hand_over([make_fact("a"), make_fact("b", profile_id=2)], now=NOW)

    # then
    assert count == 2
    assert listener.keys == []
    assert Delivery.objects.filter(tries=0).count() == 2
    report = deliver(now=NOW)
    assert (report.done, report.failed) == (1, 1)
    assert listener.keys == ["b"]


def test_what_a_failing_handler_wrote_is_undone(make_fact, channel):
    # given
    def rename_and_fail(facts):
        channel.name = "Renamed"
        channel.save()
        raise ValueError("no")

    with subscribed_temporarily({LampLit: [rename_and_fail]}):
        deliver(now=NOW)

        # when
        hand_over([make_fact("a")], now=NOW)

    # then
    channel.refresh_from_db()
    assert channel.name != "Renamed"
    assert Delivery.objects.count() == 1


def test_facts_that_are_there_already_are_not_handled_again(make_fact, listener):
    # given
    publish([make_fact("a")])
    deliver(now=NOW)

    # when
    count = hand_over([make_fact("a"), make_fact("b")], now=NOW)

    # then
    assert count == 1
    assert listener.keys == ["a", "b"]


def test_another_fact_under_a_known_key_is_refused(make_fact, listener):
    # given
    publish([make_fact("a", watts=1)])

    # when
    with pytest.raises(IdempotencyMismatch):
        hand_over([make_fact("a", watts=2), make_fact("b")], now=NOW)

    # then
    assert listener.keys == []
    assert list(FactRow.objects.values_list("key", flat=True)) == ["a"]


def test_handing_over_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert hand_over([], now=NOW) == 0


@pytest.mark.parametrize("count", [1, 100])
def test_it_takes_as_many_statements_for_many_facts_as_for_one(
    make_fact, django_assert_num_queries, count
):
    facts = [make_fact(f"a{number}", profile_id=number) for number in range(count)]

    # Two of them are the savepoint; the last asks for what the handlers published.
    with django_assert_num_queries(7):
        hand_over(facts, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_lanes_that_another_process_holds_are_left_to_it(make_fact, listener):
    # given
    with transaction.atomic():
        hand_over([make_fact("a1")], now=NOW)

        # when
        with ThreadPoolExecutor(1) as pool:
            pool.submit(
                _hand_over_elsewhere,
                [make_fact("a2"), make_fact("b", profile_id=2)],
            ).result()

        # then
        assert listener.keys == ["a1", "b"]
    deliver(now=NOW)
    assert listener.keys == ["a1", "b", "a2"]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_undone_has_handed_nothing_over(
    make_fact, channel, renaming
):
    # when
    with transaction.atomic():
        hand_over([make_fact("a")], now=NOW)
        transaction.set_rollback(True)

    # then
    channel.refresh_from_db()
    assert channel.name != "Renamed"
    assert FactRow.objects.count() == 0


def _hand_over_elsewhere(facts):
    try:
        with transaction.atomic():
            hand_over(facts, now=NOW)
    finally:
        connections.close_all()
