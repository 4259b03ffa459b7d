"""The preference page: no sign-in, no data shown, and what is chosen holds."""

import pytest

from saleor_crm_plugin.consent.links import LinkedPerson, preferences_url
from saleor_crm_plugin.consent.models import ChannelPolicy, ConsentEvent, Suppression
from saleor_crm_plugin.consent.policies import ConsentStatus
from saleor_crm_plugin.consent.queries import consent_of
from saleor_crm_plugin.consent.sources import Source

from ..fixtures.consent import record_one
from ..fixtures.unchanged import nothing_changes
from ..fixtures.web import path_of


def choices_of(profile, list_code="news"):
    person = LinkedPerson(profile.public_id, "email", list_code)
    return path_of(preferences_url(person))


def status(profile, purpose="marketing", channel="email", list_code=""):
    found = consent_of(
        [profile.pk], channel=channel, purpose=purpose, list_code=list_code
    )
    return found[profile.pk]


def test_the_page_is_the_same_whatever_was_chosen_before(web, profile):
    before = web.get(choices_of(profile)).content
    record_one(profile.pk, "yes")
    record_one(profile.pk, "no", purpose="profiling", channel="any", granted=False)

    with nothing_changes():
        after = web.get(choices_of(profile)).content

    assert after == before
    assert b"selected" not in after
    assert b"ada" not in after


def test_a_page_without_a_list_does_not_offer_one(web, profile):
    assert b'name="list"' in web.get(choices_of(profile)).content
    assert b'name="list"' not in web.get(choices_of(profile, "")).content


def test_what_is_chosen_holds_and_the_rest_is_left_as_it_was(web, profile):
    record_one(profile.pk, "partners", purpose="third_party", channel="any")

    response = web.send(
        choices_of(profile),
        {"list": "yes", "channel": "no", "profiling": "yes", "third_party": ""},
    )

    assert response.status_code == 200
    assert status(profile) == ConsentStatus.WITHDRAWN
    assert status(profile, list_code="news") == ConsentStatus.GRANTED
    assert status(profile, "profiling", "any") == ConsentStatus.GRANTED
    assert status(profile, "third_party", "any") == ConsentStatus.GRANTED
    # the list can still be sent
    assert not Suppression.objects.filter(ended_at=None).exists()
    sources = ConsentEvent.objects.exclude(key="partners").values_list("source")
    assert set(sources) == {(Source.PREFERENCE_PAGE,)}


def test_everything_is_left_by_one_button(web, profile):
    record_one(profile.pk, "yes")

    web.send(choices_of(profile), {"everything": "no"})

    assert status(profile) == ConsentStatus.WITHDRAWN
    assert status(profile, channel="sms") == ConsentStatus.WITHDRAWN
    assert status(profile, "profiling", "any") == ConsentStatus.WITHDRAWN
    assert status(profile, "third_party", "any") == ConsentStatus.WITHDRAWN


def test_coming_back_lifts_the_opt_out(web, profile):
    web.send(choices_of(profile), {"channel": "no"})
    assert Suppression.objects.filter(ended_at=None).count() == 1

    web.send(choices_of(profile), {"channel": "yes"})

    assert status(profile) == ConsentStatus.GRANTED
    assert not Suppression.objects.filter(ended_at=None).exists()


def test_coming_back_must_be_confirmed_where_the_channel_demands_it(web, profile):
    ChannelPolicy.objects.create(channel="email", double_opt_in=True)
    web.send(choices_of(profile), {"channel": "no"})

    web.send(choices_of(profile), {"channel": "yes"})

    assert status(profile) == ConsentStatus.PENDING
    assert Suppression.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("answer", ["maybe", "YES", "1"])
def test_other_answers_change_nothing(web, profile, answer):
    with nothing_changes():
        response = web.send(choices_of(profile), {"list": "yes", "channel": answer})

    assert response.status_code == 400


def test_an_empty_form_changes_nothing(web, profile):
    with nothing_changes():
        response = web.send(choices_of(profile), {})

    assert response.status_code == 200
