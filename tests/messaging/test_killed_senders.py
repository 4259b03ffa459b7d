"""Senders die at any moment: each recipient gets at most one letter, and nobody is forgotten."""

import datetime
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.db import connection

from saleor_crm_plugin.messaging.actions.recover import recover_unknown
from saleor_crm_plugin.messaging.actions.send import send_due
from saleor_crm_plugin.messaging.models import Message, MessageAddress
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.messages import NOON

pytestmark = pytest.mark.django_db(transaction=True)

# The proof asks for more of each.
COUNT = int(os.environ.get("KILLED_SENDERS_RECIPIENTS", "1000"))
KILLS = int(os.environ.get("KILLED_SENDERS_KILLS", "5"))
SEED = int(os.environ.get("KILLED_SENDERS_SEED", "7"))
PATIENCE = 60 + COUNT // 50
SENDER = """
import sys
import django
django.setup()
import datetime
from saleor_crm_plugin.messaging.actions.send import send_due
from saleor_crm_plugin.saleor_adapter.db import allow_writer
sys.stdout.write("ready\\n")
sys.stdout.flush()
with allow_writer():
    send_due(now=datetime.datetime.fromisoformat(sys.argv[1]))
"""


def start_sender(now):
    """Start a process that sends what is due at this moment."""
    database = connection.settings_dict
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "CRM_INSTANCE_ID": "this-very-shop",
        "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path),
        "DATABASE_URL": (
            f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:"
            f"{database['PORT']}/{database['NAME']}"
        ),
    }
    sender = subprocess.Popen(
        [sys.executable, "-c", SENDER, now.isoformat()],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert sender.stdout is not None
    assert sender.stdout.readline() == "ready\n"
    return sender


def kill(sender):
    os.kill(sender.pid, signal.SIGKILL)
    sender.wait(PATIENCE)
    sender.stdout.close()


def wait_for_letters(mail_server, count, sender):
    """Wait until the server has taken this many letters, or the sender is done."""
    until = time.monotonic() + PATIENCE
    with mail_server.arrived:
        while len(mail_server.letters) < count and sender.poll() is None:
            assert time.monotonic() < until
            # Woken by each letter; now and then for a sender that is done.
            mail_server.arrived.wait(0.1)


def test_each_recipient_gets_one_letter_at_most_and_none_is_forgotten(
    welcome, by_smtp, mail_server, make_crowd, queued
):
    # given many people, and senders that are killed in the middle of it
    ChannelAccount.objects.filter(pk=by_smtp.pk).update(per_second=10_000, burst=10_000)
    people = make_crowd(COUNT)
    queued(people)
    chance = random.Random(SEED)
    now = NOON
    for _ in range(KILLS):
        sender = start_sender(now)
        wanted = len(mail_server.letters) + chance.randrange(5, COUNT // KILLS)
        wait_for_letters(mail_server, wanted, sender)
        kill(sender)
        # The next one comes when the dead one's lease is over.
        now += datetime.timedelta(minutes=11)
        recover_unknown(now=now)

    # when somebody may finish it
    send_due(now=now)
    lost = recover_unknown(now=now + datetime.timedelta(minutes=11))

    # then
    letters = Counter(mail_server.recipients)
    assert set(letters.values()) == {1}
    states = Counter(Message.objects.values_list("state", flat=True))
    assert set(states) <= {MessageState.SENT, MessageState.UNKNOWN}
    assert sum(states.values()) == COUNT
    assert lost == []
    assert states[MessageState.UNKNOWN] <= KILLS

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


def test_two_senders_at_once_send_each_message_once(
    welcome, by_smtp, mail_server, make_crowd, queued
):
    # given
    ChannelAccount.objects.filter(pk=by_smtp.pk).update(per_second=10_000, burst=10_000)
    queued(make_crowd(COUNT // 2))

    # when
    senders = [start_sender(NOON) for _ in range(2)]
    for sender in senders:
        assert sender.wait(PATIENCE) == 0
        sender.stdout.close()

    # then
    letters = Counter(mail_server.recipients)
    assert (len(letters), set(letters.values())) == (COUNT // 2, {1})
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.SENT}
