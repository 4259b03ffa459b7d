"""A worker that is killed at any statement of a batch: nothing twice, nothing lost."""

import os
import signal

import pytest
from django.db import connection, connections

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.journeys.actions.claim import LEASE
from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.wake import wake_due
from saleor_crm_plugin.journeys.models import Enrollment, StepLog
from saleor_crm_plugin.journeys.steps.send_message import SendMessage
from saleor_crm_plugin.messaging.models import Message
from tests.fixtures.journey import BEGUN_AT, DAY, definition, make_journey, registered
from tests.fixtures.person import account_claim

PEOPLE = 3
SAYING = definition(
    start="say",
    steps={
        "say": {"kind": "send_message", "template": "hello", "next": "mark"},
        "mark": {"kind": "tag", "tag": "told", "next": "rest"},
        "rest": {"kind": "wait", "days": 1, "next": "end"},
        "end": {"kind": "exit"},
    },
)


def _wake_and_die(now, statement):
    """Wake in a process that kills itself before its n-th statement; answer whether it died."""
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
                wake_due(now=now)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@pytest.mark.django_db(transaction=True)
def test_killed_at_every_statement_in_turn(monkeypatch):
    monkeypatch.setattr(SendMessage, "lacks", lambda *_: {})
    make_journey(**SAYING)
    profiles = resolve_profiles(
        [
            account_claim(number, f"p{number}@example.com", email_is_verified=True)
            for number in range(1, PEOPLE + 1)
        ]
    )
    with clock.fixed_at(BEGUN_AT):
        hear([registered(one) for one in profiles])

    now, statement = BEGUN_AT, 1
    while _wake_and_die(now, statement):
        # Either all of the batch is there, or nothing.
        assert Message.objects.count() in (0, PEOPLE)
        # Each lease runs out before the next worker comes, one statement further.
        now += LEASE
        statement += 1
        Enrollment.objects.update(attempt=0)
    assert statement > 8

    wake_due(now=now + DAY)

    assert Message.objects.count() == PEOPLE
    assert StepLog.objects.count() == 4 * PEOPLE
    assert set(Enrollment.objects.values_list("state", flat=True)) == {"done"}
