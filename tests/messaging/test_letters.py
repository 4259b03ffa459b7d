"""Whatever stands in an address, a name or a subject, it stays what it is."""

import datetime
import email

import pytest

from saleor_crm_plugin.messaging.channel import OutgoingMessage, Sender
from saleor_crm_plugin.messaging.letters import letter, wire_content
from saleor_crm_plugin.messaging.outcomes import Accepted, Rejected, Retry, Unsure
from saleor_crm_plugin.messaging.policies.endings import Ending, Handed, ending
from saleor_crm_plugin.messaging.policies.pace import (
    Health,
    health_after,
    wait_after,
)
from saleor_crm_plugin.messaging.policies.reasons import Reason
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.messaging.smtp import _outcome

NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
SENDER = Sender(name="Example Shop", address="hello@shop.example.com")


def outgoing(**changes):
    return OutgoingMessage(
        **{
            "id": 1,
            "public_id": "d1",
            "profile_id": 1,
            "address": "ada@example.com",
            "subject": "Hello",
            "text": "Hello",
            "expires_at": NOON,
        }
        | changes
    )


def handed(**changes):
    return Handed(
        **{
            "number": 1,
            "now": NOON,
            "expires_at": NOON + 60 * MINUTE,
            "has_other_channel": False,
            "is_safe_to_repeat": False,
        }
        | changes
    )


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.com\nBcc: eve@example.com",
        "ada@example.com\r\n\r\nhello",
        "ada@example.com, eve@example.com",
        "ada@example.com;eve@example.com",
        "Ada <ada@example.com>",
        "ada@",
        "",
    ],
)
def test_address_is_one_address_or_none(address):
    assert letter(outgoing(address=address), SENDER) == Rejected(
        "address", is_address=True
    )


def test_subject_with_a_line_break_becomes_no_header():
    made = letter(outgoing(subject="Hello\nBcc: eve@example.com"), SENDER)
    assert made == Rejected("header")


@pytest.mark.parametrize(
    "name",
    ["Shop\nBcc: eve@example.com", "Shop\r\nX-Evil: 1", 'Shop" <eve@example.com>'],
)
def test_sender_name_becomes_no_header(name):
    made = letter(outgoing(), Sender(name=name, address=SENDER.address)).message()
    assert made["Bcc"] is None
    assert made["X-Evil"] is None
    assert made["From"].endswith("<hello@shop.example.com>")
    assert len(made.get_all("From")) == 1


def test_unsubscribe_address_with_a_line_break_is_refused():
    url = "https://shop.example.com/\nBcc: eve@example.com"
    assert letter(outgoing(unsubscribe_url=url), SENDER) == Rejected("header")


@pytest.mark.parametrize(
    ("changes", "sender"),
    [
        ({"address": "ada@"}, SENDER),
        ({}, Sender(name="", address="")),
        ({"subject": "Hello\nBcc: eve@example.com"}, SENDER),
        (
            {"unsubscribe_url": "https://shop.example.com/\nBcc: eve@example.com"},
            SENDER,
        ),
    ],
)
def test_what_is_no_letter_is_not_written_either(changes, sender):
    refused = wire_content(outgoing(**changes), sender)
    assert isinstance(refused, Rejected)
    assert refused == letter(outgoing(**changes), sender)


def test_a_letter_is_written_with_the_line_ends_of_the_wire():
    written = wire_content(outgoing(), SENDER)
    assert written.replace(b"\r\n", b"").count(b"\n") == 0
    assert email.message_from_bytes(written).get_payload() == "Hello"


def test_letter_without_a_way_out_has_no_such_header():
    made = letter(outgoing(), SENDER).message()
    assert made["List-Unsubscribe"] is None
    assert made["List-Unsubscribe-Post"] is None


def test_sender_that_is_none_is_refused():
    assert letter(outgoing(), Sender(name="", address="")) == Rejected("sender")


def test_answers_are_where_staff_want_them():
    asked = Sender(name="", address=SENDER.address, reply_to="care@example.com")
    assert letter(outgoing(), asked).message()["Reply-To"] == "care@example.com"


def test_what_is_personal_is_not_in_the_representation():
    assert "ada@example.com" not in repr(outgoing())


@pytest.mark.parametrize(
    ("code", "answer", "outcome"),
    [
        (550, b"5.1.1 nobody", Rejected("550 5.1.1", is_address=True)),
        (550, b"5.7.1 spam", Rejected("550 5.7.1")),
        (554, b"no", Rejected("554")),
        (452, b"4.2.2 full", Retry("452 4.2.2")),
        (421, b"4.3.2 closing", Retry("421 4.3.2", is_account=True)),
    ],
)
def test_answers_of_servers_are_understood(code, answer, outcome):
    assert _outcome(code, answer) == outcome


@pytest.mark.parametrize(
    ("outcome", "changes", "after"),
    [
        (Accepted(), {}, Ending(MessageState.SENT)),
        (Rejected("550"), {}, Ending(MessageState.FAILED, Reason.REJECTED)),
        (
            Rejected("550"),
            {"has_other_channel": True},
            Ending(MessageState.QUEUED, due_at=NOON, next_channel=True),
        ),
        (Retry("452"), {}, Ending(MessageState.QUEUED, due_at=NOON + MINUTE)),
        (
            Retry("452", after=5 * MINUTE),
            {},
            Ending(MessageState.QUEUED, due_at=NOON + 5 * MINUTE),
        ),
        (
            Retry("452"),
            {"number": 6},
            Ending(MessageState.FAILED, Reason.TOO_MANY_TRIES),
        ),
        (
            Retry("452"),
            {"expires_at": NOON + MINUTE},
            Ending(MessageState.FAILED, Reason.EXPIRED),
        ),
        (Unsure("gone"), {}, Ending(MessageState.UNKNOWN, Reason.UNSURE)),
        (
            Unsure("gone"),
            {"is_safe_to_repeat": True},
            Ending(MessageState.QUEUED, due_at=NOON + MINUTE),
        ),
    ],
)
def test_each_outcome_has_its_ending(outcome, changes, after):
    assert ending(outcome, handed(**changes)) == after


def test_waits_grow_up_to_a_longest():
    waits = [wait_after(number) / MINUTE for number in range(1, 7)]
    assert waits == [1, 4, 16, 64, 240, 240]


def test_account_rests_longer_the_longer_it_fails_and_any_success_makes_it_well():
    health, rests = Health(), []
    for _ in range(10):
        health = health_after(health, failed=True, now=NOON)
        rests.append(health.closed_until and (health.closed_until - NOON) / MINUTE)
    assert rests == [None, None, 0.5, 1, 2, 4, 8, 15, 15, 15]
    assert health.is_resting(NOON)
    assert not health.is_resting(NOON + 15 * MINUTE)
    assert health.is_on_trial(NOON + 15 * MINUTE)
    assert health_after(health, failed=False, now=NOON) == Health()
