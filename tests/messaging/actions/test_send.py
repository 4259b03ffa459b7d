"""What is due leaves once, by one connection, and everything that may go wrong has its outcome."""

import datetime
import email
import tracemalloc
from email import policy

import pytest
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.consent.queries import suppressed
from saleor_crm_plugin.messaging.actions.send import SendReport, send_due
from saleor_crm_plugin.messaging.intents import MessageSubject
from saleor_crm_plugin.messaging.models import (
    GateDecision,
    Message,
    MessageAddress,
    MessageAttempt,
)
from saleor_crm_plugin.messaging.policies.reasons import Reason
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.saleor_adapter.public_url import build_absolute_uri
from tests.fixtures.messages import NOON, SENDER

pytestmark = pytest.mark.usefixtures("welcome")
MINUTE = datetime.timedelta(minutes=1)


def state_of(message):
    message.refresh_from_db()
    return message.state, message.reason


def facts():
    rows = FactRow.objects.filter(code__startswith="messaging.").order_by("id")
    return [(row.code, row.payload["message_id"]) for row in rows]


def test_message_leaves_with_its_ways_out(by_smtp, mail_server, reader, queued):
    # given
    [message] = queued([reader])

    # when
    report = send_due(now=NOON)

    # then
    assert report == SendReport(sent=1)
    assert state_of(message) == (MessageState.SENT, "")
    [(address, content)] = mail_server.letters
    letter = email.message_from_string(content, policy=policy.default)
    assert address == "reader1@example.com"
    assert letter["To"] == "reader1@example.com"
    assert letter["From"] == f"Example Shop <{SENDER}>"
    assert letter["Subject"] == "Welcome to the shop"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (
        letter["List-Unsubscribe"]
        .strip()
        .startswith(f"<{build_absolute_uri('/plugins/saleor.crm/unsubscribe/')}")
    )
    assert letter["Message-ID"] == f"<{message.public_id}@shop.example.com>"
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in letter.iter_parts()] == [
        "text/plain",
        "text/html",
    ]
    assert (
        build_absolute_uri("/plugins/saleor.crm/l/")
        in letter.get_body(("html",)).get_content()
    )


def test_everything_about_a_message_is_written_down(by_smtp, reader, queued):
    # given
    [message] = queued([reader])

    # when
    send_due(now=NOON)

    # then
    attempt = MessageAttempt.objects.get(message=message)
    assert (attempt.number, attempt.outcome, attempt.detail) == (1, "accepted", "")
    assert attempt.provider_id == f"{message.public_id}@shop.example.com"
    assert attempt.language == "en"
    assert attempt.account_id == by_smtp.pk
    address = MessageAddress.objects.get(message=message)
    assert (address.channel, address.address) == ("email", "reader1@example.com")
    decision = GateDecision.objects.get(message=message)
    assert (decision.verdict, decision.channel) == ("send", "email")
    assert facts() == [("messaging.sent", message.pk)]
    message.refresh_from_db()
    assert (message.lease, message.is_untold, message.attempts) == (None, False, 1)


def test_second_run_sends_nothing(by_smtp, mail_server, reader, queued):
    queued([reader])
    send_due(now=NOON)
    assert send_due(now=NOON + MINUTE) == SendReport()
    assert len(mail_server.letters) == 1


def test_whole_batch_goes_over_one_connection(
    by_smtp, mail_server, make_readers, queued
):
    queued(make_readers(20))
    assert send_due(now=NOON) == SendReport(sent=20)
    assert mail_server.connections == 1
    assert sorted(mail_server.recipients) == sorted(
        f"reader{number}@example.com" for number in range(1, 21)
    )


def test_one_bad_recipient_never_stops_the_others(
    by_smtp, mail_server, make_readers, queued
):
    # given a dead address, a full mailbox, a server that hangs up, and a broken template
    readers = make_readers(5)
    messages = queued(readers[:4]) + queued(readers[4:], template_code="unknown")
    mail_server.answers = {
        "reader1@example.com": "550 5.1.1 nobody of this name",
        "reader2@example.com": "452 4.2.2 mailbox full",
    }
    mail_server.hangs_up_on = {"reader3@example.com"}

    # when
    report = send_due(now=NOON)

    # then
    assert report == SendReport(sent=1, retried=1, failed=2, unknown=1)
    assert [state_of(message) for message in messages] == [
        (MessageState.FAILED, Reason.REJECTED),
        (MessageState.QUEUED, ""),
        (MessageState.UNKNOWN, Reason.UNSURE),
        (MessageState.SENT, ""),
        (MessageState.FAILED, Reason.TEMPLATE),
    ]
    assert mail_server.recipients == ["reader4@example.com"]
    assert sorted(facts()) == sorted(
        [
            ("messaging.failed", messages[0].pk),
            ("messaging.lost", messages[2].pk),
            ("messaging.sent", messages[3].pk),
            ("messaging.failed", messages[4].pk),
        ]
    )


def test_dead_address_is_not_written_to_again(by_smtp, mail_server, reader, queued):
    # given
    [first] = queued([reader])
    mail_server.answers = {"reader1@example.com": "550 5.1.1 nobody of this name"}
    send_due(now=NOON)

    # when
    [second] = queued([reader], occurrence="9:hello:1")
    send_due(now=NOON)

    # then
    address_hash = MessageAddress.objects.get(message=first).address_hash
    assert suppressed("email", [address_hash]) == {address_hash: "hard_bounce"}
    assert state_of(second) == (MessageState.SUPPRESSED, Reason.SUPPRESSED)


def test_refusal_for_policy_leaves_the_address_alive(
    by_smtp, mail_server, reader, queued
):
    mail_server.answers = {"reader1@example.com": "550 5.7.1 looks like spam"}
    [message] = queued([reader])
    send_due(now=NOON)
    address_hash = MessageAddress.objects.get(message=message).address_hash
    assert suppressed("email", [address_hash]) == {}


def test_passing_failure_is_tried_again_later(by_smtp, mail_server, reader, queued):
    # given a full mailbox
    mail_server.answers = {"reader1@example.com": "452 4.2.2 mailbox full"}
    [message] = queued([reader])
    assert send_due(now=NOON) == SendReport(retried=1)
    message.refresh_from_db()
    assert message.due_at == NOON + MINUTE

    # when there is room again
    mail_server.answers = {}
    assert send_due(now=NOON + MINUTE / 2) == SendReport()
    assert send_due(now=NOON + MINUTE) == SendReport(sent=1)

    # then
    attempts = MessageAttempt.objects.filter(message=message).order_by("number")
    assert [(one.outcome, one.detail) for one in attempts] == [
        ("retry", "452 4.2.2"),
        ("accepted", ""),
    ]
    assert mail_server.recipients == ["reader1@example.com"]


def test_message_that_is_never_taken_is_given_up(by_smtp, mail_server, reader, queued):
    # given
    mail_server.answers = {"reader1@example.com": "452 4.2.2 mailbox full"}
    [message] = queued([reader], expires_at=NOON + datetime.timedelta(days=30))
    now = NOON

    # when
    for _ in range(10):
        send_due(now=now)
        now += datetime.timedelta(days=1)

    # then
    assert state_of(message) == (MessageState.FAILED, Reason.TOO_MANY_TRIES)
    assert MessageAttempt.objects.filter(message=message).count() == 6


def test_unknown_marketing_is_never_sent_again(by_smtp, mail_server, reader, queued):
    mail_server.hangs_up_on = {"reader1@example.com"}
    [message] = queued([reader])
    send_due(now=NOON)
    mail_server.hangs_up_on = set()
    for hours in range(1, 80):
        send_due(now=NOON + datetime.timedelta(hours=hours))
    assert state_of(message) == (MessageState.UNKNOWN, Reason.UNSURE)
    assert mail_server.letters == []


def test_server_that_is_away_gives_the_account_a_rest(
    by_smtp, mail_server, make_readers, queued
):
    # given nobody listens there any more
    messages = queued(make_readers(10))
    by_smtp.settings["port"] = 9
    by_smtp.save()

    # when
    report = send_due(now=NOON)

    # then three tries were enough to see it, and nothing else was touched
    assert report == SendReport(retried=3, postponed=7)
    by_smtp.refresh_from_db()
    assert by_smtp.failures == 3
    assert by_smtp.closed_until == NOON + datetime.timedelta(seconds=30)
    assert MessageAttempt.objects.count() == 3

    # and when it is back, one message shows it and then the others leave
    by_smtp.settings["port"] = mail_server.port
    by_smtp.save()
    now = NOON + 10 * MINUTE
    send_due(now=now)
    for seconds in range(1, 60):
        send_due(now=now + datetime.timedelta(seconds=seconds))
    assert len(mail_server.letters) == 10
    assert {state_of(message) for message in messages} == {(MessageState.SENT, "")}
    by_smtp.refresh_from_db()
    assert (by_smtp.failures, by_smtp.closed_until) == (0, None)


def test_urgent_messages_leave_first(by_smtp, mail_server, make_readers, queued):
    readers = make_readers(3)
    queued(readers[:1], priority=2)
    queued(readers[1:2], priority=1, due_at=NOON - MINUTE)
    queued(readers[2:], priority=0)
    send_due(now=NOON)
    assert mail_server.recipients == [
        f"reader{number}@example.com" for number in (3, 2, 1)
    ]


def test_account_whose_secrets_cannot_be_read_sends_nothing_and_loses_nothing(
    by_smtp, mail_server, reader, queued
):
    by_smtp.secrets = "not of this shop"
    by_smtp.save()
    [message] = queued([reader])
    assert send_due(now=NOON) == SendReport(postponed=1)
    assert state_of(message) == (MessageState.QUEUED, "")
    message.refresh_from_db()
    assert (message.lease, message.attempts) == (None, 0)
    assert message.due_at > NOON + 15 * MINUTE
    assert GateDecision.objects.count() == 1


def test_message_about_nonsense_stops_no_other(sending, make_readers, queued):
    # given
    readers = make_readers(5)
    messages = queued(readers[:4])
    [odd] = queued(
        readers[4:], subject=MessageSubject(order_id="no order"), occurrence="odd"
    )

    # when
    report = send_due(now=NOON)

    # then
    assert report == SendReport(sent=4, failed=1)
    assert state_of(odd) == (MessageState.FAILED, Reason.TEMPLATE)
    assert {state_of(one) for one in messages} == {(MessageState.SENT, "")}


def test_experiment_that_is_gone_holds_nobody_out(sending, reader, queued):
    queued([reader], experiment_id=999)
    assert send_due(now=NOON) == SendReport(sent=1)


def test_nothing_due_asks_two_questions(sending, queued, reader):
    # given
    queued([reader], due_at=NOON + MINUTE)

    # when
    with CaptureQueriesContext(connection) as seen:
        assert send_due(now=NOON) == SendReport()

    # then: whether something is due, and whether something is untold
    asked = [one["sql"] for one in seen if "SAVEPOINT" not in one["sql"]]
    assert len(asked) == 2
    assert Message.objects.get().state == MessageState.QUEUED


def test_memory_does_not_grow_with_the_number_of_messages(
    sending, make_crowd, queued, settings, monkeypatch
):
    # given a back end that keeps nothing
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    ChannelAccount.objects.update(per_second=10_000, burst=10_000)
    for module in ("send", "outcomes"):
        name = f"saleor_crm_plugin.messaging.actions.{module}.BATCH"
        monkeypatch.setattr(name, 50)
    queued(make_crowd(50), occurrence="to warm up")
    send_due(now=NOON)

    def peak_of(count):
        queued(make_crowd(count), occurrence=str(count))
        reset_queries()
        tracemalloc.start()
        assert send_due(now=NOON + MINUTE).sent == count
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    # then
    few, many = peak_of(100), peak_of(500)
    assert many < 1.3 * few
