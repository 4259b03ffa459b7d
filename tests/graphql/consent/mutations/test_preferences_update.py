"""A customer grants and withdraws, for nobody but themselves."""

import pytest

from saleor_crm_plugin.consent.models import (
    ChannelPolicy,
    ConsentEvent,
    ConsentEvidence,
    ConsentWording,
)
from saleor_crm_plugin.consent.sources import Source
from saleor_crm_plugin.identity.queries import profile_of_user
from saleor_crm_plugin.templates.models import Template
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.consent import record_one
from tests.fixtures.member import member_of

UPDATE = """
mutation Update($input: [CrmPreferenceInput!]!) {
  crmPreferencesUpdate(input: $input) {
    preferences { consents { channel purpose listCode status } }
    errors { field code }
  }
}
"""


@pytest.fixture(autouse=True)
def lists(db):
    """Messages belong to lists."""
    for code in ("news", *(f"list{number}" for number in range(51))):
        Template.objects.create(
            code=code, name=code, kind="email", purpose="marketing", list_code=code
        )


def wish(**changes):
    return {"channel": "email", "purpose": "MARKETING", "isGranted": True} | changes


def test_what_is_granted_is_recorded_with_its_words_and_where_it_came_from(
    member, customer_api
):
    words = ConsentWording.objects.create(
        code="news",
        purpose="marketing",
        language="en",
        version=1,
        text="May we?",
        author="user:1",
    )

    done = customer_api.done(
        UPDATE,
        input=[
            wish(wording=global_id("CrmConsentWording", words.pk)),
            wish(listCode="news", isGranted=False),
        ],
    )

    assert done["preferences"]["consents"] == [
        {
            "channel": "email",
            "purpose": "MARKETING",
            "listCode": "",
            "status": "GRANTED",
        },
        {
            "channel": "email",
            "purpose": "MARKETING",
            "listCode": "news",
            "status": "WITHDRAWN",
        },
    ]
    granted = ConsentEvent.objects.get(status="granted")
    assert (granted.profile_id, granted.wording_id, granted.source, granted.author) == (
        member,
        words.pk,
        Source.ACCOUNT,
        "",
    )
    assert ConsentEvidence.objects.get(event=granted).ip == "127.0.0.1"


def test_the_others_consents_are_not_touched(member, customer_api, other_customer_api):
    other = member_of(other_customer_api.user)
    record_one(other, "yes")

    customer_api.done(UPDATE, input=[wish(isGranted=False)])

    assert ConsentEvent.objects.get(profile_id=other).status == "granted"
    assert ConsentEvent.objects.get(profile_id=member).status == "withdrawn"


def test_a_list_that_is_no_more_can_still_be_left(member, customer_api):
    record_one(member, "yes", list_code="old-news")

    done = customer_api.done(UPDATE, input=[wish(listCode="old-news", isGranted=False)])

    assert done["preferences"]["consents"][0]["status"] == "WITHDRAWN"


def test_an_account_that_nobody_has_observed_can_say_so(customer_api):
    customer_api.done(UPDATE, input=[wish()])

    profile_id = profile_of_user(customer_api.user.pk)
    assert ConsentEvent.objects.get().profile_id == profile_id


def test_a_grant_awaits_its_confirmation_where_the_channel_demands_it(
    member, customer_api
):
    ChannelPolicy.objects.create(channel="email", double_opt_in=True)

    done = customer_api.done(UPDATE, input=[wish()])

    assert done["preferences"]["consents"][0]["status"] == "PENDING"


def test_saying_the_same_again_leaves_one_act(member, customer_api):
    for _ in range(3):
        customer_api.done(UPDATE, input=[wish()])

    assert ConsentEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"purpose": "TRANSACTIONAL"}, ("purpose", "NOT_ASKED_FOR")),
        ({"channel": "E-MAIL"}, ("channel", "INVALID")),
        ({"channel": "x" * 33}, ("channel", "INVALID")),
        ({"channel": "ada_lovelace"}, ("channel", "INVALID")),
        ({"listCode": "<b>"}, ("listCode", "INVALID")),
        ({"listCode": "ada-lovelace"}, ("listCode", "INVALID")),
        ({"wording": "nonsense"}, ("wording", "INVALID")),
        (
            {"wording": global_id("CrmConsentWording", 10**6)},
            ("wording", "NOT_FOUND"),
        ),
    ],
)
def test_one_bad_input_refuses_all(member, customer_api, changes, refusal):
    given = [wish(listCode="news"), wish(**changes)]

    assert customer_api.refused(UPDATE, input=given) == [refusal]


def test_no_more_than_fifty_at_once(member, customer_api):
    given = [wish(listCode=f"list{number}") for number in range(51)]

    assert customer_api.refused(UPDATE, input=given) == [("input", "INVALID")]


def test_it_is_for_customers_who_are_signed_in(anonymous_api, app_api):
    assert_closed([anonymous_api, app_api()], UPDATE, input=[wish()])
