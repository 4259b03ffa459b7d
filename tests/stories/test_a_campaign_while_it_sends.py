"""A campaign is paused, canceled and changed while it sends, on days whose clocks change and without readers."""

import datetime

import pytest
from django.core import mail

from saleor_crm_plugin.campaigns.actions.begin_runs import begin_runs
from saleor_crm_plugin.campaigns.actions.draft import (
    duplicate_campaign,
    update_campaign,
)
from saleor_crm_plugin.campaigns.actions.steer import (
    cancel_campaign,
    pause_campaign,
    resume_campaign,
)
from saleor_crm_plugin.campaigns.actions.work import work_on_runs
from saleor_crm_plugin.campaigns.counts import Standing, counts_of
from saleor_crm_plugin.campaigns.errors import WrongState
from saleor_crm_plugin.campaigns.models import CampaignRecipient, CampaignRun
from saleor_crm_plugin.campaigns.policies.reasons import RunEnd, StepReason
from saleor_crm_plugin.campaigns.policies.states import (
    CampaignKind,
    CampaignState,
    RunState,
)
from saleor_crm_plugin.identity.details import DetailsChange, change_details
from saleor_crm_plugin.messaging.actions.send import send_due
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from saleor_crm_plugin.segments.actions.lists import remove_from_list
from saleor_crm_plugin.segments.actions.save import archive_segment
from saleor_crm_plugin.segments.errors import SegmentInUse
from saleor_crm_plugin.segments.models import Segment

from ..fixtures.campaign import TOMORROW, definition, make_list, scheduled
from ..fixtures.messages import AUTHOR, NOON
from ..fixtures.unchanged import nothing_changes

MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
DAY = 24 * HOUR
ROME, NEW_YORK = "Europe/Rome", "America/New_York"


@pytest.fixture
def readers(sending, welcome, make_readers):
    """Five who want to hear from the shop, whose mail server takes two letters a second."""
    ChannelAccount.objects.filter(medium="email").update(per_second=2, burst=2)
    return make_readers(5)


def go_on(now):
    """Let the workers do all that is due."""
    begin_runs(now=now)
    work_on_runs(now=now)
    return send_due(now=now)


def recipients():
    return sorted(address for letter in mail.outbox for address in letter.to)


def run_of(campaign):
    return CampaignRun.objects.get(campaign=campaign)


def counts(campaign):
    found = counts_of([run_of(campaign).pk])[run_of(campaign).pk]
    return {standing: found.of(standing) for standing in Standing if found.of(standing)}


def test_it_is_paused_and_goes_on(readers):
    # Two letters have left when somebody presses pause.
    campaign = scheduled(definition(make_list(readers).pk))
    assert go_on(TOMORROW).sent == 2
    pause_campaign(campaign.pk, author=AUTHOR, now=TOMORROW)

    # An hour later still nothing more has left, and the parts are the audience.
    assert go_on(TOMORROW + HOUR).sent == 0
    assert counts(campaign) == {Standing.SENT: 2, Standing.DEFERRED: 3}
    assert run_of(campaign).state == RunState.PAUSED

    # It goes on: everybody gets one, and it is over.
    resume_campaign(campaign.pk, author=AUTHOR, now=TOMORROW + HOUR)
    for second in range(3):
        go_on(TOMORROW + HOUR + second * MINUTE)
    assert counts(campaign) == {Standing.SENT: 5}
    assert len(recipients()) == len(set(recipients())) == 5
    go_on(TOMORROW + 2 * HOUR)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DONE
    assert [step.to_state for step in campaign.steps.order_by("id")] == [
        *("draft", "checked", "scheduled", "sending", "paused", "sending", "done")
    ]


def test_it_is_canceled_for_good(readers):
    campaign = scheduled(definition(make_list(readers).pk))
    go_on(TOMORROW)

    cancel_campaign(campaign.pk, author=AUTHOR, now=TOMORROW)
    for hours in range(3):
        go_on(TOMORROW + hours * HOUR)

    # Who has it keeps it; the others are told of by what kept it from them.
    assert len(recipients()) == 2
    assert counts(campaign) == {Standing.SENT: 2, Standing.REFUSED: 3}
    run = run_of(campaign)
    assert (run.state, run.end_reason) == (RunState.CANCELED, RunEnd.CANCELED)
    with nothing_changes(), pytest.raises(WrongState, match="Duplicate it"):
        resume_campaign(campaign.pk, author=AUTHOR, now=TOMORROW)


def test_what_a_broadcast_says_is_frozen_when_it_has_begun(readers):
    people = make_list(readers)
    campaign = scheduled(definition(people.pk))
    go_on(TOMORROW)
    changed = {**campaign.definition, "holdout_basis_points": 5_000}
    campaign.refresh_from_db()

    with nothing_changes(), pytest.raises(WrongState, match="frozen"):
        update_campaign(
            campaign.pk,
            version=campaign.version,
            definition=changed,
            author=AUTHOR,
            now=TOMORROW,
        )
    again = duplicate_campaign(campaign.pk, name="Again", author=AUTHOR, now=TOMORROW)

    assert again.state == CampaignState.DRAFT
    go_on(TOMORROW + MINUTE)
    assert counts(campaign) == {Standing.SENT: 4, Standing.QUEUED: 1}


def test_what_repeats_says_the_new_from_the_next_day_on(readers):
    # Every day at noon, to three of them.
    first, second = make_list(readers[:3]), make_list(readers[3:], name="Others")
    daily = {
        "when": {
            "local_time": "12:00",
            "zone": "UTC",
            "repeat": {"every": "day"},
        }
    }
    said = definition(first.pk, **daily)
    campaign = scheduled(said, kind=CampaignKind.RECURRING)
    go_on(TOMORROW)

    # While it sends, somebody has it go to the others.
    campaign.refresh_from_db()
    update_campaign(
        campaign.pk,
        version=campaign.version,
        definition=definition(second.pk, **daily),
        author=AUTHOR,
        now=TOMORROW,
    )
    go_on(TOMORROW + MINUTE)
    go_on(TOMORROW + DAY)

    runs = CampaignRun.objects.filter(campaign=campaign).order_by("id")
    people = [
        set(
            CampaignRecipient.objects.filter(run=run).values_list(
                "profile_id", flat=True
            )
        )
        for run in runs
    ]
    assert [run.occurrence for run in runs] == ["2026-05-05", "2026-05-06"]
    assert people == [set(readers[:3]), set(readers[3:])]
    assert len(recipients()) == 5


@pytest.mark.parametrize(
    ("day", "at", "in_rome", "in_new_york"),
    [
        # In Rome two o'clock is followed by three; in New York it was two weeks earlier.
        ("2027-03-28", "02:30", "2027-03-28T01:00:00", "2027-03-28T06:30:00"),
        # In Rome half past two comes twice, and counts the first time.
        ("2027-10-31", "02:30", "2027-10-31T00:30:00", "2027-10-31T06:30:00"),
        ("2027-10-31", "09:00", "2027-10-31T08:00:00", "2027-10-31T13:00:00"),
    ],
)
def test_clocks_are_changed_on_the_day(readers, day, at, in_rome, in_new_york):
    # given
    zones = {readers[0]: ROME, readers[1]: NEW_YORK}
    changes = [
        DetailsChange(profile_id=one, time_zone=zone) for one, zone in zones.items()
    ]
    change_details(changes, source=AUTHOR, now=NOON)
    said = definition(
        make_list(readers[:2]).pk,
        when={"mode": "local", "day": day, "local_time": at},
    )
    campaign = scheduled(said)
    # when the day begins somewhere, and then until it is over everywhere
    begins = datetime.datetime.fromisoformat(f"{day}T00:00:00+00:00") - 13 * HOUR
    for hours in range(0, 48, 4):
        go_on(begins + hours * HOUR)
    # then each was due once, by their own clock
    due = dict(
        CampaignRecipient.objects.filter(run=run_of(campaign)).values_list(
            "profile_id", "due_at"
        )
    )
    assert {one: moment.isoformat()[:19] for one, moment in due.items()} == {
        readers[0]: in_rome,
        readers[1]: in_new_york,
    }
    assert len(recipients()) == 2
    assert counts(campaign) == {Standing.SENT: 2}


def test_an_audience_that_has_shrunk_to_nobody(readers):
    people = make_list(readers)
    campaign = scheduled(definition(people.pk))
    assert campaign.checked_people == 5
    remove_from_list(people.pk, set(readers), now=NOON)

    for minutes in range(3):
        go_on(TOMORROW + minutes * MINUTE)

    run = run_of(campaign)
    assert (run.state, run.end_reason, run.people) == (
        RunState.DONE,
        RunEnd.NOBODY,
        0,
    )
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DONE
    assert Message.objects.count() == 0
    assert counts(campaign) == {}


def test_a_segment_is_to_go_after_the_scheduling(readers):
    people = make_list(readers, name="Spring readers")
    campaign = scheduled(definition(people.pk))

    # Nobody can put it away.
    with nothing_changes(), pytest.raises(SegmentInUse, match="Spring"):
        archive_segment(people.pk, author=AUTHOR, now=NOON)

    # Were it gone all the same, the campaign writes to nobody, and says why.
    Segment.objects.filter(pk=people.pk).update(archived_at=NOON)
    go_on(TOMORROW)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.PAUSED
    assert campaign.paused_reason == StepReason.SEGMENT_ARCHIVED
    last = campaign.steps.order_by("id").last()
    assert last.detail == "The segment 'Spring readers' is archived."
    assert (Message.objects.count(), mail.outbox) == (0, [])
