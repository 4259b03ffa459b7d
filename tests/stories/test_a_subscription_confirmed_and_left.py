"""A customer asks for news, confirms by the link that is mailed, reads some, and leaves by one click."""

import datetime
import email
import re
from email import policy

import pytest
from saleor.permission.enums import PluginsPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.messaging.actions.send import send_due

from ..fixtures.catching_up import catch_up
from ..fixtures.member import member_of
from ..fixtures.messages import NOON
from ..fixtures.web import path_of

DEMAND = """
mutation { crmChannelPolicyUpdate(channel: "email", doubleOptIn: true) {
    policy { doubleOptIn } errors { field code } } }
"""
ASK = """
mutation { crmPreferencesUpdate(input: [
    {channel: "email", purpose: MARKETING, isGranted: true}
]) { preferences { consents { status } } errors { field code } } }
"""
MINE = "{ me { crmPreferences { consents { channel listCode status } } } }"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def letters(by_smtp, mail_server, welcome):
    """What has arrived: the last letter, read as a mail program reads it."""

    def last():
        _, content = mail_server.letters[-1]
        return email.message_from_string(content, policy=policy.default)

    return last


def test_a_subscription_is_confirmed_and_left_by_one_click(
    customer_api, staff_api, web, letters, mail_server, queued
):
    # The shop wants grants by e-mail to be confirmed.
    member = member_of(customer_api.user)
    with clock.fixed_at(NOON):
        staff_api(PluginsPermissions.MANAGE_PLUGINS).done(DEMAND)

        # A customer asks for news. Nothing is granted yet, and a letter is on its way.
        asked = customer_api.done(ASK)
        assert asked["preferences"]["consents"] == [{"status": "PENDING"}]
        catch_up(NOON)
        assert send_due(now=NOON).sent == 1
        letter = letters()
        assert letter["To"] == "owner@example.com"
        assert letter["List-Unsubscribe"] is None

        # Their mail scanner looks at the link, and nothing happens; they press the button.
        page = letter.get_body(("html",)).get_content()
        [link] = set(re.findall(r'href="([^"]*/confirm/[^"]*)"', page))
        assert web.get(path_of(link)).status_code == 200
        assert customer_api.ask(MINE)["me"]["crmPreferences"]["consents"] == [
            {"channel": "email", "listCode": "", "status": "PENDING"}
        ]
        assert web.post(path_of(link), "").status_code == 200

    # Now the news reach them, with a way out in the header.
    later = NOON + HOUR
    with clock.fixed_at(later):
        queued([member], due_at=later, list_code="news")
        assert send_due(now=later).sent == 1
        letter = letters()
        way_out = letter["List-Unsubscribe"].strip().strip("<>")
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

        # One click in the mail program leaves the news, and nothing but the news.
        assert web.post(path_of(way_out), letter["List-Unsubscribe-Post"]).content == (
            b"OK\n"
        )
        consents = customer_api.ask(MINE)["me"]["crmPreferences"]["consents"]
        assert consents == [
            {"channel": "email", "listCode": "", "status": "GRANTED"},
            {"channel": "email", "listCode": "news", "status": "WITHDRAWN"},
        ]
        queued([member], due_at=later, list_code="news", occurrence="news:2")
        queued([member], due_at=later, list_code="gifts", occurrence="gifts:1")
        assert send_due(now=later).sent == 1
    assert len(mail_server.letters) == 3
