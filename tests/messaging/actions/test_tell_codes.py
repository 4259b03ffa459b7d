"""The letter tells the code that is right for the address it goes to, and for no other."""

from django.core import mail

from saleor_crm_plugin.identity.actions.email_codes import ask_for_code, try_code
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.messaging.actions.send import send_due
from saleor_crm_plugin.messaging.actions.tell_codes import TEMPLATE, tell_codes
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.outbox.models import Mark
from saleor_crm_plugin.templates.actions.ready_made import install_ready_made

from ...fixtures.messages import AUTHOR, NOON
from ...fixtures.person import SEEN_AT, account_claim

ADDRESS = "ada@example.com"


def test_code_in_the_letter_is_the_one(sending):
    # given
    install_ready_made([TEMPLATE], author=AUTHOR, now=NOON)
    resolve_profiles([account_claim(7, ADDRESS, seen_at=SEEN_AT)])

    # when
    handle = ask_for_code(ADDRESS, now=NOON)
    tell_codes(now=NOON)
    send_due(now=NOON)

    # then
    [letter] = mail.outbox
    assert letter.to == [ADDRESS]
    code = letter.subject.removeprefix("Your code: ")
    assert code in letter.body
    assert try_code(handle, code, now=NOON)
    assert Mark.objects.filter(kind="customer_verified", object_id="7").exists()


def test_no_letter_goes_to_another_address_of_the_person(sending):
    # given an account whose person is written to elsewhere
    survivor, source = resolve_profiles(
        [
            account_claim(7, ADDRESS),
            account_claim(8, "other@example.com", email_is_verified=True),
        ]
    )
    merge_profiles(source, survivor, author=AUTHOR, now=NOON)

    # when
    handle = ask_for_code(ADDRESS, now=NOON)

    # then
    assert tell_codes(now=NOON) == 0
    assert not Message.objects.exists()
    assert not try_code(handle, "000000", now=NOON)
