"""The stuck list: what failed too often, tried again or skipped by hand."""

import datetime

import pytest

from saleor_crm_plugin.outbox.actions import (
    deliver,
    forget_words,
    publish,
    retry_stuck,
    skip_stuck,
)
from saleor_crm_plugin.outbox.errors import ReasonMissing
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.models import (
    Delivery,
    DeliveryState,
    FactRow,
    SkippedDelivery,
)
from saleor_crm_plugin.outbox.policies import MAX_TRIES
from saleor_crm_plugin.outbox.queries import backlog, stuck
from tests.fixtures.fact import LampBroken, LampLit

NOW = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


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


def test_words_about_a_lane_are_emptied_and_no_others(make_fact, listener):
    # given
    listener.failing_keys = {"a1", "a2", "b1"}
    publish(
        [make_fact("a1"), make_fact("a2"), make_fact("b1", profile_id=2)],
    )
    fail_until_parked()
    for parked in Delivery.objects.exclude(fact_id=line_of("a2").pk):
        skip_stuck([parked.id], reason="Ada said so.", author="user:7", now=LATER)

    # when
    emptied = forget_words(1)

    # then
    assert emptied == 2
    words = SkippedDelivery.objects.order_by("lane").values_list("lane", "reason")
    assert list(words) == [(1, ""), (2, "Ada said so.")]
    assert Delivery.objects.get().last_error == ""
    assert forget_words(1) == 0


def line_of(key):
    """Return the fact with this key."""
    return FactRow.objects.get(key=key)
