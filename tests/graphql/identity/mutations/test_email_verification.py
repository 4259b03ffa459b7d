"""Customers prove their e-mail with a letter of ours."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.links import verification_token
from saleor_crm_plugin.messaging.actions.ask_to_verify import MOST_A_DAY, SOURCE_ID
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.outbox.models import Mark
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash
from tests.fixtures.api import assert_closed
from tests.fixtures.member import member_of
from tests.fixtures.person import SEEN_AT, account_claim
from tests.fixtures.unchanged import nothing_changes

REQUEST = """
mutation { crmMyEmailVerificationRequest { errors { field code message } } }
"""
VERIFY = """
mutation Verify($token: String!) {
  crmEmailVerify(token: $token) { errors { field code message } }
}
"""


@pytest.fixture
def unproven(customer_api):
    """The profile of a customer whose e-mail nobody has proven."""
    user = customer_api.user
    [profile_id] = resolve_profiles([account_claim(user.pk, user.email)])
    return profile_id


def test_letter_goes_to_the_account_three_times_a_day(unproven, customer_api):
    for minute in range(MOST_A_DAY):
        with clock.fixed_at(SEEN_AT.replace(minute=minute)):
            customer_api.done(REQUEST)
    with clock.fixed_at(SEEN_AT.replace(minute=59)), nothing_changes():
        assert customer_api.refused(REQUEST) == [(None, "TOO_OFTEN")]

    letters = Message.objects.filter(source_id=SOURCE_ID)
    assert set(letters.values_list("profile_id", "purpose", "template_code")) == {
        (unproven, "transactional", "verify_email")
    }
    assert letters.count() == MOST_A_DAY


def test_nothing_is_sent_where_it_is_proven(customer_api):
    member_of(customer_api.user)

    with nothing_changes():
        assert customer_api.refused(REQUEST) == [(None, "INVALID")]


def test_whoever_holds_the_link_may_hand_it_in(anonymous_api, unproven, customer_api):
    user = customer_api.user
    proof = email_hash(user.email)

    assert anonymous_api.done(VERIFY, token=verification_token(user.pk, proof)) == {}

    mark = Mark.objects.get(kind="customer_verified")
    assert (mark.object_id, mark.email_hash) == (str(user.pk), proof)
    with nothing_changes():
        assert anonymous_api.refused(VERIFY, token="forged") == [("token", "INVALID")]


def test_only_customers_ask(anonymous_api):
    assert_closed([anonymous_api], REQUEST)
