"""Every channel keeps the promises of its base, whatever it is given."""

import datetime
import logging

import pytest

from saleor_crm_plugin.consent.purposes import ConsentPurpose
from saleor_crm_plugin.messaging.channel import (
    Attempted,
    ChannelSettings,
    LocalChannel,
    OutgoingMessage,
    Route,
    Sender,
    UntrustedReport,
    WebhookRequest,
    channels,
    media,
)
from saleor_crm_plugin.messaging.outcomes import Rejected
from saleor_crm_plugin.messaging.policies.gate import ConsentRule
from saleor_crm_plugin.messaging.policies.pace import LEASE, LONGEST_SEND

NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
ALL = list(channels)
# What staff have to say where a channel cannot work without.
NEEDED = {"email_anymail": {"provider": "postmark", "api_key": "correct horse battery"}}
REMOTE = [channel for channel in ALL if not issubclass(channel, LocalChannel)]


def settings_of(channel):
    return channel.Settings.model_validate(NEEDED.get(channel.code, {}))


def by_code(channel):
    return channel.code


def test_there_are_channels_for_e_mail_and_the_storefront():
    assert media() == ("email", "onsite")


@pytest.mark.parametrize("channel", ALL, ids=by_code)
def test_channel_says_what_it_is(channel):
    assert channel.label
    assert [other for other in ALL if other.label == channel.label] == [channel]
    assert channel.medium in media()
    assert issubclass(channel.Settings, ChannelSettings)
    assert isinstance(channel.consent_rule, ConsentRule)


@pytest.mark.parametrize("channel", ALL, ids=by_code)
def test_unknown_settings_are_refused_and_known_ones_are_frozen(channel):
    with pytest.raises(ValueError, match="pigeon"):
        channel.Settings.model_validate(NEEDED.get(channel.code, {}) | {"pigeon": 1})
    known = settings_of(channel)
    with pytest.raises(ValueError, match="frozen"):
        known.pigeon = 1


@pytest.mark.parametrize("channel", ALL, ids=by_code)
def test_own_rule_asks_no_database(channel):
    # this test has none
    attempted = Attempted(profile_id=1, purpose=ConsentPurpose.MARKETING, now=NOON)
    assert channel().own_rule(attempted) is None


@pytest.mark.parametrize("channel", REMOTE, ids=by_code)
def test_send_ends_long_before_the_lease(channel):
    timeout = datetime.timedelta(seconds=settings_of(channel).timeout)
    assert timeout < LONGEST_SEND < LEASE
    with pytest.raises(ValueError, match="timeout"):
        channel.Settings.model_validate(
            NEEDED.get(channel.code, {}) | {"timeout": 3600}
        )


@pytest.mark.parametrize("channel", REMOTE, ids=by_code)
def test_bad_recipient_is_an_outcome_and_no_secret_of_the_logs(channel, db, caplog):
    # given
    caplog.set_level(logging.DEBUG)
    route = Route(
        settings=settings_of(channel),
        channel_slug="",
        sender=Sender(name="Shop", address="hello@shop.example.com"),
    )
    message = OutgoingMessage(
        id=1,
        public_id="d1",
        profile_id=1,
        address="ada@example.com\nBcc: eve@example.com",
        subject="Hello",
        text="Hello",
        expires_at=NOON,
    )

    # when
    with channel().open(route) as send:
        outcome = send(message)

    # then
    assert isinstance(outcome, Rejected)
    assert "ada@" not in caplog.text + repr(message) + repr(route)
    assert "battery" not in caplog.text + repr(route)


@pytest.mark.parametrize("channel", ALL, ids=by_code)
def test_unsigned_report_is_refused(channel):
    request = WebhookRequest(
        headers={"Content-Type": "application/json"}, body=b"{}", now=NOON
    )
    with pytest.raises(UntrustedReport):
        channel().read_webhook(request, settings_of(channel))
