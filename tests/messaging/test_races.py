"""Two sessions at once: caps hold, nothing is taken twice, and nobody waits for a held row."""

import datetime
import uuid
from collections import Counter

import pytest
from django.db import transaction

from saleor_crm_plugin.messaging.actions.cancel import cancel_messages
from saleor_crm_plugin.messaging.actions.choices import set_caps
from saleor_crm_plugin.messaging.actions.hold import hold_source, release_source
from saleor_crm_plugin.messaging.actions.pass_gate import pass_gate
from saleor_crm_plugin.messaging.actions.queue import queue_messages
from saleor_crm_plugin.messaging.actions.recover import recover_unknown
from saleor_crm_plugin.messaging.models import CapSlot, MessageAttempt
from saleor_crm_plugin.messaging.policies.caps import Cap
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.messaging.sending_rows import (
    Begun,
    Claim,
    Ended,
    mark_stored,
    release,
    step,
)
from saleor_crm_plugin.messaging.settings_models import SendingSettings
from saleor_crm_plugin.messaging.terms import read_terms
from saleor_crm_plugin.messaging.waiting import take_due
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.aside import answer_of, aside, wait_until_blocked
from tests.fixtures.messages import AUTHOR, NOON, intent

pytestmark = pytest.mark.django_db(transaction=True)
DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)


def gate(limit=500):
    return pass_gate(read_terms(), now=NOON, limit=limit, crowd=Counter())


def take():
    with transaction.atomic():
        return take_due(now=NOON, limit=500)


def test_two_workers_never_take_the_same_message(sending, make_readers, queued):
    # given a worker at the gate that has not committed yet
    messages = queued(make_readers(10))
    with transaction.atomic():
        first = gate(limit=4)
        # when another one comes, it takes the others without waiting
        second = answer_of(aside(take))

    # then
    taken = [one.message.id for one in first.claimed] + [one.id for one in second]
    assert len(first.claimed) == 4
    assert taken == [message.pk for message in messages]


def test_cap_holds_between_two_workers(sending, reader, queued):
    # given one a day, and two messages for one person
    set_caps([Cap(channel="", most=1, period=DAY)], author=AUTHOR, now=NOON)
    queued([reader], occurrence="1")
    queued([reader], occurrence="2")

    # when both are at the gate at the same time
    with transaction.atomic():
        first = gate(limit=1)
        other = aside(gate)
        wait_until_blocked(other)
    second = answer_of(other)

    # then the second one has counted what the first one took
    assert len(first.claimed) == 1
    assert (len(second.claimed), second.deferred) == (0, 1)
    assert CapSlot.objects.count() == 1


def test_same_intent_from_two_sides_is_one_message(make_readers):
    [reader] = make_readers(1)

    with transaction.atomic():
        [mine] = queue_messages([intent(reader)], now=NOON)
        other = aside(lambda: queue_messages([intent(reader)], now=NOON))
        wait_until_blocked(other)
    [theirs] = answer_of(other)
    assert (mine.is_new, theirs.is_new) == (True, False)
    assert theirs.message_id == mine.message_id


def claim_of(passed):
    return Claim(lease=passed.lease, mode="live", now=NOON)


def test_message_begins_once_and_only_with_its_claim(sending, reader, queued):
    [message] = queued([reader])
    claim = claim_of(gate())
    begun = Begun(message.pk)
    other = Claim(lease=uuid.uuid4(), mode="live", now=NOON)
    assert step(claim, ended=None, begun=begun) == 1
    assert step(other, ended=None, begun=begun) is None
    assert MessageAttempt.objects.count() == 1


def test_canceled_message_is_not_begun(sending, reader, queued):
    [message] = queued([reader])
    claim = claim_of(gate())
    assert answer_of(aside(lambda: cancel_messages("journey", "5", now=NOON))) == 1
    assert step(claim, ended=None, begun=Begun(message.pk)) is None
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.SUPPRESSED, 0)


def test_nothing_of_a_paused_source_begins_and_all_of_it_comes_back(
    sending, reader, queued
):
    # given one that has passed the gate when its source is paused
    [message] = queued([reader])
    claim = claim_of(gate())
    answer_of(aside(lambda: hold_source("journey", "5", now=NOON)))

    # then
    assert step(claim, ended=None, begun=Begun(message.pk)) is None
    assert mark_stored(claim, [message.pk]) == set()
    release(claim, [message.pk])
    assert gate().deferred == 1
    message.refresh_from_db()
    assert (message.state, message.reason) == (MessageState.QUEUED, "paused")


def test_who_ends_a_pause_wakes_what_a_gate_is_just_deferring(sending, reader, queued):
    [message] = queued([reader])
    hold_source("journey", "5", now=NOON)
    # when
    with transaction.atomic():
        assert gate().deferred == 1
        other = aside(lambda: release_source("journey", "5", now=NOON))
        wait_until_blocked(other)

    # then
    assert answer_of(other) == 1
    message.refresh_from_db()
    assert (message.due_at, message.reason) == (NOON, "")


def test_gate_does_not_wait_for_who_ends_a_pause(sending, reader, queued):
    [message] = queued([reader])
    hold_source("journey", "5", now=NOON)
    with transaction.atomic():
        release_source("journey", "5", now=NOON)
        passed = answer_of(aside(gate))
        # the pause holds until its end is committed
        beginning = aside(
            lambda: step(claim_of(passed), ended=None, begun=Begun(message.pk))
        )
        assert answer_of(beginning) is None
    assert step(claim_of(passed), ended=None, begun=Begun(message.pk)) == 1


def test_nothing_begins_after_the_switch_was_moved(sending, reader, queued):
    [message] = queued([reader])
    claim = claim_of(gate())
    answer_of(aside(lambda: SendingSettings.objects.update(mode="stopped")))
    assert step(claim, ended=None, begun=Begun(message.pk)) is None


def test_lost_message_is_unknown_until_its_sender_comes_back(sending, reader, queued):
    # given a sender that takes longer than its lease
    [message] = queued([reader])
    claim = claim_of(gate())
    number = step(claim, ended=None, begun=Begun(message.pk))
    assert recover_unknown(now=NOON + 9 * MINUTE) == []
    assert recover_unknown(now=NOON + 10 * MINUTE) == [message.pk]
    assert recover_unknown(now=NOON + 10 * MINUTE) == []
    message.refresh_from_db()
    assert (message.state, message.reason) == (MessageState.UNKNOWN, "crashed")

    # when it tells how it went
    ended = Ended(id=message.pk, number=number, state="sent", outcome="accepted")
    step(claim, ended=ended, begun=None)

    # then that is believed
    message.refresh_from_db()
    assert (message.state, message.reason) == (MessageState.SENT, "")
    assert MessageAttempt.objects.get().outcome == "accepted"
    assert FactRow.objects.filter(code="messaging.lost").count() == 1


def test_transactional_message_may_go_again_where_that_does_no_harm(
    sending, reader, queued, monkeypatch
):
    from saleor_crm_plugin.messaging.channels.email import Email

    [order, news] = [
        queued([reader], purpose="transactional", occurrence="order")[0],
        queued([reader], occurrence="news")[0],
    ]
    claim = claim_of(gate())
    for message in (order, news):
        step(claim, ended=None, begun=Begun(message.pk))
    monkeypatch.setattr(Email, "is_idempotent", True)
    assert recover_unknown(now=NOON + 10 * MINUTE) == [news.pk]
    order.refresh_from_db()
    assert (order.state, order.lease) == (MessageState.QUEUED, None)
