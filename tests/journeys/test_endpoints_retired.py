"""Other systems go out of use when no journey calls them, and what they were told is forgotten."""

import datetime

import pytest

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.journeys.actions.endpoints import retire_endpoint, save_endpoint
from saleor_crm_plugin.journeys.actions.forget_calls import forget_calls
from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.wake import wake_due
from saleor_crm_plugin.journeys.errors import (
    EndpointInUse,
    EndpointNotFound,
    InvalidDefinition,
)
from saleor_crm_plugin.journeys.queries import webhook_endpoints
from saleor_crm_plugin.journeys.webhook_models import WebhookCall, WebhookEndpoint
from tests.fixtures.journey import (
    AUTHOR,
    BEGUN_AT,
    DAY,
    definition,
    make_journey,
    registered,
    republish,
)
from tests.fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.usefixtures("at_the_beginning")
STEPS = {
    "tell": {"kind": "webhook", "endpoint": "crm", "next": "end"},
    "end": {"kind": "exit"},
}


@pytest.fixture
def secret(db):
    return save_endpoint(
        "crm", "https://hooks.example.com/crm", author=AUTHOR, now=BEGUN_AT
    ).secret


def retire(code="crm"):
    retire_endpoint(code, author=AUTHOR, now=BEGUN_AT)


def call(number, state, ended_at):
    return WebhookCall.objects.create(
        enrollment_id=number,
        visit=0,
        step="tell",
        profile_id=1,
        endpoint=WebhookEndpoint.objects.get(),
        state=state,
        created_at=ended_at,
        ended_at=ended_at,
    )


def test_an_endpoint_that_nothing_calls_goes_out_of_use_with_its_secret(secret):
    retire()

    assert list(webhook_endpoints()) == []
    row = WebhookEndpoint.objects.get()
    assert (row.url, row.secrets, row.retired_at) == ("", "", BEGUN_AT)
    change = SettingsChange.objects.latest("pk")
    assert change.author == AUTHOR
    with pytest.raises(InvalidDefinition):
        make_journey(**definition(start="tell", steps=STEPS))


def test_a_code_that_is_entered_anew_has_a_new_secret(secret):
    retire()
    saved = save_endpoint(
        "crm", "https://other.example.com/", author=AUTHOR, now=BEGUN_AT + DAY
    )
    assert saved.secret not in (None, secret)
    assert [row.url for row in webhook_endpoints()] == ["https://other.example.com/"]


def test_an_endpoint_that_there_is_not_is_refused(secret):
    with nothing_changes(), pytest.raises(EndpointNotFound):
        retire("other")
    retire()
    with nothing_changes(), pytest.raises(EndpointNotFound):
        retire()


def test_an_endpoint_stays_while_a_published_journey_calls_it(secret, people):
    # given a journey whose published version calls it, with somebody on the way
    journey = make_journey(**definition(start="tell", steps=STEPS))
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)

    # then
    with nothing_changes(), pytest.raises(EndpointInUse, match="hello"):
        retire()

    # when the next version does not, it has still to answer for who is on the way
    republish(journey)
    with nothing_changes(), pytest.raises(EndpointInUse) as refused:
        retire()
    assert refused.value.journeys == ["hello"]


def test_a_version_that_nobody_is_in_does_not_count(secret):
    journey = make_journey(**definition(start="tell", steps=STEPS))
    republish(journey)
    retire()
    assert list(webhook_endpoints()) == []


def test_calls_are_forgotten_after_their_time_in_batches(secret):
    # given
    old, young = BEGUN_AT - datetime.timedelta(days=31), BEGUN_AT - 29 * DAY
    for number in range(1, 6):
        call(number, "answered" if number % 2 else "dropped", old)
    call(6, "failed", old)
    call(7, "answered", young)

    # when
    keep = datetime.timedelta(days=30)
    assert forget_calls(keep=keep, now=BEGUN_AT, batch=2) == 5

    # then what failed waits for staff, and the rest for its time
    left = WebhookCall.objects.order_by("enrollment_id")
    assert list(left.values_list("enrollment_id", flat=True)) == [6, 7]
    with nothing_changes():
        assert forget_calls(keep=keep, now=BEGUN_AT) == 0


def test_a_retired_endpoint_goes_behind_its_last_call(secret):
    call(1, "answered", BEGUN_AT)
    retire()
    keep = datetime.timedelta(days=30)
    assert forget_calls(keep=keep, now=BEGUN_AT + 29 * DAY) == 0
    assert WebhookEndpoint.objects.count() == 1
    assert forget_calls(keep=keep, now=BEGUN_AT + 31 * DAY) == 1
    assert not WebhookEndpoint.objects.exists()


def test_an_endpoint_in_use_is_never_swept(secret):
    with nothing_changes():
        forget_calls(keep=DAY, now=BEGUN_AT + 365 * DAY)
