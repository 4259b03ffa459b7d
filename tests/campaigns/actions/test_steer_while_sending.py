"""A campaign that is paused or canceled while it sends: nobody is forgotten, and nobody told twice."""

import datetime

import pytest
from django.db import connection

from saleor_crm_plugin.campaigns.actions import queue, take_back
from saleor_crm_plugin.campaigns.actions.steer import (
    cancel_campaign,
    pause_campaign,
    resume_campaign,
)
from saleor_crm_plugin.campaigns.actions.take_back import runs_to_take_back
from saleor_crm_plugin.campaigns.actions.work import work_on_runs
from saleor_crm_plugin.campaigns.policies.reasons import RunEnd
from saleor_crm_plugin.campaigns.policies.states import CampaignState, RunState
from saleor_crm_plugin.messaging.actions.send import send_due
from saleor_crm_plugin.messaging.models import Message, SourceHold
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.campaign import TOMORROW, make_list
from tests.fixtures.campaign_run import (
    begun,
    frozen,
    queue_one_batch,
    scheduled,
    standings,
)
from tests.fixtures.messages import AUTHOR
from tests.fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.usefixtures("sending", "welcome")
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def half_queued(make_readers, monkeypatch):
    """Return a run of which two of five are queued."""
    monkeypatch.setattr(queue, "BATCH", 2)
    run = frozen(scheduled(make_list(make_readers(5)).pk))
    queue_one_batch(run)
    return run


def test_a_pause_lets_nothing_leave_and_the_rest_goes_on_behind_it(
    half_queued, mailoutbox
):
    # given
    run = half_queued
    pause_campaign(run.campaign_id, author=AUTHOR, now=TOMORROW)

    # when time passes
    work_on_runs(now=TOMORROW + HOUR)
    send_due(now=TOMORROW + HOUR)

    # then
    assert mailoutbox == []
    assert standings(run) == {("deferred", "paused"): 2, ("waiting", ""): 3}

    # when it goes on
    later = TOMORROW + 2 * HOUR
    resume_campaign(run.campaign_id, author=AUTHOR, now=later)
    work_on_runs(now=later)
    send_due(now=later)
    work_on_runs(now=later)

    # then
    assert len({tuple(one.to) for one in mailoutbox}) == len(mailoutbox) == 5
    assert standings(run) == {("sent", ""): 5}
    run.refresh_from_db()
    assert (run.state, run.end_reason, run.queued) == (RunState.DONE, RunEnd.SENT, 5)
    run.campaign.refresh_from_db()
    assert run.campaign.state == CampaignState.DONE


def test_canceled_while_it_sends_takes_back_what_has_not_left(
    half_queued, mailoutbox, monkeypatch
):
    # given two of five that have left, and two more that are queued
    run = half_queued
    send_due(now=TOMORROW)
    queue_one_batch(run)

    # when
    cancel_campaign(run.campaign_id, author=AUTHOR, now=TOMORROW)

    # then nothing leaves from that moment on
    send_due(now=TOMORROW)
    assert len(mailoutbox) == 2
    assert runs_to_take_back() == [run.pk]

    # when workers take it back, two at a time
    monkeypatch.setattr(take_back, "BATCH", 2)
    work_on_runs(now=TOMORROW)

    # then
    assert standings(run) == {
        ("sent", ""): 2,
        ("refused", "canceled"): 2,
        ("excluded", "canceled"): 1,
    }
    run.refresh_from_db()
    assert (run.state, run.end_reason) == (RunState.CANCELED, RunEnd.CANCELED)
    assert (run.people, run.queued, run.excluded) == (5, 4, 1)
    refused = FactRow.objects.filter(code="messaging.refused")
    assert refused.count() == 2
    assert not SourceHold.objects.exists()
    with nothing_changes():
        work_on_runs(now=TOMORROW + HOUR)
        send_due(now=TOMORROW + HOUR)
    assert len(mailoutbox) == 2


def test_canceled_before_it_is_frozen_reaches_nobody(make_readers):
    run = begun(scheduled(make_list(make_readers(2)).pk))
    cancel_campaign(run.campaign_id, author=AUTHOR, now=TOMORROW)
    work_on_runs(now=TOMORROW)
    assert standings(run) == {}
    assert not Message.objects.exists()
    assert not SourceHold.objects.exists()


def test_done_is_asked_of_one_open_message_only(half_queued):
    # given a run that waits for its last letters
    run = half_queued
    while queue_one_batch(run):
        pass
    work_on_runs(now=TOMORROW)
    run.refresh_from_db()
    last = Message.objects.latest("profile_id")
    assert (run.state, run.open_message_id) == (RunState.SENDING, last.pk)

    # when all others are over
    Message.objects.exclude(pk=last.pk).update(state="sent")
    with nothing_changes():
        work_on_runs(now=TOMORROW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE crm_message SET state = 'sending', lease = public_id")
        cursor.execute("UPDATE crm_message SET state = 'sent' WHERE id = %s", [last.pk])
    work_on_runs(now=TOMORROW)

    # then another one is waited for
    run.refresh_from_db()
    assert run.state == RunState.SENDING
    assert run.open_message_id not in (None, last.pk)
    Message.objects.update(state="sent")
    work_on_runs(now=TOMORROW)
    run.refresh_from_db()
    assert run.state == RunState.DONE
