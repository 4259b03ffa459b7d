"""The link of a double opt-in goes out once per request, and cannot fill anybody's mailbox."""

import datetime

import pytest

from saleor_crm_plugin.consent.events import ConsentRequested
from saleor_crm_plugin.consent.models import ChannelPolicy, ConsentEvent
from saleor_crm_plugin.consent.purposes import ConsentPurpose
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.messaging.actions.ask_to_confirm import (
    MOST_A_DAY,
    TEMPLATE,
    ask_to_confirm,
)
from saleor_crm_plugin.messaging.intents import CONFIRMS
from saleor_crm_plugin.messaging.models import Message
from tests.fixtures.consent import ASKED_AT, HOUR, record_one
from tests.fixtures.unchanged import nothing_changes


@pytest.fixture(autouse=True)
def demanding(db):
    """A channel on which grants must be confirmed."""
    ChannelPolicy.objects.create(channel="email", double_opt_in=True)
    with clock.fixed_at(ASKED_AT):
        yield


def requested(profile, key="asked", **changes):
    """Ask for messages, and return the fact of it."""
    record_one(profile.pk, key, **changes)
    event = ConsentEvent.objects.latest("id")
    return ConsentRequested(
        key=f"consent:{event.pk}",
        occurred_at=event.occurred_at,
        origin=Origin.LIVE,
        profile_id=profile.pk,
        channel="email",
        purpose="marketing",
        list_code="",
        source="account",
        event_id=event.pk,
    )


def test_the_link_of_the_request_is_queued_at_once(profile):
    fact = requested(profile)

    ask_to_confirm([fact])

    message = Message.objects.get()
    assert (message.profile_id, message.template_code, message.purpose) == (
        profile.pk,
        TEMPLATE,
        ConsentPurpose.TRANSACTIONAL,
    )
    assert (message.channels, message.due_at) == (["email"], ASKED_AT)
    assert message.variables == {CONFIRMS: fact.event_id}


def test_handling_the_fact_again_changes_nothing(profile):
    fact = requested(profile)
    ask_to_confirm([fact])

    with nothing_changes():
        ask_to_confirm([fact])


def test_an_old_request_is_not_asked_about(profile):
    fact = requested(profile)

    with clock.fixed_at(ASKED_AT + datetime.timedelta(hours=25)), nothing_changes():
        ask_to_confirm([fact])


def test_nobodys_mailbox_is_filled(profile, guest_profile):
    # given somebody who asks and withdraws in turn
    facts = []
    for number in range(MOST_A_DAY + 2):
        moment = ASKED_AT + number * datetime.timedelta(minutes=2)
        facts.append(requested(profile, f"yes {number}", occurred_at=moment))
        record_one(
            profile.pk,
            f"no {number}",
            granted=False,
            occurred_at=moment + datetime.timedelta(minutes=1),
        )
    other = requested(guest_profile, "guest")

    # when
    with clock.fixed_at(ASKED_AT + HOUR):
        ask_to_confirm([*facts, other])

    # then
    assert Message.objects.filter(profile_id=profile.pk).count() == MOST_A_DAY
    assert Message.objects.filter(profile_id=guest_profile.pk).count() == 1
