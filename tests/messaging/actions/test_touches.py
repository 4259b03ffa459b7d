"""Openings and clicks: what people do counts, what scanners do is kept apart."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.messaging.actions.queue import queue_messages
from saleor_crm_plugin.messaging.actions.touches import (
    SETTLED_AFTER,
    judge_touches,
    note_click,
    note_open,
)
from saleor_crm_plugin.messaging.models import Message, MessageAttempt
from saleor_crm_plugin.messaging.touch_models import Touch
from saleor_crm_plugin.outbox.models import FactRow

from ...fixtures.messages import NOON, intent

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
LATER = NOON + datetime.timedelta(minutes=10)


@pytest.fixture
def message() -> Message:
    """A message that was sent at noon."""
    [queued] = queue_messages([intent()], now=NOON)
    row = Message.objects.get(pk=queued.message_id)
    row.state, row.channel, row.changed_at = "sent", "email", NOON
    row.save()
    MessageAttempt.objects.create(
        message=row, number=1, channel="email", begun_at=NOON, outcome="accepted"
    )
    row.refresh_from_db()
    return row


def after(seconds: float) -> datetime.datetime:
    return NOON + datetime.timedelta(seconds=seconds)


def click(message: Message, link: int, seconds: float, agent: str = BROWSER) -> None:
    note_click(message.public_id, link, user_agent=agent, now=after(seconds))


def state(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def facts() -> list[str]:
    codes = FactRow.objects.filter(code__startswith="messaging.").order_by("id")
    return list(codes.values_list("code", flat=True))


def test_an_opening_and_a_click_are_told_once(message):
    # given
    note_open(message.public_id, user_agent=BROWSER, now=after(60))
    assert judge_touches(now=after(60)) == 0
    assert judge_touches(now=after(60) + SETTLED_AFTER) == 1
    assert state(message) == "opened"
    # when
    click(message, 7, 90)
    click(message, 7, 95)
    judge_touches(now=LATER)
    click(message, 7, 100)
    judge_touches(now=LATER)
    # then
    assert state(message) == "clicked"
    assert facts() == ["messaging.opened", "messaging.clicked"]
    touch = Touch.objects.get(kind="click")
    assert (touch.count, touch.is_scanner, touch.link_id) == (3, False, 7)


def test_a_burst_over_all_links_counts_for_nothing(message):
    for link in (1, 2, 3):
        click(message, link, 60 + link / 10)
    assert judge_touches(now=LATER) == 3
    assert state(message) == "sent"
    assert list(Touch.objects.values_list("is_scanner", flat=True)) == [True] * 3
    assert facts() == []


def test_a_person_who_comes_after_the_scanner_counts(message):
    # given
    for link in (1, 2, 3):
        click(message, link, 60 + link / 10)
    judge_touches(now=LATER)
    # when
    note_click(message.public_id, 2, user_agent=BROWSER, now=LATER)
    judge_touches(now=LATER + SETTLED_AFTER)
    # then
    assert state(message) == "clicked"
    assert Touch.objects.get(link_id=2).is_scanner is False


def test_machines_and_the_second_of_sending_count_for_nothing(message):
    note_open(message.public_id, user_agent="", now=after(60))
    click(message, 1, 60, "SomeScanner/1.0")
    click(message, 2, 0.5)
    judge_touches(now=LATER)
    assert state(message) == "sent"
    assert Touch.objects.filter(is_scanner=True).count() == 3


def test_what_is_no_message_of_ours_moves_nothing(message):
    note_open(uuid.uuid4(), user_agent=BROWSER, now=after(60))
    assert judge_touches(now=LATER) == 1
    assert (state(message), facts()) == ("sent", [])


def test_judging_costs_the_same_for_one_and_for_many(
    message, django_assert_max_num_queries
):
    # given
    others = [
        queue_messages([intent(profile_id)], now=NOON)[0].message_id
        for profile_id in range(2, 12)
    ]
    Message.objects.filter(pk__in=others).update(state="sent", channel="email")
    click(message, 1, 60)
    with CaptureQueriesContext(connection) as one:
        judge_touches(now=LATER)
    # when, then
    for other in Message.objects.filter(pk__in=others):
        click(other, 1, 60)
    with django_assert_max_num_queries(len(one)):
        assert judge_touches(now=LATER) == 10
