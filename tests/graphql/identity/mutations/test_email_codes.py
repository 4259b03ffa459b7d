"""Customers prove their e-mail by a code; whoever asks learns nothing of others."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.graphql.identity.verification import MOST_GUESSES, MOST_REQUESTS
from saleor_crm_plugin.identity.actions.email_codes import code_for
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.proof_models import MOST_TRIES, EmailCode
from saleor_crm_plugin.messaging.actions.tell_codes import TEMPLATE, tell_codes
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.outbox.models import Mark
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash
from tests.fixtures.person import SEEN_AT, account_claim

REQUEST = """
mutation Request($email: String!) {
  crmEmailCodeRequest(email: $email) {
    handle expiresAt errors { field code message }
  }
}
"""
VERIFY = """
mutation Verify($handle: ID!, $code: String!) {
  crmEmailCodeVerify(handle: $handle, code: $code) { errors { field code message } }
}
"""
WRONG = [("code", "INVALID")]


@pytest.fixture
def unproven(customer_api):
    """The profile of a customer whose e-mail nobody has proven."""
    user = customer_api.user
    [profile_id] = resolve_profiles([account_claim(user.pk, user.email)])
    return profile_id


def test_code_in_the_letter_proves_the_address(unproven, customer_api, anonymous_api):
    # when
    email = customer_api.user.email
    with clock.fixed_at(SEEN_AT):
        handle = anonymous_api.done(REQUEST, email=email)["handle"]
        assert tell_codes(now=SEEN_AT) == 1
        assert tell_codes(now=SEEN_AT) == 0

        # then one letter leaves, without the code in what is stored
        letter = Message.objects.get()
        assert (letter.profile_id, letter.template_code) == (unproven, TEMPLATE)
        code = code_for(EmailCode.objects.get().pk, email_hash(email))
        assert code not in str(letter.variables)

        # when typed by anybody who holds both
        assert anonymous_api.done(VERIFY, handle=handle, code=code) == {}
        assert anonymous_api.refused(VERIFY, handle=handle, code=code) == WRONG

    # then
    mark = Mark.objects.get(kind="customer_verified")
    assert (mark.object_id, mark.email_hash) == (
        str(customer_api.user.pk),
        email_hash(email),
    )


def test_tries_count_though_they_are_refused(unproven, customer_api):
    with clock.fixed_at(SEEN_AT):
        handle = customer_api.done(REQUEST, email=customer_api.user.email)["handle"]
        for _ in range(MOST_TRIES):
            answer = customer_api.post(VERIFY, handle=handle, code="none")["data"]
            [error] = answer["crmEmailCodeVerify"]["errors"]
            assert (error["field"], error["code"]) == WRONG[0]

    assert EmailCode.objects.get().tries_left == 0
    assert not Mark.objects.filter(kind="customer_verified").exists()


def test_answers_do_not_tell_who_is_known(unproven, customer_api, anonymous_api):
    # when asked for an address that is known, and for others
    with clock.fixed_at(SEEN_AT):
        answers = [
            anonymous_api.done(REQUEST, email=email)
            for email in (customer_api.user.email, "no@body.example", "nonsense", "")
        ]
        refusals = {
            str(anonymous_api.post(VERIFY, handle=one, code="123456")["data"])
            for one in [*(answer["handle"] for answer in answers), "forged"]
        }

    # then
    assert len({answer.pop("handle") for answer in answers}) == len(answers)
    assert all(answer == answers[0] for answer in answers)
    assert len(refusals) == 1


@pytest.mark.parametrize(
    ("query", "given", "most"),
    [
        (REQUEST, {"email": "a@example.com"}, MOST_REQUESTS),
        (VERIFY, {"handle": "x", "code": "1"}, MOST_GUESSES),
    ],
)
def test_one_address_of_the_network_comes_only_so_often(
    query, given, most, anonymous_api, monkeypatch
):
    monkeypatch.setattr(
        "saleor_crm_plugin.graphql.identity.verification.seconds_to_wait",
        lambda place, client, **limit: 60 if limit["most"] == most else 0,
    )

    assert anonymous_api.refused(query, **given) == [(None, "TOO_OFTEN")]
    assert not EmailCode.objects.exists()
