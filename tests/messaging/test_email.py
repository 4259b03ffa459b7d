"""E-mail leaves by the account's server, else the shop's for the channel, else Django's."""

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from saleor.plugins.models import PluginConfiguration

from saleor_crm_plugin.messaging.actions.accounts import AccountInput, save_account
from saleor_crm_plugin.messaging.actions.choices import (
    StorefrontChoices,
    choose_storefront,
)
from saleor_crm_plugin.messaging.actions.send import SendReport, send_due
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from saleor_crm_plugin.saleor_adapter.mail import USER_EMAIL_PLUGIN
from tests.fixtures.messages import AUTHOR, NOON
from tests.shop.rows import make_channel

pytestmark = pytest.mark.usefixtures("welcome")


@pytest.fixture
def shops_server(mail_server):
    """Give the shop's channel a mail server, as the merchant does in Saleor."""
    channel = make_channel("shop")
    values = {
        "host": "127.0.0.1",
        "port": str(mail_server.port),
        "username": None,
        "password": None,
        "sender_name": "The channel",
        "sender_address": "channel@shop.example.com",
        "use_tls": False,
        "use_ssl": False,
    }
    PluginConfiguration.objects.create(
        identifier=USER_EMAIL_PLUGIN,
        name="User emails",
        channel=channel,
        active=True,
        configuration=[{"name": name, "value": one} for name, one in values.items()],
    )
    return mail_server


def test_letter_leaves_by_the_server_of_the_shops_channel(
    sending, shops_server, reader, queued
):
    queued([reader], channel_slug="shop")
    assert send_due(now=NOON) == SendReport(sent=1)
    assert shops_server.recipients == ["reader1@example.com"]


def test_other_channels_have_another_server(sending, shops_server, reader, queued):
    queued([reader], channel_slug="other")
    assert send_due(now=NOON) == SendReport(sent=1)
    assert shops_server.recipients == []


def test_letter_leaves_by_djangos_server(
    sending, mail_server, reader, queued, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", str(mail_server.port)
    queued([reader])
    assert send_due(now=NOON) == SendReport(sent=1)
    assert mail_server.recipients == ["reader1@example.com"]


def test_sender_is_the_storefronts_then_the_shops(
    sending, shops_server, reader, queued
):
    choices = StorefrontChoices(
        channel_slug="shop", sender_name="Shop in Rome", sender_address="rome@x.example"
    )
    choose_storefront(choices, author=AUTHOR, now=NOON)
    queued([reader], channel_slug="shop")
    send_due(now=NOON)
    [(_, content)] = shops_server.letters
    assert "From: Shop in Rome <rome@x.example>" in content


def test_letter_is_in_the_recipients_language(sending, mail_server, reader, queued):
    # the template exists in English only: it is the nearest
    choose_storefront(
        StorefrontChoices(channel_slug="shop", language="zh-hans"),
        author=AUTHOR,
        now=NOON,
    )
    queued([reader], channel_slug="shop")
    assert send_due(now=NOON) == SendReport(sent=1)


class BrokenBackend(BaseEmailBackend):
    """A merchant's own way to send, which cannot even begin."""

    def open(self):
        raise OSError("no route")


def test_a_way_out_that_cannot_begin_rests_and_stops_no_other(
    sending, mail_server, make_readers, queued, settings
):
    # given: one channel of the shop has an account of its own
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    asked = AccountInput(
        channel="email",
        name="Own",
        channel_slug="own",
        settings={"host": "127.0.0.1", "port": mail_server.port, "use_tls": False},
    )
    save_account(asked, author=AUTHOR, now=NOON)
    first, second = make_readers(2)
    [stuck] = queued([first])
    queued([second], channel_slug="own", source_id="6")

    # when
    report = send_due(now=NOON)

    # then
    assert report == SendReport(sent=1, postponed=1)
    assert mail_server.recipients == ["reader2@example.com"]
    stuck.refresh_from_db()
    assert (stuck.state, stuck.attempts) == ("queued", 0)
    account = ChannelAccount.objects.get(medium="email", channel_slug="")
    assert account.closed_until > NOON
