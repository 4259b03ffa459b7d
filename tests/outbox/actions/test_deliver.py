"""Delivering facts: every lane in order, failures apart."""

import datetime

import pytest

from saleor_crm_plugin.outbox.actions import deliver, publish
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.models import (
    Delivery,
)
from saleor_crm_plugin.outbox.policies import FIRST_WAIT
from tests.fixtures.fact import LampBroken, LampLit

NOW = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


def test_delivered_facts_are_what_was_published_and_leave_no_delivery(
    make_fact, listener
):
    # given
    facts = [
        make_fact("a", watts=1),
        make_fact("b", profile_id=None),
        make_fact("c", watts=3),
    ]
    publish(facts)

    # when
    report = deliver(now=NOW)

    # then
    assert (report.done, report.failed, report.parked) == (3, 0, 0)
    assert sorted(listener.keys) == ["a", "b", "c"]
    assert {fact.key: fact for batch in listener.batches for fact in batch} == {
        fact.key: fact for fact in facts
    }
    assert Delivery.objects.count() == 0


def test_a_lane_keeps_its_order_across_types(make_fact, listener):
    # given
    publish(
        [
            make_fact("a"),
            make_fact("b", fact_type=LampBroken),
            make_fact("c"),
            make_fact("d", profile_id=65),
        ]
    )

    # when
    deliver(now=NOW)

    # then
    assert [key for key in listener.keys if key != "d"] == ["a", "b", "c"]


def test_a_second_delivery_finds_nothing(make_fact, listener):
    # given
    publish([make_fact("a")])
    deliver(now=NOW)

    # when
    report = deliver(now=NOW)

    # then
    assert report.is_idle
    assert listener.keys == ["a"]


def test_facts_that_a_handler_publishes_are_delivered_in_the_same_run(
    make_fact, listener
):
    # given
    def break_lamp(facts):
        publish(
            [make_fact(f"{fact.key}-broken", fact_type=LampBroken) for fact in facts]
        )

    with subscribed_temporarily({LampLit: [break_lamp], LampBroken: [listener.record]}):
        publish([make_fact("a")])

        # when
        report = deliver(now=NOW)

    # then
    assert report.done == 2
    assert listener.keys == ["a-broken"]


def test_a_failing_fact_holds_back_only_its_own_lane(make_fact, listener):
    # given
    listener.failing_keys = {"a1"}
    publish(
        [
            make_fact(key, profile_id=profile)
            for key, profile in [("a1", 1), ("b1", 65), ("a2", 1), ("b2", 65)]
        ]
    )

    # when
    report = deliver(now=NOW)

    # then
    assert (report.done, report.failed, report.parked) == (2, 1, 0)
    assert listener.keys == ["b1", "b2"]
    failed, waiting = Delivery.objects.order_by("fact_id")
    assert (failed.tries, failed.due_at, failed.last_error) == (
        1,
        NOW + FIRST_WAIT,
        "ValueError: a1 is refused",
    )
    assert (waiting.tries, waiting.due_at) == (0, None)


def test_a_fact_published_behind_a_failed_one_waits_too(make_fact, listener):
    # given
    listener.failing_keys = {"a1"}
    publish([make_fact("a1")])
    deliver(now=NOW)
    publish([make_fact("a2")])

    # when
    report = deliver(now=NOW + FIRST_WAIT / 2)

    # then
    assert report.is_idle
    assert listener.keys == []


def test_a_failed_fact_is_tried_again_when_due_and_the_lane_goes_on_in_order(
    make_fact, listener
):
    # given
    listener.failing_keys = {"a1"}
    publish([make_fact("a1"), make_fact("a2")])
    deliver(now=NOW)
    listener.failing_keys = set()

    # when
    deliver(now=NOW + FIRST_WAIT)

    # then
    assert listener.keys == ["a1", "a2"]
    assert Delivery.objects.count() == 0


def test_what_a_failing_handler_wrote_is_undone(make_fact, channel):
    # given
    def rename_and_fail(facts):
        channel.name = "Renamed"
        channel.save()
        raise ValueError("no")

    with subscribed_temporarily({LampLit: [rename_and_fail]}):
        publish([make_fact("a")])

        # when
        deliver(now=NOW)

    # then
    name = channel.name
    channel.refresh_from_db()
    assert (name, channel.name == name) == ("Renamed", False)


def test_nothing_is_delivered_after_the_deadline(make_fact, listener):
    # given
    publish([make_fact("a")])

    # when
    report = deliver(now=NOW, deadline=0.0)

    # then
    assert report.is_idle
    assert Delivery.objects.count() == 1
