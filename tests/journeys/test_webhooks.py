"""A step tells another system: signed, at least once, and in vain it comes to the stuck list."""

import json

import pytest

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.identity.labels import Tagging, add_tags
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.journeys.actions import call_webhooks
from saleor_crm_plugin.journeys.actions.call_webhooks import CallReport, call_due
from saleor_crm_plugin.journeys.actions.endpoints import save_endpoint
from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.stuck import retry_stuck, skip_stuck
from saleor_crm_plugin.journeys.actions.switch import pause, turn_on
from saleor_crm_plugin.journeys.actions.wake import wake_due
from saleor_crm_plugin.journeys.errors import InvalidDefinition, InvalidSetting
from saleor_crm_plugin.journeys.models import Journey, StepLog
from saleor_crm_plugin.journeys.person import JourneyRows
from saleor_crm_plugin.journeys.policies.signing import signed_headers
from saleor_crm_plugin.journeys.webhook_models import (
    CallState,
    WebhookCall,
    WebhookEndpoint,
)
from saleor_crm_plugin.saleor_adapter.web_client import Reply
from tests.fixtures.consent import record_one
from tests.fixtures.journey import (
    AUTHOR,
    BEGUN_AT,
    DAY,
    HOUR,
    definition,
    make_journey,
    only_enrollment,
    registered,
)
from tests.fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.usefixtures("at_the_beginning")
URL = "https://hooks.example.com/crm"
STEPS = {
    "tell": {
        "kind": "webhook",
        "endpoint": "crm",
        "values": ["tags", "tier:club"],
        "next": "end",
    },
    "end": {"kind": "exit"},
}


@pytest.fixture
def secret(db):
    return save_endpoint("crm", URL, author=AUTHOR, now=BEGUN_AT).secret


@pytest.fixture
def other_system(monkeypatch):
    """Another system that answers as `answers` say, 200 at last; returns both lists."""
    came, answers = [], []

    def post_all(posts):
        came.extend(posts)
        return [answers.pop(0) if answers else Reply(200) for _ in posts]

    monkeypatch.setattr(call_webhooks, "post_all", post_all)
    return came, answers


@pytest.fixture
def profile(people, program, secret):
    [profile] = people(1)
    add_tags([Tagging(profile_id=profile, tag="vip", source=AUTHOR)], now=BEGUN_AT)
    make_journey(**definition(start="tell", steps=STEPS))
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)
    return profile


def _fail_for_good(answers):
    """Let the other system be down until the call is given up; return the moment."""
    now, total = BEGUN_AT, CallReport()
    while not total.parked:
        answers.append(Reply(503))
        total += call_due(now=now)
        now += HOUR
    assert total == CallReport(failed=7, parked=1)
    return now


def test_the_other_system_is_told_what_the_definition_names_and_nothing_else(
    profile, secret, other_system
):
    came, _ = other_system
    passage = only_enrollment()
    assert (passage.step, passage.state) == ("tell", "active")

    assert call_due(now=BEGUN_AT) == CallReport(answered=1)
    wake_due(now=BEGUN_AT)

    [post] = came
    assert post.url == URL
    assert json.loads(post.body) == {
        "type": "journey.step_reached",
        "timestamp": BEGUN_AT.isoformat(),
        "data": {
            "journey": "hello",
            "step": "tell",
            "profile": str(Profile.objects.get(pk=profile).public_id),
            "subject": {},
            "values": {"tags": ["vip"], "tier:club": None},
        },
    }
    key = f"journey:{passage.pk}:tell:0"
    assert post.headers == signed_headers(secret, key, post.body, at=BEGUN_AT)
    assert only_enrollment().state == "done"
    assert list(StepLog.objects.values_list("step", "outcome")) == [
        ("tell", "answered"),
        ("end", "finished"),
    ]
    # It is over: nothing of what was told is kept, and nothing is told again.
    assert WebhookCall.objects.get().body == {}
    assert call_due(now=BEGUN_AT + DAY) == CallReport()


def test_a_partner_is_not_told_of_who_has_not_agreed_to_that(profile, other_system):
    # given
    came, _ = other_system
    save_endpoint("crm", URL, is_partner=True, author=AUTHOR, now=BEGUN_AT)

    # when
    report = call_due(now=BEGUN_AT)
    wake_due(now=BEGUN_AT)

    # then the journey goes on, and nothing of what was to be told is kept
    assert (came, report) == ([], CallReport())
    call = WebhookCall.objects.get()
    assert (call.state, call.body) == (CallState.DROPPED, {})
    assert list(StepLog.objects.values_list("step", "outcome")) == [
        ("tell", "withheld"),
        ("end", "finished"),
    ]


def test_a_partner_is_told_only_while_the_person_agrees(profile, other_system):
    # given a first try in vain, and a withdrawal before the second
    came, answers = other_system
    answers += [Reply(503)]
    record_one(profile, "yes", purpose="third_party", channel="any")
    save_endpoint("crm", URL, is_partner=True, author=AUTHOR, now=BEGUN_AT)
    assert call_due(now=BEGUN_AT) == CallReport(failed=1)
    record_one(
        profile,
        "no",
        purpose="third_party",
        channel="any",
        granted=False,
        occurred_at=BEGUN_AT,
    )

    # when
    call_due(now=BEGUN_AT + HOUR)

    # then
    assert len(came) == 1
    assert WebhookCall.objects.get().state == CallState.DROPPED


def test_it_is_told_again_under_the_same_id_until_somebody_answers(
    profile, other_system
):
    came, answers = other_system
    answers += [Reply(None, "ConnectTimeout"), Reply(500)]

    reports = [
        call_due(now=BEGUN_AT + seconds * HOUR / 3600) for seconds in (0, 9, 10, 30)
    ]

    failed, early = CallReport(failed=1), CallReport()
    assert reports == [failed, early, failed, CallReport(answered=1)]
    assert len({post.headers["Idempotency-Key"] for post in came}) == 1
    assert len({post.headers["Webhook-Timestamp"] for post in came}) == 3
    assert len({post.body for post in came}) == 1


def test_in_vain_it_comes_to_the_stuck_list_and_staff_try_again(profile, other_system):
    came, answers = other_system
    now = _fail_for_good(answers)
    stuck = only_enrollment()
    assert (stuck.state, stuck.due_at) == ("stuck", None)
    assert stuck.last_error == "webhook: The answer was 503."
    assert call_due(now=now + DAY) == CallReport()

    retry_stuck([stuck.pk], author=AUTHOR, now=now)
    assert call_due(now=now) == CallReport(answered=1)
    wake_due(now=now)

    assert only_enrollment().state == "done"
    assert len(came) == 9


def test_who_is_taken_out_is_told_of_no_more(profile, other_system):
    came, answers = other_system
    now = _fail_for_good(answers)
    stuck = only_enrollment()
    skip_stuck([stuck.pk], reason="gone", author=AUTHOR, now=now)

    assert call_due(now=now) == CallReport()

    call = WebhookCall.objects.get()
    assert (call.state, call.body) == ("dropped", {})
    assert len(came) == 8


def test_a_paused_journey_tells_nothing_and_an_erased_person_is_forgotten(
    profile, other_system
):
    came, _ = other_system
    journey = Journey.objects.get()
    pause(journey.pk, author=AUTHOR, now=BEGUN_AT)
    assert call_due(now=BEGUN_AT) == CallReport()

    turn_on(journey.pk, author=AUTHOR, now=BEGUN_AT)
    JourneyRows().erase(profile, now=BEGUN_AT)
    assert call_due(now=BEGUN_AT) == CallReport()

    call = WebhookCall.objects.get()
    assert (call.state, call.body, came) == ("dropped", {}, [])


def test_a_call_whose_worker_died_is_made_by_the_next(profile, other_system):
    lost = call_webhooks._claim(BEGUN_AT)
    assert call_due(now=BEGUN_AT + call_webhooks.LEASE / 2) == CallReport()

    assert call_due(now=BEGUN_AT + call_webhooks.LEASE) == CallReport(answered=1)
    # The dead one comes back and tells what it knew: it is too late.
    call_webhooks._settle([(lost[0], Reply(500))], BEGUN_AT + call_webhooks.LEASE)

    assert WebhookCall.objects.get().state == "answered"
    assert only_enrollment().heard == "webhook.answered"


def test_endpoints_are_checked_and_their_secrets_stay_secret(secret):
    other = save_endpoint("crm", f"{URL}/2", author=AUTHOR, now=BEGUN_AT)
    renewed = save_endpoint("crm", URL, renew_secret=True, author=AUTHOR, now=BEGUN_AT)

    assert other.secret is None
    assert renewed.secret not in (None, secret)
    row = WebhookEndpoint.objects.get()
    assert row.secret_hint == renewed.secret[-4:]
    assert renewed.secret not in row.secrets
    audited = json.dumps(list(SettingsChange.objects.values_list("before", "after")))
    assert secret not in audited
    assert renewed.secret not in audited
    for code, url in (
        ("CRM", URL),
        ("crm", "http://hooks.example.com"),
        ("crm", "x" * 501),
    ):
        with nothing_changes(), pytest.raises(InvalidSetting):
            save_endpoint(code, url, author=AUTHOR, now=BEGUN_AT)


def test_a_definition_can_only_name_endpoints_and_attributes_that_there_are(db):
    with pytest.raises(InvalidDefinition) as refused:
        make_journey(**definition(start="tell", steps=STEPS))
    assert [one.path for one in refused.value.problems] == ["steps.tell.endpoint"]

    nonsense = {**STEPS, "tell": {**STEPS["tell"], "values": ["shoe_size"]}}
    with pytest.raises(InvalidDefinition) as refused:
        make_journey("other", **definition(start="tell", steps=nonsense))
    assert [one.path for one in refused.value.problems] == ["steps.tell"]
