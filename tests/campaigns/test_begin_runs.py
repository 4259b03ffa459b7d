"""Each time that a campaign has come due becomes one run; what nobody saw in time is skipped."""

import datetime

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.campaigns.actions.begin_runs import BeginReport, begin_runs
from saleor_crm_plugin.campaigns.models import Campaign, CampaignRun, CampaignStep
from saleor_crm_plugin.campaigns.policies.reasons import RunEnd, StepReason
from saleor_crm_plugin.campaigns.policies.states import (
    CampaignKind,
    CampaignState,
    RunState,
)
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.segments.models import Segment
from saleor_crm_plugin.templates.models import Template
from tests.fixtures.campaign import TOMORROW, campaign_in, definition, make_list
from tests.fixtures.messages import NOON
from tests.fixtures.unchanged import nothing_changes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sending", "welcome")]

UTC = datetime.UTC
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
NINE_IN_ROME = {
    "mode": "fixed",
    "zone": "Europe/Rome",
    "local_time": "09:00",
    "deadline_hours": 6,
}
DAILY = {**NINE_IN_ROME, "repeat": {"every": "day"}}
FIRST = datetime.datetime(2026, 5, 5, 7, tzinfo=UTC)


@pytest.fixture
def scheduled():
    """Make a campaign that waits for its time."""

    def make(kind=CampaignKind.BROADCAST, due_at=TOMORROW, when=None, **changes):
        of = definition(make_list().pk, **({"when": when} if when else {}))
        return campaign_in(
            CampaignState.SCHEDULED, of=of, kind=kind, due_at=due_at, **changes
        )

    return make


def runs(campaign):
    """Return the runs as (occurrence, when it was to begin, state, why it is over)."""
    rows = CampaignRun.objects.filter(campaign=campaign).order_by("id")
    return [(one.occurrence, one.due_at, one.state, one.end_reason) for one in rows]


def steps(campaign):
    """Return what the campaign did by itself as (from, to, why)."""
    rows = CampaignStep.objects.filter(campaign=campaign, author="").order_by("id")
    return [(one.from_state, one.to_state, one.reason) for one in rows]


def begun(occurrence, due_at):
    return occurrence, due_at, RunState.FREEZING, ""


def missed(occurrence, due_at):
    return occurrence, due_at, RunState.DONE, RunEnd.MISSED


def test_a_broadcast_begins_once_when_its_time_has_come(scheduled):
    campaign = scheduled()

    too_early = begin_runs(now=TOMORROW - HOUR)
    assert (too_early, runs(campaign)) == (BeginReport(), [])

    report = begin_runs(now=TOMORROW + HOUR)

    assert report == BeginReport(begun=1)
    assert runs(campaign) == [begun("once", TOMORROW)]
    campaign.refresh_from_db()
    assert (campaign.state, campaign.due_at) == (CampaignState.SENDING, None)
    assert steps(campaign) == [("scheduled", "sending", StepReason.DUE)]
    run = CampaignRun.objects.get()
    template = Template.objects.get(code="welcome")
    assert run.started_at == TOMORROW + HOUR
    assert run.definition["template_versions"] == {
        "welcome": template.versions.get().pk
    }
    with nothing_changes():
        assert begin_runs(now=TOMORROW + 2 * HOUR) == BeginReport()


def test_a_broadcast_that_nobody_began_in_time_is_not_sent_late(scheduled):
    at = {"mode": "fixed", "at": TOMORROW.isoformat(), "deadline_hours": 3}
    campaign = scheduled(when=at)

    report = begin_runs(now=TOMORROW + 3 * HOUR)

    assert report == BeginReport(missed=1)
    assert runs(campaign) == [missed("once", TOMORROW)]
    campaign.refresh_from_db()
    assert (campaign.state, campaign.due_at) == (CampaignState.DONE, None)
    assert steps(campaign) == [
        ("scheduled", "scheduled", StepReason.MISSED),
        ("scheduled", "done", StepReason.NO_MORE_OCCURRENCES),
    ]


def test_after_three_days_without_a_beat_only_todays_is_sent(scheduled):
    campaign = scheduled(CampaignKind.RECURRING, due_at=FIRST, when=DAILY)

    report = begin_runs(now=FIRST + 2 * DAY + HOUR)

    assert report == BeginReport(begun=1, missed=2)
    assert runs(campaign) == [
        missed("2026-05-05", FIRST),
        missed("2026-05-06", FIRST + DAY),
        begun("2026-05-07", FIRST + 2 * DAY),
    ]
    campaign.refresh_from_db()
    assert (campaign.state, campaign.due_at) == (
        CampaignState.SENDING,
        FIRST + 3 * DAY,
    )
    [step, _] = CampaignStep.objects.filter(campaign=campaign, author="").order_by("id")
    assert step.reason == StepReason.MISSED
    assert step.detail == "Missed: 2 (2026-05-05 to 2026-05-06)."


def test_what_is_past_its_deadline_is_skipped_and_the_next_awaited(scheduled):
    campaign = scheduled(CampaignKind.RECURRING, due_at=FIRST, when=DAILY)

    report = begin_runs(now=FIRST + 6 * HOUR)

    assert report == BeginReport(missed=1)
    assert runs(campaign) == [missed("2026-05-05", FIRST)]
    campaign.refresh_from_db()
    assert (campaign.state, campaign.due_at) == (CampaignState.SCHEDULED, FIRST + DAY)


def test_the_next_day_begins_though_the_last_is_not_over(scheduled):
    campaign = scheduled(CampaignKind.RECURRING, due_at=FIRST, when=DAILY)
    begin_runs(now=FIRST)

    report = begin_runs(now=FIRST + DAY)

    assert report == BeginReport(begun=1)
    assert runs(campaign) == [
        begun("2026-05-05", FIRST),
        begun("2026-05-06", FIRST + DAY),
    ]


def test_a_day_is_not_begun_twice_though_its_hour_was_changed(scheduled):
    campaign = scheduled(CampaignKind.RECURRING, due_at=FIRST, when=DAILY)
    begin_runs(now=FIRST)
    later = DAILY | {"local_time": "18:00"}
    campaign.refresh_from_db()
    campaign.definition["when"] = later
    campaign.due_at = FIRST + 9 * HOUR
    campaign.save()

    report = begin_runs(now=FIRST + 9 * HOUR)

    assert report == BeginReport()
    assert runs(campaign) == [begun("2026-05-05", FIRST)]
    campaign.refresh_from_db()
    assert campaign.due_at == FIRST + DAY + 9 * HOUR


def test_the_hour_stays_when_the_clocks_are_changed(scheduled):
    last_in_winter = datetime.datetime(2026, 3, 28, 8, tzinfo=UTC)
    campaign = scheduled(CampaignKind.RECURRING, due_at=last_in_winter, when=DAILY)

    begin_runs(now=last_in_winter)

    campaign.refresh_from_db()
    assert campaign.due_at == last_in_winter + 23 * HOUR


def test_a_calendar_that_ends_is_done(scheduled):
    when = NINE_IN_ROME | {
        "repeat": {"every": "year", "month": 5, "day": 5, "until": "2026-12-31"}
    }
    campaign = scheduled(CampaignKind.CALENDAR, due_at=FIRST, when=when)

    begin_runs(now=FIRST)

    campaign.refresh_from_db()
    assert (campaign.state, campaign.due_at) == (CampaignState.SENDING, None)


def test_newcomers_have_a_run_each_day_and_days_unseen_are_missed(scheduled):
    when = {"mode": "fixed", "zone": "Europe/Rome"}
    midnight = datetime.datetime(2026, 5, 5, 22, tzinfo=UTC)
    campaign = scheduled(CampaignKind.ON_ENTRY, due_at=TOMORROW, when=when)

    begin_runs(now=TOMORROW)
    report = begin_runs(now=midnight + DAY + HOUR)

    assert report == BeginReport(begun=1, missed=1)
    assert runs(campaign) == [
        # The first gathers from its beginning on, and goes on to do so.
        begun("2026-05-05", TOMORROW),
        missed("2026-05-06", midnight),
        begun("2026-05-07", midnight + DAY),
    ]
    campaign.refresh_from_db()
    assert campaign.due_at == midnight + 2 * DAY


def test_a_segment_that_went_away_pauses_the_campaign_and_is_named(scheduled):
    campaign = scheduled()
    Segment.objects.update(archived_at=NOON)

    report = begin_runs(now=TOMORROW)

    assert report == BeginReport(paused=1)
    assert runs(campaign) == []
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.PAUSED
    assert campaign.paused_reason == StepReason.SEGMENT_ARCHIVED
    assert campaign.due_at == TOMORROW
    last = CampaignStep.objects.filter(campaign=campaign).latest("id")
    assert "Readers" in last.detail


def test_a_definition_of_another_release_pauses_the_campaign(scheduled):
    campaign = scheduled()
    Campaign.objects.update(definition={"shape": 7})

    assert begin_runs(now=TOMORROW) == BeginReport(paused=1)

    campaign.refresh_from_db()
    assert campaign.paused_reason == StepReason.UNREADABLE


@pytest.mark.parametrize(
    "state", [CampaignState.PAUSED, CampaignState.CHECKED, CampaignState.DRAFT]
)
def test_what_is_not_at_work_does_not_begin(state):
    due_at = TOMORROW if state is CampaignState.PAUSED else None
    campaign_in(state, of=definition(make_list().pk), due_at=due_at)

    with nothing_changes():
        assert begin_runs(now=TOMORROW) == BeginReport()


def test_who_runs_out_of_time_leaves_the_rest_to_the_next(scheduled):
    scheduled()

    assert begin_runs(now=TOMORROW, deadline=0) == BeginReport()
    assert begin_runs(now=TOMORROW) == BeginReport(begun=1)


def test_whoever_dies_halfway_has_begun_nothing(scheduled, monkeypatch):
    campaign = scheduled(CampaignKind.RECURRING, due_at=FIRST, when=DAILY)

    def die(*_args, **_kwargs):
        raise KeyboardInterrupt

    actions = "saleor_crm_plugin.campaigns.actions.begin_runs"
    with monkeypatch.context() as broken:
        broken.setattr(f"{actions}.move", die)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            begin_runs(now=FIRST + 2 * DAY)
    assert runs(campaign) == []

    assert begin_runs(now=FIRST + 2 * DAY) == BeginReport(begun=1, missed=2)
    assert FactRow.objects.filter(code__startswith="campaigns.").count() == 0


def test_a_run_that_is_there_already_is_left_as_it_is(scheduled):
    """Two workers at once: the key of the runs decides, whoever comes second."""
    campaign = scheduled()
    begin_runs(now=TOMORROW)
    first = CampaignRun.objects.get(campaign=campaign)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE crm_campaign SET due_at = %s", (TOMORROW,))

    report = begin_runs(now=TOMORROW + HOUR)

    assert report == BeginReport()
    assert CampaignRun.objects.get(campaign=campaign).started_at == first.started_at
