"""Campaigns are written, changed by one at a time, copied, and put away."""

import pytest

from saleor_crm_plugin.audit.queries import changes_of
from saleor_crm_plugin.campaigns.actions.check import approve_campaign, check_campaign
from saleor_crm_plugin.campaigns.actions.draft import (
    archive_campaign,
    create_campaign,
    duplicate_campaign,
    update_campaign,
)
from saleor_crm_plugin.campaigns.actions.steer import cancel_campaign
from saleor_crm_plugin.campaigns.errors import (
    CampaignArchived,
    CampaignNotFound,
    ChangedMeanwhile,
    InvalidDefinition,
    InvalidSetting,
    WrongState,
)
from saleor_crm_plugin.campaigns.models import Campaign, CampaignStep
from saleor_crm_plugin.campaigns.policies.states import CampaignKind, CampaignState
from saleor_crm_plugin.campaigns.reading import read
from saleor_crm_plugin.experiments.models import Experiment
from tests.fixtures.campaign import (
    SECOND_PERSON,
    TOMORROW,
    campaign_in,
    definition,
    ready,
    scheduled,
)
from tests.fixtures.messages import AUTHOR, NOON
from tests.fixtures.unchanged import nothing_changes

LATER = {"at": TOMORROW.replace(hour=18).isoformat()}
DAILY = {"local_time": "09:00", "repeat": {"every": "day"}}


def create(of=None, name="Spring", kind=CampaignKind.BROADCAST):
    given = definition() if of is None else of
    return create_campaign(name, kind, given, author=AUTHOR, now=NOON)


def update(row, *, author=AUTHOR, **changes):
    given = {"version": row.version, **changes}
    return update_campaign(row.pk, **given, author=author, now=NOON)


def refuses(refusal, act, *args, **kwargs):
    with nothing_changes(), pytest.raises(refusal) as refused:
        act(*args, **kwargs)
    return refused.value


def test_a_new_campaign_is_a_draft_that_may_name_what_is_not_there(db):
    row = create(definition(404))

    row.refresh_from_db()
    assert (row.state, row.version, row.changed_by) == ("draft", 1, AUTHOR)
    assert read(row.definition) == read(definition(404))
    [step] = CampaignStep.objects.filter(campaign=row)
    assert (step.from_state, step.to_state, step.author) == ("", "draft", AUTHOR)
    [change] = changes_of("campaign", row.pk)
    assert (change.before, change.after["name"]) == ({}, "Spring")


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_a_name_is_needed_and_not_too_long(db, name):
    assert refuses(InvalidSetting, create, name=name).field == "name"


def test_what_has_not_the_form_is_not_kept(db):
    assert refuses(InvalidDefinition, create, {"when": {}}).field == (
        "definition.audience"
    )


def test_two_who_change_it_know_of_each_other(db):
    row = create()
    update(row, name="Summer")

    refusal = refuses(ChangedMeanwhile, update, row, name="Autumn")

    assert refusal.version == 2
    assert Campaign.objects.get().name == "Summer"


def test_changing_nothing_is_no_change(db):
    row = create()
    with nothing_changes():
        update(row, name="Spring", definition=definition())
    assert Campaign.objects.get().version == 1


def test_another_definition_makes_a_draft_again_and_its_author_the_writer(welcome):
    row = create(ready())
    row = check_campaign(row.pk, author=AUTHOR, now=NOON)
    row = approve_campaign(row.pk, version=1, author=SECOND_PERSON, now=NOON)

    row = update(row, definition=ready(), author=SECOND_PERSON)

    row.refresh_from_db()
    assert (row.state, row.version, row.changed_by) == ("draft", 2, SECOND_PERSON)
    assert (row.checked_version, row.approved_version) == (1, 1)
    assert [one.to_state for one in row.steps.order_by("id")] == [
        "draft",
        "checked",
        "draft",
    ]


def test_another_name_leaves_what_was_checked_and_approved(welcome):
    row = create(ready())
    check_campaign(row.pk, author=AUTHOR, now=NOON)
    row = approve_campaign(row.pk, version=1, author=SECOND_PERSON, now=NOON)

    row = update(row, name="Summer", author="user:3")

    row.refresh_from_db()
    assert (row.state, row.version, row.changed_by) == ("checked", 2, AUTHOR)
    assert (row.checked_version, row.approved_version) == (2, 2)


def test_a_scheduled_campaign_is_checked_at_once_and_stays(welcome):
    row = scheduled(ready())
    given = row.definition | {"when": {"mode": "fixed", **LATER}}

    row = update(row, definition=given | {"holdout_basis_points": 500})

    row.refresh_from_db()
    assert (row.state, row.version, row.checked_version) == ("scheduled", 2, 2)
    assert row.due_at == TOMORROW.replace(hour=18)
    assert row.experiment.held_out_basis_points == 500


def test_what_could_not_run_does_not_change_a_scheduled_campaign(welcome):
    row = scheduled(ready())

    refusal = refuses(InvalidDefinition, update, row, definition=definition(404))

    assert [one.path for one in refusal.problems] == ["definition.audience.lists.0"]


@pytest.mark.parametrize("state", [CampaignState.SENDING, CampaignState.PAUSED])
def test_a_broadcast_that_has_begun_says_what_it_said(welcome, make_run, state):
    row = campaign_in(state, of=ready())
    make_run(row)

    refusal = refuses(WrongState, update, row, definition=ready())
    renamed = update(row, name="Summer")

    assert "cancel it, and duplicate it" in refusal.message
    assert (renamed.name, renamed.state) == ("Summer", state)


def test_what_repeats_says_something_else_from_the_next_run_on(welcome, make_run):
    row = campaign_in(
        CampaignState.SENDING, of=ready(when=DAILY), kind=CampaignKind.RECURRING
    )
    run = make_run(row, occurrence="2026-05-04")
    said = run.definition

    row = update(row, definition=ready(when=DAILY | {"local_time": "17:00"}))

    run.refresh_from_db()
    assert (row.state, row.version, row.checked_version) == ("sending", 2, 2)
    assert row.due_at == NOON.replace(hour=17)
    assert (run.definition, run.version) == (said, 1)


def test_what_is_over_or_put_away_does_not_change(db):
    over = campaign_in(CampaignState.DONE)
    away = campaign_in(CampaignState.DRAFT, archived_at=NOON)
    assert refuses(WrongState, update, over, name="New").state == "done"
    refuses(CampaignArchived, update, away, name="New")
    refuses(CampaignNotFound, update_campaign, 404, version=1, author=AUTHOR, now=NOON)


def test_a_copy_says_the_same_and_is_a_draft(welcome):
    row = scheduled(ready(holdout_basis_points=500))
    cancel_campaign(row.pk, author=AUTHOR, now=NOON)
    archive_campaign(row.pk, author=AUTHOR, now=NOON)

    copy = duplicate_campaign(row.pk, name="Again", author=SECOND_PERSON, now=NOON)

    copy.refresh_from_db()
    assert (copy.state, copy.version, copy.changed_by) == ("draft", 1, SECOND_PERSON)
    assert copy.definition == row.definition
    assert (copy.experiment, copy.due_at, copy.archived_at) == (None, None, None)
    assert Experiment.objects.count() == 1


@pytest.mark.parametrize(
    "state",
    [
        CampaignState.DRAFT,
        CampaignState.CHECKED,
        CampaignState.CANCELED,
        CampaignState.DONE,
    ],
)
def test_what_says_nothing_any_more_is_put_away_once(db, state):
    row = campaign_in(state)
    archive_campaign(row.pk, author=AUTHOR, now=NOON)
    with nothing_changes():
        archive_campaign(row.pk, author=SECOND_PERSON, now=TOMORROW)
    row.refresh_from_db()
    assert (row.archived_at, row.state) == (NOON, state)


@pytest.mark.parametrize(
    "state", [CampaignState.SCHEDULED, CampaignState.SENDING, CampaignState.PAUSED]
)
def test_what_may_still_speak_is_not_put_away(db, state):
    row = campaign_in(state)
    refusal = refuses(WrongState, archive_campaign, row.pk, author=AUTHOR, now=NOON)
    assert "Cancel it first" in refusal.message
