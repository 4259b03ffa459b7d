"""An audience is what one moment found, and stays so."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.campaigns.actions.check import approve_campaign
from saleor_crm_plugin.campaigns.actions.choose import choose_approval
from saleor_crm_plugin.campaigns.actions.freeze import Frozen, freeze
from saleor_crm_plugin.campaigns.actions.steer import resume_campaign
from saleor_crm_plugin.campaigns.actions.work import work_on_runs
from saleor_crm_plugin.campaigns.models import CampaignRecipient, CampaignStep
from saleor_crm_plugin.campaigns.policies.reasons import Exclusion, RunEnd, StepReason
from saleor_crm_plugin.campaigns.policies.states import (
    CampaignKind,
    CampaignState,
    RunState,
)
from saleor_crm_plugin.experiments.actions import assign, set_holdout
from saleor_crm_plugin.experiments.models import HoldoutAssignment
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.segments.actions.lists import add_to_list, remove_from_list
from saleor_crm_plugin.segments.models import Segment
from tests.fixtures.campaign import (
    SECOND_PERSON,
    TOMORROW,
    campaign_in,
    definition,
    make_list,
)
from tests.fixtures.campaign_run import (
    audience,
    begun,
    frozen,
    queue_one_batch,
    scheduled,
    standings,
)
from tests.fixtures.messages import AUTHOR, NOON
from tests.fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.usefixtures("welcome")
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)


def facts(code):
    return list(FactRow.objects.filter(code=code).values_list("payload", flat=True))


def test_audience_is_everybody_once_without_those_left_out(make_readers):
    # given somebody on both lists, one who is left out, one erased and one merged
    first, both, left_out, erased, source, target = make_readers(6)
    readers = make_list([first, both, left_out, erased, source], name="Readers")
    guests = make_list([both, target], name="Guests")
    unwanted = make_list([left_out], name="Unwanted")
    erase_profile(erased, now=NOON, author=AUTHOR)
    merge_profiles(source, target, author=AUTHOR, now=NOON)
    campaign = scheduled(
        audience={
            "lists": [readers.pk, guests.pk],
            "exclude_lists": [unwanted.pk],
        }
    )

    # when
    run = begun(campaign)
    assert freeze(run.pk, now=TOMORROW) == Frozen(people=4, held_out=0, excluded=1)

    # then
    found = audience(run)
    assert {
        profile_id: (row.arm, row.due_at, row.excluded_reason, row.message_id)
        for profile_id, row in found.items()
    } == {
        first: ("a", TOMORROW, "", None),
        both: ("a", TOMORROW, "", None),
        target: ("a", TOMORROW, "", None),
        left_out: ("", TOMORROW, Exclusion.EXCLUDED, None),
    }
    run.refresh_from_db()
    assert (run.people, run.held_out, run.excluded) == (4, 0, 1)
    assert (run.state, run.frozen_at) == (RunState.QUEUEING, TOMORROW)
    [started] = facts("campaigns.started")
    assert (started["run_id"], started["people"], started["held_out"]) == (run.pk, 4, 0)
    assert standings(run) == {("excluded", "excluded"): 1, ("waiting", ""): 3}


def test_who_comes_or_goes_afterwards_changes_nothing(make_readers):
    stays, goes, comes = make_readers(3)
    readers = make_list([stays, goes])
    run = frozen(scheduled(readers.pk))
    remove_from_list(readers.pk, {goes}, now=TOMORROW)
    add_to_list(readers.pk, {comes}, now=TOMORROW)

    # when
    with nothing_changes():
        assert freeze(run.pk, now=TOMORROW + HOUR) is None
    work_on_runs(now=TOMORROW + HOUR)

    # then
    told = Message.objects.values_list("profile_id", flat=True)
    assert set(told) == set(audience(run)) == {stays, goes}


def test_an_audience_that_has_shrunk_to_nobody_ends_the_campaign(make_readers):
    # given two who were there when it was scheduled
    people = make_readers(2)
    readers = make_list(people)
    campaign = scheduled(readers.pk)
    remove_from_list(readers.pk, set(people), now=NOON)

    # when
    run = begun(campaign)
    work_on_runs(now=TOMORROW)

    # then
    run.refresh_from_db()
    campaign.refresh_from_db()
    assert (run.state, run.end_reason) == (RunState.DONE, RunEnd.NOBODY)
    assert (run.people, run.queued) == (0, 0)
    assert campaign.state == CampaignState.DONE
    last = CampaignStep.objects.filter(campaign=campaign).latest("id")
    assert (last.to_state, last.reason) == (CampaignState.DONE, StepReason.FINISHED)
    assert [one["reason"] for one in facts("campaigns.ended")] == [RunEnd.NOBODY]
    assert standings(run) == {}
    assert not Message.objects.exists()


def test_who_is_held_out_is_drawn_as_everywhere_and_gets_nothing(make_readers):
    # given one who was drawn before, and one who is left out and so is not drawn
    people = make_readers(40)
    share = set_holdout("campaign:1", basis_points=5_000, author=AUTHOR, now=NOON)
    assign(share.pk, people[:1], now=NOON)
    lists = {"lists": [make_list(people).pk], "exclude_lists": []}
    lists["exclude_lists"].append(make_list(people[-1:], name="Unwanted").pk)
    campaign = scheduled(audience=lists)
    campaign.experiment = share
    campaign.save()

    # when
    run = frozen(campaign)

    # then
    drawn = dict(
        HoldoutAssignment.objects.filter(experiment=share).values_list(
            "profile_id", "is_held_out"
        )
    )
    assert set(drawn) == set(people[:-1])
    assert {
        profile_id: row.is_held_out for profile_id, row in audience(run).items()
    } == {**drawn, people[-1]: False}
    held_out = sum(drawn.values())
    assert 4 < held_out < 36
    assert run.held_out == held_out
    with nothing_changes():
        assert assign(share.pk, people[:-1], now=TOMORROW) == drawn
    queue_one_batch(run)
    assert set(Message.objects.values_list("profile_id", flat=True)) == {
        profile_id for profile_id, is_held_out in drawn.items() if not is_held_out
    }
    assert standings(run) == {
        ("excluded", "excluded"): 1,
        ("held_out", ""): held_out,
        ("queued", ""): 39 - held_out,
    }


def test_many_are_frozen_by_as_many_statements_as_few(make_crowd):
    def statements(count):
        readers = make_list(make_crowd(count), name=f"{count} readers")
        run = begun(scheduled(readers.pk))
        with CaptureQueriesContext(connection) as seen:
            assert freeze(run.pk, now=TOMORROW).people == count
        return len(seen)

    assert statements(2) == statements(200)


def test_a_segment_that_is_gone_lets_the_campaign_stand_still(make_readers):
    # given a list that somebody has put away behind our back
    readers = make_list(make_readers(2))
    campaign = scheduled(readers.pk)
    run = begun(campaign)
    Segment.objects.filter(pk=readers.pk).update(archived_at=TOMORROW)

    # when
    work_on_runs(now=TOMORROW)

    # then
    run.refresh_from_db()
    campaign.refresh_from_db()
    assert (run.state, run.paused_in) == (RunState.PAUSED, RunState.FREEZING)
    assert campaign.state == CampaignState.PAUSED
    assert campaign.paused_reason == StepReason.SEGMENT_ARCHIVED
    last = CampaignStep.objects.filter(campaign=campaign).latest("id")
    assert last.detail == "The segment 'Readers' is archived."
    assert not CampaignRecipient.objects.exists()
    with nothing_changes():
        work_on_runs(now=TOMORROW + HOUR)


def test_more_people_than_one_person_may_allow_wait_for_a_second(make_readers):
    # given an audience that has grown since it was scheduled
    readers = make_list(make_readers(2))
    choose_approval(2, author=AUTHOR, now=NOON)
    campaign = scheduled(readers.pk)
    add_to_list(readers.pk, set(make_readers(1)), now=NOON)
    run = begun(campaign)

    # when
    work_on_runs(now=TOMORROW)

    # then
    run.refresh_from_db()
    campaign.refresh_from_db()
    assert (run.state, run.paused_in) == (RunState.PAUSED, RunState.QUEUEING)
    assert campaign.paused_reason == StepReason.APPROVAL_MISSING
    assert not Message.objects.exists()

    # when a second person allows it
    approve_campaign(
        campaign.pk, version=1, author=SECOND_PERSON, now=TOMORROW + MINUTE
    )
    resume_campaign(campaign.pk, author=AUTHOR, now=TOMORROW + MINUTE)
    work_on_runs(now=TOMORROW + MINUTE)

    # then
    assert Message.objects.count() == 3


def test_a_run_of_newcomers_takes_in_who_comes_while_its_day_lasts(make_readers):
    # given one who was there before
    early, first, second, late = make_readers(4)
    readers = make_list([early])
    day = datetime.timedelta(days=1)
    campaign = campaign_in(
        CampaignState.SCHEDULED,
        kind=CampaignKind.ON_ENTRY,
        of=definition(readers.pk, when={"mode": "fixed"}),
        due_at=TOMORROW,
    )
    add_to_list(readers.pk, {first}, now=TOMORROW + MINUTE)
    run = begun(campaign, TOMORROW)

    # when
    for profile_id, at in (
        (None, TOMORROW + 2 * MINUTE),
        (second, TOMORROW + HOUR),
        (late, TOMORROW + day),
    ):
        if profile_id:
            add_to_list(readers.pk, {profile_id}, now=at)
        work_on_runs(now=at + MINUTE)

    # then
    assert set(audience(run)) == {first, second}
    assert set(Message.objects.values_list("profile_id", flat=True)) == {first, second}
    run.refresh_from_db()
    assert (run.people, run.queued) == (2, 2)
    assert run.occurrence == TOMORROW.date().isoformat()

    # when all of it has left
    assert run.state == RunState.SENDING
    Message.objects.update(state="sent")
    work_on_runs(now=TOMORROW + day + 2 * MINUTE)
    run.refresh_from_db()
    assert (run.state, run.end_reason) == (RunState.DONE, RunEnd.SENT)
