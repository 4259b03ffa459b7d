"""Campaigns pause by themselves when too many people leave or complain."""

import pytest

from saleor_crm_plugin.campaigns.actions.steer import resume_campaign
from saleor_crm_plugin.campaigns.actions.watch_limits import watch_limits
from saleor_crm_plugin.campaigns.models import CampaignRun, CampaignStep
from saleor_crm_plugin.campaigns.policies.reasons import StepReason
from saleor_crm_plugin.campaigns.policies.states import CampaignState, RunState
from saleor_crm_plugin.messaging.models import SourceHold
from tests.fixtures.campaign_rows import measured_campaign, run_of, sent
from tests.fixtures.journey import BEGUN_AT, DAY, HOUR

pytestmark = pytest.mark.django_db

LIMITS = {
    "limits": {
        "unsubscribe_basis_points": 1_000,
        "complaint_basis_points": 1_000,
        "minimum": 10,
    }
}
NOW = BEGUN_AT + HOUR


@pytest.fixture
def run():
    """Return a run that has reached nine people, one of whom complained."""
    made = run_of(measured_campaign(**LIMITS))
    sent(made, 1, "complained")
    for person in range(2, 10):
        sent(made, person, "delivered")
    return made


def state_of(run):
    run.campaign.refresh_from_db()
    return CampaignState(run.campaign.state)


def test_below_the_minimum_nothing_is_judged(run):
    assert watch_limits(now=NOW) == []
    assert state_of(run) == CampaignState.SENDING


def test_bounces_and_tests_reach_nobody(run):
    sent(run, 10, "bounced")
    sent(run, 11, "complained", is_test=True)

    assert watch_limits(now=NOW) == []


def test_too_many_complaints_pause_it_and_say_why(run):
    sent(run, 10, "complained")

    assert watch_limits(now=NOW) == [run.campaign_id]

    assert state_of(run) == CampaignState.PAUSED
    assert run.campaign.paused_reason == StepReason.TOO_MANY_COMPLAIN
    step = CampaignStep.objects.latest("id")
    assert (step.from_state, step.to_state, step.author, step.at) == (
        CampaignState.SENDING,
        CampaignState.PAUSED,
        "",
        NOW,
    )
    assert step.reason == StepReason.TOO_MANY_COMPLAIN
    assert step.detail == "2 of 10 people complained; the limit is 10 %."
    assert CampaignRun.objects.get().state == RunState.PAUSED
    assert SourceHold.objects.filter(source_id=str(run.pk)).exists()
    assert watch_limits(now=NOW) == []


def test_after_staff_let_it_go_on_only_what_left_since_counts(run):
    # given a paused campaign that staff have let go on
    sent(run, 10, "complained")
    watch_limits(now=NOW)
    resume_campaign(run.campaign_id, author="user:1", now=NOW)
    assert watch_limits(now=NOW + HOUR) == []

    # when as many complain among those who came later
    for person in range(11, 21):
        state = "complained" if person < 13 else "sent"
        sent(run, person, state, NOW + HOUR)

    # then
    assert watch_limits(now=NOW + 2 * HOUR) == [run.campaign_id]
    assert state_of(run) == CampaignState.PAUSED


def test_what_is_over_for_a_week_is_left_alone(run):
    sent(run, 10, "complained")
    CampaignRun.objects.update(state="done", ended_at=BEGUN_AT, end_reason="sent")

    assert watch_limits(now=BEGUN_AT + 8 * DAY) == []


def test_many_campaigns_are_looked_at_by_one_statement(django_assert_num_queries):
    for person in range(1, 4):
        sent(run_of(measured_campaign(**LIMITS)), person)

    with django_assert_num_queries(1):
        assert watch_limits(now=NOW) == []
