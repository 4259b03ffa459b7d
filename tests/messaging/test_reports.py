"""What providers tell is believed by its signature, counts once, and stops dead addresses."""

import base64
import datetime
import hashlib
import hmac
import json
import uuid

import pytest
from django.test import Client

from saleor_crm_plugin.consent.queries import suppressed
from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.messaging.actions.accounts import AccountInput, save_account
from saleor_crm_plugin.messaging.actions.outcomes import tell_outcomes
from saleor_crm_plugin.messaging.actions.reports import (
    apply_reports,
    forget_reports,
    note_seen,
)
from saleor_crm_plugin.messaging.actions.send import send_due
from saleor_crm_plugin.messaging.models import (
    Message,
    MessageAddress,
    MessageAttempt,
    ProviderReport,
)
from saleor_crm_plugin.messaging.outcomes import DeliveryUpdate
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.messages import AUTHOR, NOON
from tests.fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.usefixtures("welcome")
MINUTE = datetime.timedelta(minutes=1)
SIGNING_KEY = "key-of-mailgun-for-webhooks"
LOGIN = "reports:a long password"


@pytest.fixture
def sent(sending, reader, queued):
    """Send a message, and return its attempt."""
    queued([reader])
    send_due(now=NOON)
    return MessageAttempt.objects.select_related("message").get()


def update(attempt, state, **changes):
    return DeliveryUpdate(
        **{
            "key": str(state),
            "provider_id": attempt.provider_id,
            "state": state,
            "occurred_at": NOON + MINUTE,
        }
        | changes
    )


def report(attempt, *states, now=NOON + 2 * MINUTE, **changes):
    updates = [update(attempt, state, **changes) for state in states]
    return apply_reports(attempt.account_id, updates, now=now)


def told():
    rows = FactRow.objects.filter(code__startswith="messaging.").order_by("id")
    return [row.code.removeprefix("messaging.") for row in rows]


def state_of(attempt):
    return Message.objects.get(pk=attempt.message_id).state


def address_hash(attempt):
    return MessageAddress.objects.get(message_id=attempt.message_id).address_hash


def test_reports_move_the_message_and_are_told(sent):
    assert report(sent, MessageState.DELIVERED) == 1
    assert report(sent, MessageState.BOUNCED) == 1
    assert report(sent, MessageState.DELIVERED, key="late") == 0
    assert state_of(sent) == MessageState.BOUNCED
    assert told() == ["sent", "delivered", "bounced"]


def test_report_counts_once(sent):
    assert report(sent, MessageState.DELIVERED) == 1
    with nothing_changes():
        assert report(sent, MessageState.DELIVERED) == 0


def test_reports_of_one_request_are_taken_in_the_order_of_their_time(sent):
    updates = [
        update(sent, MessageState.BOUNCED, occurred_at=NOON + 2 * MINUTE),
        update(sent, MessageState.DELIVERED),
    ]
    assert apply_reports(sent.account_id, updates, now=NOON + 3 * MINUTE) == 1
    assert told() == ["sent", "delivered", "bounced"]


def test_hard_bounce_stops_the_address(sent):
    report(sent, MessageState.BOUNCED, is_permanent=True)
    found = suppressed("email", [address_hash(sent)])
    assert found == {address_hash(sent): "hard_bounce"}
    assert FactRow.objects.get(code="messaging.bounced").payload["is_permanent"]


def test_soft_bounce_leaves_the_address_alive(sent):
    report(sent, MessageState.BOUNCED)
    assert state_of(sent) == MessageState.BOUNCED
    assert suppressed("email", [address_hash(sent)]) == {}


def test_complaint_stops_the_address(sent):
    report(sent, MessageState.COMPLAINED, is_permanent=True)
    assert suppressed("email", [address_hash(sent)]) == {
        address_hash(sent): "complaint"
    }


def test_report_about_a_test_stops_nobody(sent):
    Message.objects.update(is_test=True)
    report(sent, MessageState.COMPLAINED, is_permanent=True)
    assert suppressed("email", [address_hash(sent)]) == {}


def test_strangers_reports_change_nothing(sent):
    other = ChannelAccount.objects.create(
        channel="email", medium="email", name="Other", is_active=False
    )
    news = update(sent, MessageState.BOUNCED, is_permanent=True)
    assert apply_reports(other.pk, [news], now=NOON) == 0
    nobody = update(sent, MessageState.BOUNCED, provider_id="", key="nobody")
    assert apply_reports(sent.account_id, [nobody], now=NOON) == 0
    assert state_of(sent) == MessageState.SENT


def test_report_that_is_too_old_is_passed_over_for_good(sent):
    late = NOON + datetime.timedelta(days=31)
    with nothing_changes():
        assert report(sent, MessageState.DELIVERED, now=late) == 0
    report(sent, MessageState.DELIVERED)
    assert forget_reports(now=NOON + datetime.timedelta(days=59)) == 0
    assert forget_reports(now=NOON + datetime.timedelta(days=61)) == 1
    assert ProviderReport.objects.count() == 0


def test_message_that_nobody_knew_about_has_arrived_after_all(sent):
    Message.objects.update(state="unknown", reason="crashed")
    assert report(sent, MessageState.DELIVERED) == 1
    row = Message.objects.get()
    assert (row.state, row.reason) == (MessageState.DELIVERED, "")


def test_message_that_never_left_cannot_have_arrived(sent):
    Message.objects.update(state="suppressed", reason="canceled")
    assert report(sent, MessageState.DELIVERED) == 0


def test_report_that_comes_before_its_sender_told_tells_for_it(sent):
    # given a sender that died before it published
    FactRow.objects.all().delete()
    Message.objects.update(is_untold=True)

    # when
    report(sent, MessageState.DELIVERED)

    # then
    assert told() == ["sent", "delivered"]
    assert tell_outcomes() == 0


def test_own_links_tell_as_well(sent):
    public_id = sent.message.public_id
    assert note_seen([public_id, uuid.uuid4()], MessageState.OPENED, now=NOON) == 1
    assert note_seen([public_id], MessageState.OPENED, now=NOON + MINUTE) == 0
    assert told() == ["sent", "opened"]


# --- over HTTP, as providers really write


def account(**settings):
    [row] = ChannelAccount.objects.filter(medium="email")
    row.is_active = False
    row.save()
    return save_account(
        AccountInput(
            channel="email_anymail",
            name="Provider",
            settings={"api_key": "a key of many characters"} | settings,
        ),
        author=AUTHOR,
        now=NOON,
    )


@pytest.fixture
def mailgun(sent):
    """Let the message that was sent have gone by Mailgun."""
    row = account(
        provider="mailgun",
        signing_key=SIGNING_KEY,
        options={"sender_domain": "mg.example.com"},
    )
    MessageAttempt.objects.update(account=row, provider_id="<abc@mg.example.com>")
    return row


def mailgun_body(event="failed", *, key=SIGNING_KEY, **data):
    token, timestamp = "f" * 50, str(int(NOON.timestamp()))
    signature = hmac.new(
        key.encode(), f"{timestamp}{token}".encode(), hashlib.sha256
    ).hexdigest()
    return {
        "signature": {"token": token, "timestamp": timestamp, "signature": signature},
        "event-data": {
            "event": event,
            "id": "event-1",
            "timestamp": NOON.timestamp(),
            "severity": "permanent",
            "reason": "bounce",
            "recipient": "reader1@example.com",
            "message": {"headers": {"message-id": "abc@mg.example.com"}},
            "delivery-status": {"code": 550, "message": "nobody"},
        }
        | data,
    }


def post(row, body, **headers):
    with fixed_at(NOON + MINUTE):
        return Client().post(
            f"/plugins/saleor.crm/provider/{row.webhook_key}",
            body if isinstance(body, str) else json.dumps(body),
            content_type="application/json",
            headers=headers,
        )


def test_signed_report_is_taken_in_once(mailgun, sent):
    assert post(mailgun, mailgun_body()).status_code == 200
    assert state_of(sent) == MessageState.BOUNCED
    assert suppressed("email", [address_hash(sent)]) == {
        address_hash(sent): "hard_bounce"
    }
    with nothing_changes():
        assert post(mailgun, mailgun_body()).status_code == 200


def test_complaint_over_http(mailgun, sent):
    assert post(mailgun, mailgun_body("complained")).status_code == 200
    assert state_of(sent) == MessageState.COMPLAINED


@pytest.mark.parametrize(
    "body",
    [
        mailgun_body(key="somebody else's"),
        {"event-data": {"event": "failed"}},
        {},
        "no json",
        "[]",
    ],
)
def test_unsigned_report_is_refused_and_changes_nothing(mailgun, body):
    with nothing_changes():
        assert post(mailgun, body).status_code == 403


def test_report_for_no_account_is_not_found(mailgun, sent):
    mailgun.webhook_key = uuid.uuid4()
    assert post(mailgun, mailgun_body()).status_code == 404
    mailgun.webhook_key = "nonsense"
    assert post(mailgun, mailgun_body()).status_code == 404


def test_channel_without_reports_refuses_them(sent):
    row = ChannelAccount.objects.get(pk=sent.account_id)
    with nothing_changes():
        assert post(row, mailgun_body()).status_code == 403


def test_provider_that_signs_in_needs_its_password(sent):
    # given
    row = account(provider="postmark", webhook_login=LOGIN)
    MessageAttempt.objects.update(account=row, provider_id="pm-1")
    body = {
        "RecordType": "Delivery",
        "MessageID": "pm-1",
        "Recipient": "reader1@example.com",
        "DeliveredAt": "2026-05-04T12:00:30Z",
    }

    # then
    wrong = base64.b64encode(b"reports:guess").decode()
    assert post(row, body).status_code == 403
    assert post(row, body, authorization=f"Basic {wrong}").status_code == 403
    assert state_of(sent) == MessageState.SENT
    right = base64.b64encode(LOGIN.encode()).decode()
    assert post(row, body, authorization=f"Basic {right}").status_code == 200
    assert state_of(sent) == MessageState.DELIVERED


def test_account_without_any_key_believes_nobody(sent):
    row = account(provider="sendgrid")
    with nothing_changes():
        assert post(row, [{"event": "delivered"}]).status_code == 403
