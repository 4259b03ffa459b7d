"""The second half of a double opt-in: only the newest link, only by its button."""

import datetime

import pytest

from saleor_crm_plugin.consent.links import CONFIRM_WITHIN, confirm_url
from saleor_crm_plugin.consent.models import ChannelPolicy, ConsentEvent
from saleor_crm_plugin.consent.policies import ConsentStatus
from saleor_crm_plugin.consent.queries import consent_of
from saleor_crm_plugin.consent.sources import Source
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile

from ..fixtures.consent import ASKED_AT, HOUR, record_one
from ..fixtures.unchanged import nothing_changes
from ..fixtures.web import path_of


@pytest.fixture(autouse=True)
def at_noon():
    with clock.fixed_at(ASKED_AT):
        yield


@pytest.fixture
def asked(profile):
    """The event of somebody who asked for our messages."""
    ChannelPolicy.objects.create(channel="email", double_opt_in=True)
    record_one(profile.pk, "asked")
    return ConsentEvent.objects.get()


def link(event):
    return path_of(confirm_url(event.pk))


def status(event):
    found = consent_of([event.profile_id], channel="email", purpose="marketing")
    return found[event.profile_id]


def test_looking_confirms_nothing(web, asked):
    with nothing_changes():
        response = web.get(link(asked))

    assert response.status_code == 200
    assert status(asked) == ConsentStatus.PENDING


def test_the_button_grants_what_was_asked_for(web, asked):
    response = web.post(link(asked), "")

    assert response.status_code == 200
    assert status(asked) == ConsentStatus.GRANTED
    event = ConsentEvent.objects.latest("id")
    assert (event.source, event.status) == (Source.CONFIRMATION, "granted")


def test_confirming_again_changes_nothing(web, asked):
    web.post(link(asked), "")

    with nothing_changes():
        response = web.post(link(asked), "")

    assert response.status_code == 200


def test_a_withdrawal_since_makes_the_link_void(web, asked):
    record_one(asked.profile_id, "no", granted=False, occurred_at=ASKED_AT)

    with nothing_changes():
        response = web.post(link(asked), "")

    assert response.status_code == 410
    assert status(asked) == ConsentStatus.WITHDRAWN


def test_asking_again_leaves_the_link_good(web, asked):
    later = ASKED_AT + HOUR
    record_one(asked.profile_id, "again", occurred_at=later)

    with clock.fixed_at(later):
        response = web.post(link(asked), "")

    assert response.status_code == 200
    assert status(asked) == ConsentStatus.GRANTED


def test_who_withdrew_and_asked_again_confirms_with_the_new_link(web, asked):
    # given
    record_one(asked.profile_id, "no", granted=False, occurred_at=ASKED_AT + HOUR)
    record_one(asked.profile_id, "again", occurred_at=ASKED_AT + 2 * HOUR)
    newest = ConsentEvent.objects.latest("id")

    # when
    with clock.fixed_at(ASKED_AT + 3 * HOUR):
        with nothing_changes():
            old = web.post(link(asked), "")
        new = web.post(link(newest), "")

    # then
    assert (old.status_code, new.status_code) == (410, 200)
    assert status(asked) == ConsentStatus.GRANTED


@pytest.mark.parametrize(("late", "code"), [(datetime.timedelta(), 200), (HOUR, 404)])
def test_a_link_is_good_for_a_month(web, asked, late, code):
    path = link(asked)

    with clock.fixed_at(ASKED_AT + CONFIRM_WITHIN + late):
        assert web.post(path, "").status_code == code


def test_nobody_is_confirmed_who_was_erased(web, asked):
    path = link(asked)
    erase_profile(asked.profile_id, now=ASKED_AT, author="user:1")

    with nothing_changes():
        response = web.post(path, "")

    assert response.status_code == 410
