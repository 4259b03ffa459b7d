"""Two sessions at once: caps hold, nothing is taken twice, and nobody waits for a held row."""

import datetime
import threading
import uuid
from collections import Counter

import pytest
from django.db import connection, connections, transaction

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
from tests.fixtures.messages import AUTHOR, NOON, intent

pytestmark = pytest.mark.django_db(transaction=True)
DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
PATIENCE = 60


def aside(action):
    """Run something in another session to its end, and return what it returned."""
    answers, errors = [], []

    def run():
        try:
            answers.append(action())
        except BaseException as error:  # noqa: BLE001 handed to the test
            errors.append(error)
        finally:
            connections["default"].close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert errors == []
    return answers[0]


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
        second = aside(take)

    # then
    taken = [one.message.id for one in first.claimed] + [one.id for one in second]
    assert len(first.claimed) == 4
    assert taken == [message.pk for message in messages]


def test_cap_holds_between_two_workers(sending, reader, queued):
    # given one a day, and two messages for one person
    set_caps([Cap(channel="", most=1, period=DAY)], author=AUTHOR, now=NOON)
    queued([reader], occurrence="1")
    queued([reader], occurrence="2")
    started, other = threading.Event(), []

    def gate_aside():
        started.set()
        other.append(gate())
        connections["default"].close()

    # when both are at the gate at the same time
    with transaction.atomic():
        first = gate(limit=1)
        thread = threading.Thread(target=gate_aside)
        thread.start()
        started.wait(PATIENCE)
        wait_until_somebody_waits()
    thread.join(PATIENCE)

    # then the second one has counted what the first one took
    assert len(first.claimed) == 1
    assert (len(other[0].claimed), other[0].deferred) == (0, 1)
    assert CapSlot.objects.count() == 1


def wait_until_somebody_waits():
    """Wait until another session waits for a lock of ours."""
    with connection.cursor() as cursor:
        while True:
            # Within a transaction it would show the same picture for ever.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return


def test_same_intent_from_two_sides_is_one_message(make_readers):
    [reader] = make_readers(1)
    started, other = threading.Event(), []

    def queue_aside():
        started.set()
        other.extend(queue_messages([intent(reader)], now=NOON))
        connections["default"].close()

    with transaction.atomic():
        [mine] = queue_messages([intent(reader)], now=NOON)
        thread = threading.Thread(target=queue_aside)
        thread.start()
        started.wait(PATIENCE)
        wait_until_somebody_waits()
    thread.join(PATIENCE)
    assert mine.is_new
    assert [(one.message_id, one.is_new) for one in other] == [(mine.message_id, False)]


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
    assert aside(lambda: cancel_messages("journey", "5", now=NOON)) == 1
    assert step(claim, ended=None, begun=Begun(message.pk)) is None
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.SUPPRESSED, 0)


def test_nothing_of_a_paused_source_begins_and_all_of_it_comes_back(
    sending, reader, queued
):
    # given one that has passed the gate when its source is paused
    [message] = queued([reader])
    claim = claim_of(gate())
    aside(lambda: hold_source("journey", "5", now=NOON))

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
    woken = []

    def release_aside():
        woken.append(release_source("journey", "5", now=NOON))
        connections["default"].close()

    # when
    with transaction.atomic():
        assert gate().deferred == 1
        thread = threading.Thread(target=release_aside)
        thread.start()
        wait_until_somebody_waits()
    thread.join(PATIENCE)

    # then
    assert woken == [1]
    message.refresh_from_db()
    assert (message.due_at, message.reason) == (NOON, "")


def test_gate_does_not_wait_for_who_ends_a_pause(sending, reader, queued):
    [message] = queued([reader])
    hold_source("journey", "5", now=NOON)
    with transaction.atomic():
        release_source("journey", "5", now=NOON)
        passed = aside(gate)
        # the pause holds until its end is committed
        assert (
            aside(lambda: step(claim_of(passed), ended=None, begun=Begun(message.pk)))
            is None
        )
    assert step(claim_of(passed), ended=None, begun=Begun(message.pk)) == 1


def test_nothing_begins_after_the_switch_was_moved(sending, reader, queued):
    [message] = queued([reader])
    claim = claim_of(gate())
    aside(lambda: SendingSettings.objects.update(mode="stopped"))
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
