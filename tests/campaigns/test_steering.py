"""Campaigns are checked, approved, scheduled, paused, resumed and canceled, each step by somebody."""

import datetime

import pytest

from saleor_crm_plugin.campaigns.actions.check import approve_campaign, check_campaign
from saleor_crm_plugin.campaigns.actions.choose import choose_approval
from saleor_crm_plugin.campaigns.actions.draft import create_campaign, update_campaign
from saleor_crm_plugin.campaigns.actions.steer import (
    cancel_campaign,
    pause_campaign,
    resume_campaign,
    schedule_campaign,
)
from saleor_crm_plugin.campaigns.errors import (
    ApprovalMissing,
    ChangedMeanwhile,
    InvalidDefinition,
    InvalidSetting,
    NotTheSecondPerson,
    WrongState,
)
from saleor_crm_plugin.campaigns.models import CampaignRun
from saleor_crm_plugin.campaigns.policies.reasons import StepReason
from saleor_crm_plugin.campaigns.policies.states import (
    CampaignKind,
    CampaignState,
    RunState,
)
from saleor_crm_plugin.campaigns.sources import SOURCE_KIND
from saleor_crm_plugin.campaigns.standstill import approval_above, approval_to_wait_for
from saleor_crm_plugin.messaging.models import SourceHold
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.campaign import (
    SECOND_PERSON,
    TOMORROW,
    campaign_in,
    definition,
    make_list,
    ready,
    scheduled,
)
from tests.fixtures.messages import AUTHOR, NOON
from tests.fixtures.unchanged import nothing_changes

HOUR = datetime.timedelta(hours=1)
DAILY = {"local_time": "09:00", "repeat": {"every": "day"}}


def refuses(refusal, act, *args, **kwargs):
    with nothing_changes(), pytest.raises(refusal) as refused:
        act(*args, **{"author": AUTHOR, "now": NOON} | kwargs)
    return refused.value


def checked(of):
    row = create_campaign("Spring", CampaignKind.BROADCAST, of, author=AUTHOR, now=NOON)
    return check_campaign(row.pk, author=AUTHOR, now=NOON)


def way(row):
    return [
        (one.to_state, one.author or one.reason) for one in row.steps.order_by("id")
    ]


def holds():
    rows = SourceHold.objects.filter(source_kind=SOURCE_KIND)
    return sorted(int(one) for one in rows.values_list("source_id", flat=True))


def test_a_check_counts_everybody_once_and_leaves_out_the_excluded(welcome, people):
    # given
    one, two, three, four = people(4)
    both = make_list([one, two, three], name="Both")
    more = make_list([three, four], name="More")
    out = make_list([two], name="Out")
    given = definition(
        audience={"lists": [both.pk, more.pk], "exclude_lists": [out.pk]}
    )

    # when
    row = checked(given)

    # then
    row.refresh_from_db()
    assert (row.state, row.checked_version, row.checked_people) == ("checked", 1, 3)
    assert row.checked_at == NOON


def test_what_is_wrong_is_told_and_the_draft_stays(welcome):
    row = create_campaign(
        "Spring", CampaignKind.BROADCAST, definition(404), author=AUTHOR, now=NOON
    )
    refusal = refuses(InvalidDefinition, check_campaign, row.pk)
    assert [one.path for one in refusal.problems] == ["definition.audience.lists.0"]


def test_a_checked_campaign_is_scheduled_for_its_moment(welcome):
    row = checked(ready(holdout_basis_points=1_000))

    schedule_campaign(row.pk, version=1, author=SECOND_PERSON, now=NOON)

    row.refresh_from_db()
    assert (row.state, row.due_at) == ("scheduled", TOMORROW)
    assert row.experiment.code == f"campaign:{row.pk}"
    assert row.experiment.held_out_basis_points == 1_000
    assert way(row) == [
        ("draft", AUTHOR),
        ("checked", AUTHOR),
        ("scheduled", SECOND_PERSON),
    ]


def test_without_a_share_nobody_is_held_out_by_it(welcome):
    assert scheduled(ready()).experiment is None


def test_only_what_was_checked_and_not_changed_since_is_scheduled(welcome):
    draft = campaign_in(CampaignState.DRAFT, of=ready())
    sound = checked(ready())
    assert refuses(WrongState, schedule_campaign, draft.pk, version=1).state == "draft"
    refuses(ChangedMeanwhile, schedule_campaign, sound.pk, version=2)


def test_the_shop_is_looked_at_again_when_it_is_scheduled(welcome):
    row = checked(ready())
    refusal = refuses(
        InvalidDefinition, schedule_campaign, row.pk, version=1, now=TOMORROW
    )
    assert [(one.path, one.code) for one in refusal.problems] == [
        ("definition.when.at", "in_the_past")
    ]


def test_above_the_limit_a_second_person_has_to_approve(welcome, people):
    # given
    row = checked(ready(*people(3)))
    choose_approval(2, author=AUTHOR, now=NOON)

    # when
    refusal = refuses(ApprovalMissing, schedule_campaign, row.pk, version=1)
    refuses(NotTheSecondPerson, approve_campaign, row.pk, version=1)
    refuses(ChangedMeanwhile, approve_campaign, row.pk, version=2, author=SECOND_PERSON)
    approve_campaign(row.pk, version=1, author=SECOND_PERSON, now=NOON)
    with nothing_changes():
        approve_campaign(row.pk, version=1, author="user:3", now=TOMORROW)
    schedule_campaign(row.pk, version=1, author=AUTHOR, now=NOON)

    # then
    row.refresh_from_db()
    assert refusal.message.startswith("3 people are more than 2:")
    assert (row.state, row.approved_by) == ("scheduled", SECOND_PERSON)
    assert (row.approved_version, row.approved_at) == (1, NOON)


def test_a_change_of_what_it_says_needs_another_word(welcome, people):
    # given
    choose_approval(2, author=AUTHOR, now=NOON)
    row = checked(ready(*people(3)))
    approve_campaign(row.pk, version=1, author=SECOND_PERSON, now=NOON)
    row = schedule_campaign(row.pk, version=1, author=AUTHOR, now=NOON)
    before = approval_to_wait_for(row, 3)

    # when
    given = row.definition | {"holdout_basis_points": 100}
    row = update_campaign(row.pk, version=1, definition=given, author=AUTHOR, now=NOON)

    # then
    after = approval_to_wait_for(row, 3)
    assert before is None
    assert after.reason == StepReason.APPROVAL_MISSING
    assert after.detail.startswith("3 people are more than 2")
    assert approval_to_wait_for(row, 2) is None


def test_a_campaign_to_newcomers_has_no_size_to_be_small(welcome):
    # given
    choose_approval(10**6, author=AUTHOR, now=NOON)
    given = ready(when={"mode": "fixed"})
    row = create_campaign("Hi", CampaignKind.ON_ENTRY, given, author=AUTHOR, now=NOON)
    check_campaign(row.pk, author=AUTHOR, now=NOON)

    # when
    refusal = refuses(ApprovalMissing, schedule_campaign, row.pk, version=1)
    approve_campaign(row.pk, version=1, author=SECOND_PERSON, now=NOON)
    row = schedule_campaign(row.pk, version=1, author=AUTHOR, now=NOON)

    # then
    assert refusal.message.startswith("Nobody knows how many will come in")
    assert (row.state, row.due_at) == (CampaignState.SCHEDULED, NOON)


def test_a_draft_is_not_approved(db):
    row = campaign_in(CampaignState.DRAFT)
    refusal = refuses(
        WrongState, approve_campaign, row.pk, version=1, author=SECOND_PERSON
    )
    assert "Check it first" in refusal.message


def test_the_limit_is_chosen_and_taken_back(db):
    assert approval_above() is None
    choose_approval(500, author=AUTHOR, now=NOON)
    assert approval_above() == 500
    assert refuses(InvalidSetting, choose_approval, -1).field == "approvalAbove"
    choose_approval(None, author=AUTHOR, now=NOON)
    assert approval_above() is None


def test_a_pause_before_its_moment_ends_with_another_schedule(welcome):
    row = scheduled(ready())

    pause_campaign(row.pk, author=AUTHOR, now=NOON)
    row.refresh_from_db()
    paused = (row.state, row.paused_reason, row.due_at)
    resume_campaign(row.pk, author=SECOND_PERSON, now=NOON + HOUR)

    row.refresh_from_db()
    assert paused == ("paused", "", TOMORROW)
    assert (row.state, row.due_at) == ("scheduled", TOMORROW)
    assert way(row)[-2:] == [("paused", AUTHOR), ("scheduled", SECOND_PERSON)]


def test_a_moment_that_passed_in_the_pause_needs_another(welcome):
    # given
    row = scheduled(ready())
    pause_campaign(row.pk, author=AUTHOR, now=NOON)
    now = TOMORROW + HOUR

    # when
    refusal = refuses(InvalidDefinition, resume_campaign, row.pk, now=now)
    later = {"mode": "fixed", "at": (now + HOUR).isoformat()}
    update_campaign(
        row.pk,
        version=1,
        definition=row.definition | {"when": later},
        author=AUTHOR,
        now=now,
    )
    row = resume_campaign(row.pk, author=AUTHOR, now=now)

    # then
    assert refusal.field == "definition.when.at"
    assert (row.state, row.due_at) == ("scheduled", now + HOUR)


def test_what_a_pause_has_swallowed_is_not_made_up_for(welcome):
    row = scheduled(ready(when=DAILY), kind=CampaignKind.RECURRING)
    first = row.due_at
    pause_campaign(row.pk, author=AUTHOR, now=NOON)

    row = resume_campaign(row.pk, author=AUTHOR, now=NOON + datetime.timedelta(days=3))

    assert first == TOMORROW.replace(hour=9)
    assert row.due_at == first + datetime.timedelta(days=3)
    days = [first + datetime.timedelta(days=number) for number in range(3)]
    swallowed = row.runs.order_by("due_at").values_list(
        "occurrence", "due_at", "state", "end_reason"
    )
    assert list(swallowed) == [
        (day.date().isoformat(), day, "done", "missed") for day in days
    ]
    told = row.steps.get(reason=StepReason.MISSED)
    assert told.detail == (
        f"Missed: 3 ({days[0].date().isoformat()} to {days[2].date().isoformat()})."
    )


def test_of_newcomers_the_days_of_the_pause_are_missed_and_today_goes_on(welcome):
    row = scheduled(ready(when={}), kind=CampaignKind.ON_ENTRY)
    pause_campaign(row.pk, author=AUTHOR, now=NOON)

    now = NOON + datetime.timedelta(days=2)
    row = resume_campaign(row.pk, author=AUTHOR, now=now)

    missed = row.runs.order_by("occurrence").values_list("occurrence", "end_reason")
    assert list(missed) == [
        (NOON.date().isoformat(), "missed"),
        (TOMORROW.date().isoformat(), "missed"),
    ]
    assert row.due_at == now


def test_a_pause_holds_what_is_queued_until_it_goes_on(welcome, make_run):
    # given
    row = campaign_in(CampaignState.SENDING, of=ready())
    run = make_run(row, state=RunState.QUEUEING)

    # when
    pause_campaign(row.pk, author=AUTHOR, now=NOON)
    run.refresh_from_db()
    paused = (run.state, run.paused_in, holds())
    row = resume_campaign(row.pk, author=AUTHOR, now=TOMORROW + HOUR)
    run.refresh_from_db()

    # then
    assert paused == ("paused", "queueing", [run.pk])
    assert (run.state, run.paused_in, holds()) == ("queueing", "", [])
    assert row.state == CampaignState.SENDING


def test_it_pauses_by_itself_and_says_why(welcome, make_run):
    row = campaign_in(CampaignState.SENDING, of=ready())
    make_run(row)

    pause_campaign(
        row.pk,
        reason=StepReason.TOO_MANY_COMPLAIN,
        detail="6 of 2000 have complained.",
        now=NOON,
    )

    row.refresh_from_db()
    last = row.steps.order_by("id").last()
    assert (row.state, row.paused_reason) == ("paused", "too_many_complain")
    assert (last.author, last.reason, last.detail) == (
        "",
        "too_many_complain",
        "6 of 2000 have complained.",
    )


def test_who_waits_for_approval_goes_on_only_with_it(welcome, make_run):
    # given
    choose_approval(2, author=AUTHOR, now=NOON)
    row = campaign_in(CampaignState.SENDING, of=ready())
    make_run(row, state=RunState.FREEZING, people=3)
    pause_campaign(row.pk, reason=StepReason.APPROVAL_MISSING, now=NOON)

    # when
    refusal = refuses(ApprovalMissing, resume_campaign, row.pk)
    approve_campaign(row.pk, version=1, author=SECOND_PERSON, now=NOON)
    row = resume_campaign(row.pk, author=AUTHOR, now=NOON)

    # then
    assert refusal.message.startswith("3 people are more than 2:")
    assert row.state == CampaignState.SENDING
    assert CampaignRun.objects.get().state == RunState.FREEZING


def test_canceling_ends_its_runs_and_lets_nothing_leave(welcome, make_run):
    # given
    row = campaign_in(
        CampaignState.SENDING, of=ready(when=DAILY), kind=CampaignKind.RECURRING
    )
    over = make_run(
        row,
        occurrence="2026-05-03",
        state=RunState.DONE,
        ended_at=NOON,
        end_reason="sent",
    )
    run = make_run(row, occurrence="2026-05-04")

    # when
    cancel_campaign(row.pk, author=AUTHOR, now=NOON)

    # then
    row.refresh_from_db()
    run.refresh_from_db()
    over.refresh_from_db()
    assert (row.state, row.due_at) == ("canceled", None)
    assert (run.state, run.ended_at, run.end_reason) == ("canceled", NOON, "canceled")
    assert over.state == "done"
    assert holds() == [run.pk]
    [fact] = FactRow.objects.filter(code="campaigns.ended")
    assert (fact.payload["run_id"], fact.payload["reason"]) == (run.pk, "canceled")


@pytest.mark.parametrize(
    ("act", "states"),
    [
        (pause_campaign, ["draft", "checked", "paused", "canceled", "done"]),
        (
            resume_campaign,
            ["draft", "checked", "scheduled", "sending", "canceled", "done"],
        ),
        (cancel_campaign, ["canceled", "done"]),
        (
            check_campaign,
            ["scheduled", "sending", "paused", "canceled", "done"],
        ),
    ],
)
def test_each_verb_has_its_states(db, act, states):
    for state in states:
        row = campaign_in(CampaignState(state))
        assert refuses(WrongState, act, row.pk).state == state
