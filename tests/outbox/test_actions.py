"""Publishing and delivering facts, the stuck list included."""

import datetime

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.outbox.actions import deliver, publish, retry_stuck, skip_stuck
from saleor_crm_plugin.outbox.errors import IdempotencyMismatch, ReasonMissing
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.models import (
    Delivery,
    DeliveryState,
    FactRow,
    SkippedDelivery,
)
from saleor_crm_plugin.outbox.policies import FIRST_WAIT, MAX_TRIES
from saleor_crm_plugin.outbox.queries import backlog, stuck
from tests.fixtures.fact import HAPPENED_AT, LampBroken, LampLit

NOW = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def listening(listener):
    with subscribed_temporarily(
        {LampLit: [listener.record], LampBroken: [listener.record]}
    ):
        yield


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


def fail_until_parked() -> None:
    for day in range(MAX_TRIES):
        deliver(now=NOW + datetime.timedelta(days=day))


def test_a_fact_that_fails_too_often_is_parked_and_the_lane_goes_on(
    make_fact, listener
):
    # given
    listener.failing_keys = {"a1"}
    publish([make_fact("a1"), make_fact("a2")])

    # when
    fail_until_parked()

    # then
    assert listener.keys == ["a2"]
    parked = Delivery.objects.get()
    assert (parked.state, parked.tries) == (DeliveryState.STUCK, MAX_TRIES)
    (line,) = stuck(first=10)
    assert (line.id, line.fact_key, line.handler, line.last_error) == (
        parked.id,
        "a1",
        "fixtures.record",
        "ValueError: a1 is refused",
    )
    assert stuck(first=10, after=line.id) == []
    assert (backlog().deliveries, backlog().deliveries_stuck) == (0, 1)


def test_a_parked_fact_can_be_retried_by_hand(make_fact, listener):
    # given
    listener.failing_keys = {"a1"}
    publish([make_fact("a1")])
    fail_until_parked()
    listener.failing_keys = set()

    # when
    count = retry_stuck([Delivery.objects.get().id, 0], now=LATER)
    deliver(now=LATER)

    # then
    assert count == 1
    assert listener.keys == ["a1"]
    assert Delivery.objects.count() == 0


def test_a_parked_fact_can_be_skipped_with_a_reason(make_fact, listener):
    # given
    listener.failing_keys = {"a1"}
    publish([make_fact("a1")])
    fail_until_parked()

    # when
    count = skip_stuck(
        [Delivery.objects.get().id],
        reason="The lamp is gone.",
        author="user:7",
        now=LATER,
    )

    # then
    assert count == 1
    assert Delivery.objects.count() == 0
    skipped = SkippedDelivery.objects.get()
    assert (skipped.fact_key, skipped.fact_code, skipped.handler) == (
        "a1",
        LampLit.code,
        "fixtures.record",
    )
    assert (skipped.reason, skipped.author, skipped.skipped_at) == (
        "The lamp is gone.",
        "user:7",
        LATER,
    )


@pytest.mark.parametrize(
    ("reason", "author", "field"), [(" ", "user:7", "reason"), ("Gone.", "", "author")]
)
def test_skipping_without_reason_or_author_is_refused(
    make_fact, listener, reason, author, field
):
    # given
    listener.failing_keys = {"a1"}
    publish([make_fact("a1")])
    fail_until_parked()

    # when
    with pytest.raises(ReasonMissing) as refusal:
        skip_stuck([Delivery.objects.get().id], reason=reason, author=author, now=LATER)

    # then
    assert refusal.value.field == field
    assert (Delivery.objects.count(), SkippedDelivery.objects.count()) == (1, 0)


def test_only_parked_deliveries_can_be_retried_or_skipped(make_fact):
    # given
    publish([make_fact("a")])
    waiting = Delivery.objects.get()

    # when
    retried = retry_stuck([waiting.id], now=LATER)
    skipped = skip_stuck([waiting.id], reason="No.", author="user:7", now=LATER)

    # then
    assert (retried, skipped) == (0, 0)
    assert Delivery.objects.get().due_at is None


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


def test_facts_of_an_unknown_type_go_to_the_stuck_list(make_fact, listener):
    # given
    publish([make_fact("a")])
    with subscribed_temporarily({LampBroken: [listener.record]}):
        # when
        fail_until_parked()

    # then
    (line,) = stuck(first=10)
    assert line.last_error.startswith("UnknownHandler")
    assert listener.keys == []


def test_nothing_is_delivered_after_the_deadline(make_fact, listener):
    # given
    publish([make_fact("a")])

    # when
    report = deliver(now=NOW, deadline=0.0)

    # then
    assert report.is_idle
    assert Delivery.objects.count() == 1
