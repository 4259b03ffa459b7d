"""Senders die at any moment: each recipient gets at most one letter, and nobody is forgotten."""

import datetime
import json
import logging
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from saleor_crm_plugin.messaging.actions.recover import recover_unknown
from saleor_crm_plugin.messaging.models import Message, MessageAddress
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.messages import NOON

from .senders import senders

pytestmark = pytest.mark.django_db(transaction=True)

# The proof asks for more of each.
COUNT = int(os.environ.get("KILLED_SENDERS_RECIPIENTS", "1000"))
# In each of these a sender and the other beside it are killed.
ROUNDS = int(os.environ.get("KILLED_SENDERS_ROUNDS", "3"))
SEED = int(os.environ.get("KILLED_SENDERS_SEED", "7"))
REPORT = os.environ.get("KILLED_SENDERS_REPORT")
PATIENCE = 60 + COUNT // 50
# How often we look whether a sender is done without having sent as much as we wait for.
LOOK_SECONDS = 0.1


def database_url():
    """Return where the tests' own database is."""
    database = connection.settings_dict
    return (
        f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:"
        f"{database['PORT']}/{database['NAME']}"
    )


def wait_for_letters(mail_server, count, running):
    """Wait until the server has taken this many letters, or the senders are done."""
    until = time.monotonic() + PATIENCE
    with mail_server.arrived:
        while len(mail_server.letters) < count and not all(
            sender.is_over for sender in running
        ):
            assert time.monotonic() < until
            mail_server.arrived.wait(LOOK_SECONDS)


@pytest.fixture
def many(welcome, by_smtp, mail_server, make_crowd, queued):
    """Queue a message for each of so many people; the account holds nobody back."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    mail_server.keeps_content = False
    pace = {"per_second": COUNT, "burst": COUNT}
    ChannelAccount.objects.filter(pk=by_smtp.pk).update(**pace)
    return lambda count: queued(make_crowd(count))


def test_each_recipient_gets_one_letter_at_most_and_none_is_forgotten(
    many, mail_server, tmp_path
):
    # given many people, and senders that are killed in the middle of it
    many(COUNT)
    chance = random.Random(SEED)
    now, killed = NOON, 0
    with (
        senders(database_url(), tmp_path) as one,
        senders(database_url(), tmp_path) as other,
    ):
        for _ in range(ROUNDS):
            both = [nursery.child(now.isoformat()) for nursery in (one, other)]
            more = chance.randrange(5, max(6, COUNT * 3 // ROUNDS // 2))
            wait_for_letters(mail_server, len(mail_server.letters) + more, both)
            killed += sum(sender.kill() == -signal.SIGKILL for sender in both)
            # The next ones come when the leases of the dead are over.
            now += datetime.timedelta(minutes=11)
            recover_unknown(now=now)

        # when they may finish it
        both = [nursery.child(now.isoformat()) for nursery in (one, other)]
        assert [sender.wait() for sender in both] == [0, 0]
    lost = recover_unknown(now=now + datetime.timedelta(minutes=11))

    # then
    letters = Counter(mail_server.recipients)
    assert set(letters.values()) == {1}
    states = Counter(Message.objects.values_list("state", flat=True))
    assert set(states) <= {MessageState.SENT, MessageState.UNKNOWN}
    assert sum(states.values()) == COUNT
    assert lost == []
    assert states[MessageState.UNKNOWN] <= killed

    # and whoever got none is listed as unknown
    addresses = dict(MessageAddress.objects.values_list("message_id", "address"))
    unknown = {
        addresses[pk]
        for pk in Message.objects.filter(state="unknown").values_list("pk", flat=True)
    }
    sent = {
        addresses[pk]
        for pk in Message.objects.filter(state="sent").values_list("pk", flat=True)
    }
    assert sent <= set(letters)
    assert set(letters) - sent <= unknown
    facts = Counter(
        FactRow.objects.filter(code__startswith="messaging.").values_list(
            "code", flat=True
        )
    )
    assert facts == {
        "messaging.sent": states[MessageState.SENT],
        **(
            {"messaging.lost": states[MessageState.UNKNOWN]}
            if states[MessageState.UNKNOWN]
            else {}
        ),
    }
    if REPORT:
        figures = {"killed": killed, **{str(state): n for state, n in states.items()}}
        Path(REPORT).write_text(json.dumps(figures))


def test_two_senders_at_once_send_each_message_once(many, mail_server, tmp_path):
    # given
    many(COUNT // 2)

    # when
    with (
        senders(database_url(), tmp_path) as one,
        senders(database_url(), tmp_path) as other,
    ):
        both = [nursery.child(NOON.isoformat()) for nursery in (one, other)]
        assert [sender.wait() for sender in both] == [0, 0]

    # then
    letters = Counter(mail_server.recipients)
    assert (len(letters), set(letters.values())) == (COUNT // 2, {1})
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.SENT}
