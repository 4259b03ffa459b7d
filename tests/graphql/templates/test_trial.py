"""Trying a template out: to oneself or the test address, and no way around the switch."""

import pytest
from django.core import mail
from django.core.cache import cache
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.messaging.actions.switch import set_test_mode, stop_sending
from saleor_crm_plugin.messaging.actions.trial import MOST
from saleor_crm_plugin.messaging.models import CapSlot, Message, MessageAttempt
from saleor_crm_plugin.messaging.settings_models import ChannelAccount, SendingSettings
from saleor_crm_plugin.templates.actions.drafts import (
    NewTemplate,
    create_template,
    save_draft,
)
from saleor_crm_plugin.templates.models import Link
from saleor_crm_plugin.templates.rendering import Content, TemplateKind
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.messages import AUTHOR, BODY, NOON

SEND = """
mutation($template: ID!, $to: CrmTestRecipientEnum!, $language: String, $variant: String) {
  crmTemplateTestSend(template: $template, to: $to, language: $language, variant: $variant) {
    version language subject errors { field code message }
  }
}
"""
TESTER = "tester@example.com"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def author(staff_api):
    """Return a member of staff who writes templates."""
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


@pytest.fixture
def as_template(welcome):
    return {"template": global_id("CrmTemplate", welcome.pk)}


def send(client, to="MYSELF", **variables):
    with fixed_at(NOON):
        return client.done(SEND, to=to, **variables)


def refused(client, to="MYSELF", **variables):
    with fixed_at(NOON):
        return client.refused(SEND, to=to, **variables)


def test_nobody_else_tries_templates_out(sending, as_template, outsiders):
    assert_closed(outsiders, SEND, to="MYSELF", **as_template)
    assert mail.outbox == []


def test_it_comes_to_oneself_marked_and_untracked(sending, as_template, author):
    assert send(author, **as_template) == {
        "version": 1,
        "language": "en",
        "subject": "[Test] Welcome to the shop",
    }

    [letter] = mail.outbox
    assert letter.to == [author.user.email]
    assert letter.subject == "[Test] Welcome to the shop"
    assert "List-Unsubscribe" not in letter.extra_headers
    assert 'href="https://shop.example.com/new"' in letter.alternatives[0][0]
    # Nothing is written: no message, no attempt, no place under a cap, no tracked link.
    assert not any(
        model.objects.exists() for model in (Message, MessageAttempt, CapSlot, Link)
    )


def test_the_draft_goes_before_what_is_published(sending, as_template, welcome, author):
    draft = [
        Content(language="en", subject="Better", body=BODY),
        Content(language="it", subject="Meglio", body=BODY),
    ]
    save_draft(welcome.pk, draft, author=AUTHOR)

    assert send(author, language="it-IT", **as_template) == {
        "version": 2,
        "language": "it",
        "subject": "[Test] Meglio",
    }


def test_nothing_leaves_while_sending_is_stopped(sending, as_template, author):
    stop_sending(author=AUTHOR, now=NOON)

    assert refused(author, **as_template) == [(None, "NOT_LIVE")]
    assert mail.outbox == []


def test_nothing_leaves_from_a_copy(sending, as_template, author):
    SendingSettings.objects.update(live_instance_id="another-shop")

    assert refused(author, **as_template) == [(None, "NOT_LIVE")]
    assert mail.outbox == []


def test_in_test_mode_it_goes_to_the_test_address_alone(sending, as_template, author):
    set_test_mode(TESTER, author=AUTHOR, now=NOON)

    assert refused(author, **as_template) == [("to", "NOT_A_TEST_ADDRESS")]
    send(author, "TEST_ADDRESS", **as_template)
    assert [letter.to for letter in mail.outbox] == [[TESTER]]


def test_without_a_test_address_there_is_none(sending, as_template, author):
    assert refused(author, "TEST_ADDRESS", **as_template) == [
        ("to", "NOT_A_TEST_ADDRESS")
    ]


def test_an_app_has_no_address_of_its_own(sending, as_template, app_api):
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert refused(app, **as_template) == [("to", "NOT_A_TEST_ADDRESS")]


def test_after_so_many_in_an_hour_one_waits(sending, as_template, author):
    for _ in range(MOST):
        send(author, **as_template)

    assert refused(author, **as_template) == [(None, "TOO_MANY")]
    assert len(mail.outbox) == MOST


def test_what_cannot_be_sent_is_refused_with_its_fault(sending, author):
    # given a template with a fault, one that is no e-mail, and one that says nothing
    faulty, onsite, silent = (
        create_template(
            NewTemplate(code=code, name=code, kind=kind, purpose="marketing"),
            author=AUTHOR,
            now=NOON,
        )
        for code, kind in (
            ("faulty", TemplateKind.EMAIL),
            ("onsite", TemplateKind.ONSITE),
            ("silent", TemplateKind.EMAIL),
        )
    )
    for row in (faulty, onsite):
        words = Content(language="en", subject="x", body="{{ customer.nonsense( }}")
        save_draft(row.pk, [words], author=AUTHOR)

    # then
    for row in (faulty, onsite, silent):
        asked = {"template": global_id("CrmTemplate", row.pk)}
        assert refused(author, **asked) == [("template", "UNSENDABLE_TEMPLATE")]
    assert mail.outbox == []


def test_an_unknown_variant_says_nothing(sending, as_template, author):
    assert refused(author, variant="gold", **as_template) == [
        ("template", "UNSENDABLE_TEMPLATE")
    ]


def test_without_an_account_nothing_leaves(sending, as_template, author):
    ChannelAccount.objects.filter(medium="email").update(is_active=False)

    assert refused(author, **as_template) == [(None, "NO_ACCOUNT")]


def test_a_server_that_refuses_is_told_without_the_address(
    by_smtp, mail_server, as_template, author
):
    mail_server.answers[author.user.email] = f"550 5.1.1 no {author.user.email} here"

    with fixed_at(NOON):
        answer = author.ask(SEND, to="MYSELF", **as_template)["crmTemplateTestSend"]

    [error] = answer["errors"]
    assert error["code"] == "NOT_TAKEN"
    assert error["message"] == "The letter was not taken: 550 5.1.1."
    assert mail_server.letters == []
