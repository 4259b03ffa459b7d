"""Two sessions at one run: nothing is done twice, nobody waits for nothing, and no word is lost."""

import pytest
from django.db import transaction

from saleor_crm_plugin.campaigns.actions import freeze as freezer
from saleor_crm_plugin.campaigns.actions.freeze import Frozen, freeze
from saleor_crm_plugin.campaigns.actions.steer import cancel_campaign, pause_campaign
from saleor_crm_plugin.campaigns.actions.take_back import take_back
from saleor_crm_plugin.campaigns.actions.work import work_on_runs
from saleor_crm_plugin.campaigns.policies.states import RunState
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.messaging.actions.send import send_due
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.segments.actions.lock import lock_segment
from tests.fixtures.aside import answer_of, aside, wait_until_blocked
from tests.fixtures.campaign import TOMORROW, make_list
from tests.fixtures.campaign_run import (
    begun,
    frozen,
    queue_one_batch,
    scheduled,
    standings,
)
from tests.fixtures.messages import AUTHOR

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("welcome"),
]


def in_between(monkeypatch, action):
    """Let something happen in another session between the freezing statement and what follows."""
    note = freezer._note
    answers = []

    def noted(*given):
        answers.append(answer_of(aside(action)))
        return note(*given)

    monkeypatch.setattr(freezer, "_note", noted)
    return answers


def test_only_one_freezes(make_readers, monkeypatch):
    run = begun(scheduled(make_list(make_readers(2)).pk))
    answers = in_between(monkeypatch, lambda: freeze(run.pk, now=TOMORROW))
    assert freeze(run.pk, now=TOMORROW) == Frozen(2, 0, 0)
    assert answers == [None]
    assert standings(run) == {("waiting", ""): 2}


def test_nobody_is_frozen_while_a_segment_changes(make_readers):
    readers = make_list(make_readers(2))
    run = begun(scheduled(readers.pk))
    with transaction.atomic():
        lock_segment(readers.pk)
        assert answer_of(aside(lambda: freeze(run.pk, now=TOMORROW))) is None
    assert freeze(run.pk, now=TOMORROW) == Frozen(2, 0, 0)


def test_who_pauses_does_not_wait_for_the_freezing_and_it_counts(
    make_readers, monkeypatch
):
    run = begun(scheduled(make_list(make_readers(2)).pk))
    in_between(
        monkeypatch,
        lambda: pause_campaign(run.campaign_id, author=AUTHOR, now=TOMORROW),
    )
    assert freeze(run.pk, now=TOMORROW) == Frozen(2, 0, 0)
    run.refresh_from_db()
    assert (run.state, run.paused_in) == (RunState.PAUSED, RunState.QUEUEING)
    assert queue_one_batch(run) == 0


def test_who_cancels_while_it_is_frozen_has_frozen_nobody(make_readers, monkeypatch):
    run = begun(scheduled(make_list(make_readers(2)).pk))
    in_between(
        monkeypatch,
        lambda: cancel_campaign(run.campaign_id, author=AUTHOR, now=TOMORROW),
    )
    assert freeze(run.pk, now=TOMORROW) is None
    run.refresh_from_db()
    assert (run.state, run.people, run.frozen_at) == (RunState.CANCELED, 0, None)
    assert standings(run) == {}


def test_another_worker_passes_by_a_run_that_is_being_queued(make_readers):
    run = frozen(scheduled(make_list(make_readers(2)).pk))
    with transaction.atomic():
        assert queue_one_batch(run) == 2
        assert answer_of(aside(lambda: queue_one_batch(run))) == 0
    assert Message.objects.count() == 2
    assert standings(run) == {("queued", ""): 2}


@pytest.mark.parametrize(
    ("steer", "standing"),
    [
        (pause_campaign, ("queued", "")),
        (cancel_campaign, ("refused", "canceled")),
    ],
)
def test_staff_wait_for_the_batch_under_way_and_no_other_follows(
    make_readers, steer, standing
):
    run = frozen(scheduled(make_list(make_readers(3)).pk))
    with transaction.atomic():
        queue_one_batch(run)
        other = aside(lambda: steer(run.campaign_id, author=AUTHOR, now=TOMORROW))
        wait_until_blocked(other)
    answer_of(other)
    assert queue_one_batch(run) == 0
    work_on_runs(now=TOMORROW)
    assert standings(run) == {standing: 3}


def test_an_erasure_waits_for_the_batch_and_nothing_leaves_to_who_is_erased(
    sending, make_readers
):
    # given a batch that has queued somebody who is being erased
    people = make_readers(2)
    run = frozen(scheduled(make_list(people).pk))
    with transaction.atomic():
        assert queue_one_batch(run) == 2
        other = aside(lambda: erase_profile(people[0], now=TOMORROW, author=AUTHOR))
        wait_until_blocked(other)
    answer_of(other)
    send_due(now=TOMORROW)
    assert standings(run) == {("sent", ""): 1, ("refused", "no_address"): 1}


def test_two_who_take_back_do_it_once(make_readers):
    run = frozen(scheduled(make_list(make_readers(3)).pk))
    queue_one_batch(run)
    cancel_campaign(run.campaign_id, author=AUTHOR, now=TOMORROW)
    with transaction.atomic():
        assert take_back(run.pk, now=TOMORROW)
        assert not answer_of(aside(lambda: take_back(run.pk, now=TOMORROW)))
    work_on_runs(now=TOMORROW)
    assert standings(run) == {("refused", "canceled"): 3}
