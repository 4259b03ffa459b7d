"""What a source has queued waits while the source stands still, each message until its time is over."""

import datetime
from collections import Counter

import pytest

from saleor_crm_plugin.messaging.actions.hold import hold_source, release_source
from saleor_crm_plugin.messaging.actions.pass_gate import pass_gate
from saleor_crm_plugin.messaging.models import GateDecision, Message, SourceHold
from saleor_crm_plugin.messaging.policies.gate import WhenRefused
from saleor_crm_plugin.messaging.policies.reasons import Reason
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.messaging.terms import read_terms
from tests.fixtures.messages import NOON
from tests.fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.usefixtures("sending")
DAY = datetime.timedelta(days=1)


def gate(now=NOON):
    return pass_gate(read_terms(), now=now, limit=500, crowd=Counter())


def standing(message):
    row = Message.objects.get(pk=message.pk)
    return row.state, row.reason, row.due_at


def decided(message):
    rows = GateDecision.objects.filter(message=message).order_by("id")
    return [(row.verdict, row.reason, row.until) for row in rows]


def test_messages_wait_while_their_source_is_paused_and_then_leave(reader, queued):
    # given one of the source that is paused, for a purchase too, and one of another source
    [paused] = queued([reader], expires_at=NOON + 2 * DAY)
    [order] = queued(
        [reader], occurrence="order", purpose="transactional", expires_at=NOON + DAY
    )
    [other] = queued([reader], source_id="6")
    hold_source("journey", "5", now=NOON)
    with nothing_changes():
        hold_source("journey", "5", now=NOON + DAY)

    # when
    passed = gate()

    # then
    assert [one.message.id for one in passed.claimed] == [other.pk]
    assert passed.deferred == 2
    assert standing(paused) == (MessageState.QUEUED, Reason.PAUSED, NOON + 2 * DAY)
    assert standing(order) == (MessageState.QUEUED, Reason.PAUSED, NOON + DAY)
    assert decided(paused) == [("defer", Reason.PAUSED, NOON + 2 * DAY)]
    Message.objects.filter(pk=other.pk).update(state=MessageState.SENT)
    assert gate(NOON + DAY / 2).is_empty

    # when it goes on
    evening = NOON + DAY / 2
    assert release_source("journey", "5", now=evening) == 2
    assert standing(paused) == (MessageState.QUEUED, "", evening)
    claimed = gate(evening).claimed
    assert [one.message.id for one in claimed] == [paused.pk, order.pk]
    with nothing_changes():
        assert release_source("journey", "5", now=evening) == 0


def test_a_pause_that_is_too_long_refuses_with_a_reason_of_its_own(reader, queued):
    [message] = queued([reader], expires_at=NOON + DAY)
    hold_source("journey", "5", now=NOON)
    gate()
    assert gate(NOON + DAY).refused == 1
    assert standing(message)[:2] == (MessageState.SUPPRESSED, Reason.EXPIRED_IN_PAUSE)
    assert decided(message)[-1] == ("refuse", Reason.EXPIRED_IN_PAUSE, None)


def test_what_may_not_wait_is_refused_at_once(reader, queued):
    [message] = queued([reader], when_refused=WhenRefused.SKIP)
    hold_source("journey", "5", now=NOON)
    assert gate().refused == 1
    assert standing(message)[:2] == (MessageState.SUPPRESSED, Reason.PAUSED)


def test_letters_of_a_journey_stand_still_with_it(journey):
    from saleor_crm_plugin.journeys.actions.switch import drain, pause, turn_on

    held = SourceHold.objects.filter(source_kind="journey", source_id=str(journey.pk))
    for act, is_held in (
        (pause, True),
        (turn_on, False),
        (pause, True),
        (drain, False),
    ):
        act(journey.pk, author="user:1", now=NOON)
        assert held.exists() == is_held
