"""A database that was restored in its place knows less than what was noted beside it, and holds."""

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from saleor_crm_plugin.messaging import instance
from saleor_crm_plugin.messaging.actions.choices import SendingChoices, choose_sending
from saleor_crm_plugin.messaging.actions.send import SendReport, send_due
from saleor_crm_plugin.messaging.actions.switch import confirm_copy, go_live
from saleor_crm_plugin.messaging.guard import last_attempt
from saleor_crm_plugin.messaging.models import Message, MessageAttempt
from saleor_crm_plugin.messaging.policies.guard import Hold, is_restored
from tests.fixtures.messages import AUTHOR, NOON, SENDER

pytestmark = pytest.mark.usefixtures("welcome")


@pytest.fixture
def live(db, settings, tmp_path):
    """Go live with an id in the shop's media storage."""
    settings.MEDIA_ROOT = tmp_path
    choices = SendingChoices(sender_address=SENDER, postal_address="Street 1")
    choose_sending(choices, author=AUTHOR, now=NOON)
    return go_live(author=AUTHOR, now=NOON)


def restore():
    """Bring the database back to where nothing had been sent."""
    MessageAttempt.objects.all().delete()
    Message.objects.update(state="queued", attempts=0, lease=None)


@pytest.mark.parametrize(
    ("noted", "made", "expected"),
    [(0, 0, False), (0, 5, False), (5, 5, False), (4, 5, False), (6, 5, True)],
)
def test_only_what_the_database_does_not_know_is_a_sign(noted, made, expected):
    assert is_restored(noted=noted, made=made) is expected


def test_nothing_leaves_twice_after_the_database_was_restored(live, reader, queued):
    # given
    queued([reader])
    assert send_due(now=NOON) == SendReport(sent=1)
    assert instance.noted_attempt() == last_attempt()
    assert send_due(now=NOON) == SendReport()

    # when
    restore()

    # then
    assert send_due(now=NOON) == SendReport(held=Hold.RESTORED)
    assert len(mail.outbox) == 1

    # and when staff say that it is to go on from there
    confirm_copy(author=AUTHOR, now=NOON)
    assert send_due(now=NOON) == SendReport(sent=1)


def test_a_restored_database_holds_until_it_goes_live_anew(live, reader, queued):
    queued([reader])
    send_due(now=NOON)
    restore()
    go_live(author=AUTHOR, now=NOON)
    assert instance.noted_attempt() == 0
    assert send_due(now=NOON) == SendReport(sent=1)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"0"])
def test_what_was_noted_badly_says_nothing(live, reader, queued, content):
    default_storage.delete(instance.MARK)
    default_storage.save(instance.MARK, ContentFile(content))
    queued([reader])
    assert send_due(now=NOON) == SendReport(sent=1)


def test_a_number_that_came_late_from_another_worker_only_says_less(
    live, make_readers, queued
):
    queued(make_readers(2))
    send_due(now=NOON)
    instance.note_attempt(last_attempt() - 1)
    queued(make_readers(1))
    assert send_due(now=NOON) == SendReport(sent=1)
    assert instance.noted_attempt() == last_attempt()


def test_a_storage_that_cannot_be_written_stops_no_sending(
    live, make_readers, queued, monkeypatch
):
    def refuse(_number):
        raise PermissionError

    monkeypatch.setattr("saleor_crm_plugin.messaging.guard.note_attempt", refuse)
    queued(make_readers(2))
    assert send_due(now=NOON) == SendReport(sent=2)


def test_an_id_that_is_given_by_hand_notes_nothing(sending, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    instance.note_attempt(7)
    assert instance.noted_attempt() == 0
    assert not default_storage.exists(instance.MARK)
