"""Openings and clicks that a provider reports are judged as those that we see ourselves."""

import datetime

import pytest

from saleor_crm_plugin.messaging.actions.reports import (
    BURST_IS_REPORTED_AFTER,
    apply_reports,
)
from saleor_crm_plugin.messaging.actions.send import send_due
from saleor_crm_plugin.messaging.actions.touches import judge_touches, note_click
from saleor_crm_plugin.messaging.models import Message, MessageAttempt
from saleor_crm_plugin.messaging.outcomes import DeliveryUpdate
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.messaging.touch_models import Touch, TouchKind
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.templates.tracked_links import link_clicked, link_url
from tests.fixtures.messages import NOON
from tests.fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.usefixtures("welcome")
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
MINUTE = datetime.timedelta(minutes=1)
REPORTED = NOON + 5 * MINUTE
JUDGED = REPORTED + BURST_IS_REPORTED_AFTER


@pytest.fixture
def sent(sending, reader, queued):
    """Send a message at noon, and return its attempt."""
    queued([reader])
    send_due(now=NOON)
    return MessageAttempt.objects.select_related("message").get()


def seen(attempt, state, seconds, *, agent=BROWSER, url=""):
    return DeliveryUpdate(
        key=f"{state} {seconds} {url}"[:64],
        provider_id=attempt.provider_id,
        state=state,
        occurred_at=NOON + datetime.timedelta(seconds=seconds),
        user_agent=agent,
        url=url,
    )


def click(attempt, place, seconds, **changes):
    url = f"https://shop.example.com/{place}"
    return seen(attempt, MessageState.CLICKED, seconds, url=url, **changes)


def report(attempt, *updates, now=REPORTED):
    return apply_reports(attempt.account_id, updates, now=now)


def told():
    rows = FactRow.objects.filter(code__startswith="messaging.").order_by("id")
    return [row.code.removeprefix("messaging.") for row in rows]


def state_of(attempt):
    return Message.objects.get(pk=attempt.message_id).state


def test_an_opening_and_a_click_count_once_they_are_judged(sent):
    assert report(sent, seen(sent, MessageState.OPENED, 60), click(sent, 1, 70)) == 0
    assert judge_touches(now=JUDGED - datetime.timedelta(seconds=1)) == 0
    assert (state_of(sent), told()) == (MessageState.SENT, ["sent"])
    assert judge_touches(now=JUDGED) == 2
    assert (state_of(sent), told()) == (MessageState.CLICKED, ["sent", "clicked"])


def test_a_burst_over_all_links_counts_for_nothing(sent):
    # given a burst that the provider tells in two requests
    report(sent, click(sent, 1, 60), click(sent, 2, 60.5))
    report(sent, click(sent, 3, 61), now=REPORTED + datetime.timedelta(seconds=20))

    # when
    assert judge_touches(now=JUDGED + datetime.timedelta(seconds=20)) == 3

    # then
    assert Touch.objects.filter(is_scanner=True).count() == 3
    assert (state_of(sent), told()) == (MessageState.SENT, ["sent"])


def test_a_client_that_names_itself_a_machine_counts_for_nothing(sent):
    report(
        sent,
        seen(sent, MessageState.OPENED, 60, agent="Mimecast Preview/1.0"),
        click(sent, 1, 90, agent=""),
    )
    judge_touches(now=JUDGED)
    assert (state_of(sent), told()) == (MessageState.SENT, ["sent"])


def test_a_provider_that_names_no_client_is_believed(sent):
    report(sent, seen(sent, MessageState.OPENED, 60, agent=None))
    judge_touches(now=JUDGED)
    assert (state_of(sent), told()) == (MessageState.OPENED, ["sent", "opened"])


def test_a_click_in_the_second_of_sending_counts_for_nothing(sent):
    report(sent, click(sent, 1, 0.5))
    judge_touches(now=JUDGED)
    assert (state_of(sent), told()) == (MessageState.SENT, ["sent"])


def test_what_was_reported_before_is_no_second_touch(sent):
    report(sent, seen(sent, MessageState.OPENED, 60))
    with nothing_changes():
        report(sent, seen(sent, MessageState.OPENED, 60))


def test_a_click_that_we_saw_too_is_one_touch(sent):
    # given
    public_id = sent.message.public_id
    note_click(public_id, 7, user_agent=BROWSER, now=NOON + MINUTE)

    # when
    wrapped = seen(sent, MessageState.CLICKED, 60, url=link_url(public_id, 7))
    report(sent, wrapped)

    # then
    touch = Touch.objects.get(kind=TouchKind.CLICK)
    assert (touch.link_id, touch.count) == (7, 2)


def test_strangers_touches_are_not_noted(sent):
    unknown = DeliveryUpdate(
        key="nobody",
        provider_id="nobody",
        state=MessageState.OPENED,
        occurred_at=NOON + MINUTE,
    )
    report(sent, unknown)
    assert Touch.objects.count() == 0


def test_an_address_that_is_none_of_ours_has_a_number_below_zero(sent):
    elsewhere = link_clicked("https://shop.example.com/1")
    assert elsewhere < 0
    assert elsewhere == link_clicked("https://shop.example.com/1")
    assert elsewhere != link_clicked("https://shop.example.com/2")
    forged = link_url(sent.message.public_id, 7) + "x"
    assert link_clicked(forged) < 0
