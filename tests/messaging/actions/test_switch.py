"""Nothing leaves before somebody goes live, in a test, from a copy, or after it was stopped."""

import pytest
from django.core import mail
from django.core.files.storage import default_storage

from saleor_crm_plugin.messaging import instance
from saleor_crm_plugin.messaging.actions.cancel import cancel_messages
from saleor_crm_plugin.messaging.actions.choices import SendingChoices, choose_sending
from saleor_crm_plugin.messaging.actions.send import SendReport, send_due
from saleor_crm_plugin.messaging.actions.switch import (
    confirm_copy,
    go_live,
    set_test_mode,
    stop_sending,
)
from saleor_crm_plugin.messaging.models import Message, MessageAddress, OnsiteMessage
from saleor_crm_plugin.messaging.policies.guard import Hold
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.messaging.settings_models import SendingSettings
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.messages import AUTHOR, NOON, SENDER

pytestmark = pytest.mark.usefixtures("welcome")


def test_nothing_leaves_before_somebody_goes_live(db, reader, queued):
    [message] = queued([reader])
    assert send_due(now=NOON) == SendReport(held=Hold.NOT_LIVE)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.QUEUED, 0)


def test_live_shop_sends(sending, reader, queued):
    queued([reader])
    assert send_due(now=NOON) == SendReport(sent=1)
    assert [letter.to for letter in mail.outbox] == [["reader1@example.com"]]


def test_stopped_shop_sends_nothing_more(sending, reader, queued):
    queued([reader])
    stop_sending(author=AUTHOR, now=NOON)
    assert send_due(now=NOON) == SendReport(held=Hold.NOT_LIVE)
    assert mail.outbox == []


def test_switch_that_is_moved_amid_a_batch_stops_before_the_next_message(
    sending, make_readers, queued, monkeypatch
):
    # given a member of staff who stops after the second letter
    queued(make_readers(5))
    backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    from django.core.mail.backends.locmem import EmailBackend

    really = EmailBackend.send_messages

    def send_and_stop(self, letters):
        if len(mail.outbox) == 1:
            SendingSettings.objects.update(mode="stopped")
        return really(self, letters)

    monkeypatch.setattr(backend, send_and_stop)

    # when
    report = send_due(now=NOON)

    # then
    assert report == SendReport(sent=2, held=Hold.NOT_LIVE)
    assert len(mail.outbox) == 2
    waiting = Message.objects.filter(state=MessageState.QUEUED)
    assert [(one.lease, one.attempts) for one in waiting] == [(None, 0)] * 3


def test_canceled_message_does_not_leave_even_when_it_was_claimed(
    sending, make_readers, queued, monkeypatch
):
    # given somebody who cancels the second message while the first is sent
    readers = make_readers(3)
    queued(readers)
    from django.core.mail.backends.locmem import EmailBackend

    really = EmailBackend.send_messages

    def send_and_cancel(self, letters):
        cancel_messages("journey", "5", profile_ids=readers[1:2], now=NOON)
        return really(self, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", send_and_cancel)

    # when
    report = send_due(now=NOON)

    # then
    assert report == SendReport(sent=2)
    assert [letter.to for letter in mail.outbox] == [
        ["reader1@example.com"],
        ["reader3@example.com"],
    ]
    canceled = Message.objects.get(profile_id=readers[1])
    assert (canceled.state, canceled.reason) == (MessageState.SUPPRESSED, "canceled")


def test_cancel_is_narrowed_and_idempotent(sending, make_readers, queued):
    readers = make_readers(2)
    queued(readers)
    queued(readers, occurrence="9:hello:1")

    def cancel(**narrowed):
        return cancel_messages("journey", "5", now=NOON, **narrowed)

    assert cancel(occurrences=["9:hello:1"], profile_ids=readers[:1]) == 1
    assert cancel(occurrences=["9:hello:1"]) == 1
    assert cancel(occurrences=[]) == 0
    assert cancel_messages("campaign", "5", now=NOON) == 0
    assert cancel() == 2
    assert cancel() == 0
    facts = FactRow.objects.filter(code="messaging.refused")
    assert [fact.payload["reason"] for fact in facts] == ["canceled"] * 4


def test_test_mode_sends_everything_to_one_address(
    sending, make_readers, queued, customer_profile
):
    # given
    set_test_mode("me@example.com", author=AUTHOR, now=NOON)
    queued(make_readers(2))
    queued([customer_profile], channels=("onsite",))

    # when
    report = send_due(now=NOON)

    # then nobody but me got anything, and it is marked as a test
    assert report == SendReport(sent=3)
    assert [letter.to for letter in mail.outbox] == [["me@example.com"]] * 2
    assert OnsiteMessage.objects.count() == 0
    assert set(Message.objects.values_list("is_test", flat=True)) == {True}
    assert MessageAddress.objects.filter(address="me@example.com").count() == 0
    facts = FactRow.objects.filter(code="messaging.sent")
    assert {fact.payload["is_test"] for fact in facts} == {True}


@pytest.fixture
def customer_profile(make_profile):
    """Return the profile of an account."""
    from tests.fixtures.person import account_claim

    return make_profile(account_claim(7, "")).pk


@pytest.mark.parametrize(
    ("setting", "value"),
    [("CRM_INSTANCE_ID", "restored"), ("PUBLIC_URL", "https://staging.example.com")],
)
def test_nothing_leaves_from_a_copy(sending, settings, reader, queued, setting, value):
    # given the same database somewhere else
    setattr(settings, setting, value)
    queued([reader])

    # then
    assert send_due(now=NOON) == SendReport(held=Hold.COPY)
    assert mail.outbox == []

    # and when staff say that it is the shop
    confirm_copy(author=AUTHOR, now=NOON)
    assert send_due(now=NOON) == SendReport(sent=1)


def test_copy_in_test_mode_may_send_its_tests(sending, settings, reader, queued):
    set_test_mode("me@example.com", author=AUTHOR, now=NOON)
    settings.CRM_INSTANCE_ID = "restored"
    queued([reader])
    assert send_due(now=NOON) == SendReport(sent=1)


def test_id_is_kept_in_the_shops_media_storage(db, settings, tmp_path):
    # given
    settings.MEDIA_ROOT = tmp_path
    choices = SendingChoices(sender_address=SENDER, postal_address="Street 1")
    choose_sending(choices, author=AUTHOR, now=NOON)
    assert instance.instance_id() == ""

    # when
    row = go_live(author=AUTHOR, now=NOON)

    # then
    assert len(row.live_instance_id) == 32
    assert default_storage.open(instance.FILE).read().decode() == row.live_instance_id
    assert instance.ensure_instance_id() == row.live_instance_id

    # and a restored database without its files holds
    default_storage.delete(instance.FILE)
    assert instance.instance_id() == ""
    assert send_due(now=NOON) == SendReport()
