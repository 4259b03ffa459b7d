"""The database lets campaigns and runs go no other way than the policies know, and logs each step."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from saleor_crm_plugin.campaigns.actions.move import move
from saleor_crm_plugin.campaigns.errors import WrongState
from saleor_crm_plugin.campaigns.models import (
    CampaignRecipient,
    CampaignRun,
    CampaignStep,
)
from saleor_crm_plugin.campaigns.policies.reasons import RunEnd, StepReason
from saleor_crm_plugin.campaigns.policies.states import (
    CAMPAIGN_WAYS,
    OVER,
    RUN_OVER,
    RUN_WAYS,
    CampaignState,
    RunState,
    may_become,
    may_run_become,
)
from tests.fixtures.campaign import campaign_in, definition
from tests.fixtures.messages import AUTHOR, NOON
from tests.fixtures.unchanged import nothing_changes

SOON = NOON + datetime.timedelta(hours=1)


def run_in(state, **changes):
    """Make the row of a run in this state."""
    is_over = state in RUN_OVER
    return CampaignRun.objects.create(
        **{
            "campaign": campaign_in(CampaignState.SENDING),
            "occurrence": "once",
            "version": 1,
            "definition": {**definition(), "template_versions": {"welcome": 1}},
            "state": state,
            "paused_in": RunState.QUEUEING if state == RunState.PAUSED else "",
            "due_at": NOON,
            "started_at": NOON,
            "ended_at": NOON if is_over else None,
            "end_reason": RunEnd.SENT if is_over else "",
        }
        | changes
    )


def refused(statement, *values):
    """Send a statement that the database refuses, and return its words."""
    with (
        nothing_changes(),
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)
    return str(refusal.value)


def is_let(change):
    """Whether the database lets the change pass; it is taken back."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(*change)
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


def test_the_trigger_knows_the_ways_of_a_campaign(db):
    # given
    let = set()

    # when
    for before in CampaignState:
        row = campaign_in(before)
        for after in CampaignState:
            to = "UPDATE crm_campaign SET state = %s WHERE id = %s"
            if before != after and is_let((to, [after, row.pk])):
                let.add((before, after))

    # then
    assert let == {(one, to) for one, ways in CAMPAIGN_WAYS.items() for to in ways}


def test_the_trigger_knows_the_ways_of_a_run(db):
    # given
    let = set()
    to = """UPDATE crm_campaign_run SET state = %(to)s,
        paused_in = CASE WHEN %(to)s = 'paused' THEN 'sending' ELSE '' END,
        ended_at = CASE WHEN %(is_over)s THEN now() END,
        end_reason = CASE WHEN %(is_over)s THEN 'sent' ELSE '' END WHERE id = %(id)s"""

    # when
    for before in RunState:
        row = run_in(before)
        for after in RunState:
            asked = {"to": after, "is_over": after in RUN_OVER, "id": row.pk}
            if before != after and is_let((to, asked)):
                let.add((before, after))

    # then
    assert let == {(one, to) for one, ways in RUN_WAYS.items() for to in ways}


def test_nothing_follows_the_end_and_every_state_can_be_reached():
    assert all(not CAMPAIGN_WAYS[one] for one in OVER)
    assert all(not RUN_WAYS[one] for one in RUN_OVER)
    assert {to for ways in CAMPAIGN_WAYS.values() for to in ways} == set(CampaignState)
    assert {to for ways in RUN_WAYS.values() for to in ways} == set(RunState)
    assert may_become(CampaignState.CHECKED, CampaignState.SCHEDULED)
    assert not may_become(CampaignState.DRAFT, CampaignState.SCHEDULED)
    assert may_run_become(RunState.SENDING, RunState.QUEUEING)
    assert not may_run_become(RunState.PAUSED, RunState.DONE)


def test_a_step_says_who_took_it_and_a_reason_why_nobody_did(db):
    # given
    row = campaign_in(CampaignState.SCHEDULED)

    # when
    move(row, CampaignState.SENDING, reason=StepReason.DUE, now=SOON)
    move(
        row,
        CampaignState.PAUSED,
        reason=StepReason.VOUCHER_GONE,
        detail="The shop has no voucher 7.",
        now=SOON,
    )
    reason_then = row.paused_reason
    move(row, CampaignState.SENDING, author=AUTHOR, now=SOON)

    # then
    told = CampaignStep.objects.order_by("id").values_list(
        "from_state", "to_state", "author", "reason", "detail"
    )
    assert list(told) == [
        ("", "scheduled", AUTHOR, "", ""),
        ("scheduled", "sending", "", "due", ""),
        ("sending", "paused", "", "voucher_gone", "The shop has no voucher 7."),
        ("paused", "sending", AUTHOR, "", ""),
    ]
    assert (reason_then, row.paused_reason) == ("voucher_gone", "")


def test_a_way_that_is_none_changes_nothing(db):
    row = campaign_in(CampaignState.DRAFT)

    with nothing_changes(), pytest.raises(WrongState) as refusal:
        move(row, CampaignState.SENDING, author=AUTHOR, now=SOON)

    assert refusal.value.state == CampaignState.DRAFT


def test_what_is_over_is_not_due_any_more(db):
    row = campaign_in(CampaignState.SCHEDULED, due_at=SOON)

    move(row, CampaignState.CANCELED, author=AUTHOR, now=NOON)

    row.refresh_from_db()
    assert (row.state, row.due_at) == (CampaignState.CANCELED, None)


def test_a_state_to_which_no_step_has_led_is_refused_at_the_end(db):
    row = campaign_in(CampaignState.DRAFT)

    words = refused(
        "UPDATE crm_campaign SET state = 'checked' WHERE id = %s;"
        "SET CONSTRAINTS crm_campaign_logged IMMEDIATE",
        row.pk,
    )

    assert "is checked, and no step says so" in words


def test_a_step_begins_where_the_last_one_ended(db):
    row = campaign_in(CampaignState.CHECKED)

    words = refused(
        "INSERT INTO crm_campaign_step"
        " (campaign_id, from_state, to_state, version, author, reason, detail, at)"
        " VALUES (%s, 'scheduled', 'sending', 1, 'user:1', '', '', now())",
        row.pk,
    )

    assert "stands at checked, not at scheduled" in words


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE crm_campaign_step SET author = 'user:9'",
        "DELETE FROM crm_campaign_step",
    ],
)
def test_steps_are_append_only(db, statement):
    campaign_in()
    assert "append-only" in refused(statement)


@pytest.mark.parametrize(
    "change",
    [
        "definition = '{}'",
        "occurrence = '2026-05-05'",
        "version = 2",
    ],
)
def test_what_a_run_says_is_frozen(db, change):
    run_in(RunState.FREEZING)
    assert "frozen" in refused(f"UPDATE crm_campaign_run SET {change}")


def test_a_run_is_never_deleted(db):
    run_in(RunState.DONE)
    assert "never deleted" in refused("DELETE FROM crm_campaign_run")


def test_a_campaign_has_one_run_for_an_occurrence(db):
    run = run_in(RunState.FREEZING)
    with nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
        run_in(RunState.FREEZING, campaign=run.campaign)


@pytest.mark.parametrize(
    "parts",
    [
        {"is_held_out": True, "message_id": 5},
        {"excluded_reason": "excluded", "message_id": 5},
        {"excluded_reason": "excluded", "is_held_out": True},
    ],
)
def test_a_recipient_counts_in_one_sum_only(db, parts):
    run = run_in(RunState.FREEZING)
    with nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
        CampaignRecipient.objects.create(run=run, profile_id=1, **parts)


@pytest.mark.parametrize("state", ["scheduled", "sending", "paused"])
def test_what_may_still_speak_is_not_put_away(db, state):
    row = campaign_in(CampaignState(state))
    refused("UPDATE crm_campaign SET archived_at = now() WHERE id = %s", row.pk)
