"""A worker that is killed before any statement of any piece: all of the piece is there, or nothing."""

import os
import signal

import pytest
from django.db import connection, connections

from saleor_crm_plugin.campaigns.actions import queue, take_back
from saleor_crm_plugin.campaigns.actions.end import end_if_over
from saleor_crm_plugin.campaigns.actions.freeze import freeze
from saleor_crm_plugin.campaigns.actions.steer import cancel_campaign
from saleor_crm_plugin.campaigns.policies.states import RunState
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.campaign import TOMORROW, make_list
from tests.fixtures.campaign_run import (
    audience,
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
PEOPLE = 3


def dies(work, statement):
    """Work in a process that kills itself before its n-th statement; say whether it died."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        counted = 0

        def count(execute, sql, params, many, context):
            nonlocal counted
            counted += 1
            if counted == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        code = 1
        try:
            with connection.execute_wrapper(count):
                work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def killed_everywhere(work, is_untouched):
    """Kill the work before its first statement, its second and so on, until it comes to its end."""
    statement = 1
    while dies(work, statement):
        assert is_untouched()
        statement += 1
    assert statement > 4


@pytest.fixture
def campaign(make_readers):
    return scheduled(make_list(make_readers(PEOPLE)).pk)


def test_killed_while_freezing(campaign):
    run = begun(campaign)
    started = FactRow.objects.filter(code="campaigns.started")
    killed_everywhere(
        lambda: freeze(run.pk, now=TOMORROW),
        lambda: not audience(run) and not started.exists(),
    )
    assert standings(run) == {("waiting", ""): PEOPLE}
    assert started.count() == 1


def test_killed_while_queueing(campaign, monkeypatch):
    monkeypatch.setattr(queue, "BATCH", 2)
    run = frozen(campaign)
    killed_everywhere(
        lambda: queue_one_batch(run),
        lambda: not Message.objects.exists(),
    )
    assert standings(run) == {("queued", ""): 2, ("waiting", ""): 1}
    killed_everywhere(
        lambda: queue_one_batch(run), lambda: Message.objects.count() == 2
    )
    assert standings(run) == {("queued", ""): PEOPLE}
    run.refresh_from_db()
    assert (run.queued, run.state) == (PEOPLE, RunState.SENDING)
    assert Message.objects.count() == PEOPLE


def test_killed_while_taking_back_and_while_ending(campaign, make_readers, monkeypatch):
    # given one run of which two of three are queued, and another one of which all have left
    run = frozen(campaign)
    monkeypatch.setattr(queue, "BATCH", 2)
    queue_one_batch(run)
    cancel_campaign(run.campaign_id, author=AUTHOR, now=TOMORROW)

    # when
    canceled = Message.objects.filter(state="suppressed")
    killed_everywhere(
        lambda: take_back.take_back(run.pk, now=TOMORROW), lambda: not canceled.exists()
    )

    # then
    assert standings(run) == {("refused", "canceled"): 2, ("excluded", "canceled"): 1}

    # and
    sent = frozen(scheduled(make_list(make_readers(1), name="Other").pk))
    queue_one_batch(sent)
    queue_one_batch(sent)
    Message.objects.filter(source_id=str(sent.pk)).update(state="sent")
    ended = FactRow.objects.filter(code="campaigns.ended")
    killed_everywhere(
        lambda: end_if_over(sent.pk, now=TOMORROW), lambda: ended.count() == 1
    )
    assert ended.count() == 2
    sent.campaign.refresh_from_db()
    assert sent.campaign.state == "done"
