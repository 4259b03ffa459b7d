"""What steps do to the world: messages with codes, points, tasks, attributes; each once."""

import dataclasses
import datetime

import pytest

from saleor_crm_plugin.codes.actions.clean_up import clean_up
from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.labels import attribute_of, tags_of
from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.wake import WakeReport, wake_due
from saleor_crm_plugin.journeys.models import StepLog
from saleor_crm_plugin.journeys.steps.send_message import SendMessage
from saleor_crm_plugin.ledger.queries import balances
from saleor_crm_plugin.messaging.events import MessageOpened
from saleor_crm_plugin.messaging.message_facts import fact_of
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.outbox.actions import deliver
from saleor_crm_plugin.saleor_adapter.vouchers import code_states
from saleor_crm_plugin.timeline.models import Note
from tests.fixtures.journey import (
    BEGUN_AT,
    DAY,
    HOUR,
    definition,
    make_journey,
    only_enrollment,
    ordered,
    registered,
)
from tests.shop.rows import make_staff, make_voucher

pytestmark = pytest.mark.usefixtures("at_the_beginning")
END = {"end": {"kind": "exit"}}


@pytest.fixture
def any_template(monkeypatch):
    """Let every template count as published."""
    monkeypatch.setattr(SendMessage, "lacks", lambda *_: {})


def _run(people, steps, start, count=2):
    make_journey(**definition(start=start, steps={**steps, **END}))
    profiles = people(count)
    hear([registered(one) for one in profiles])
    wake_due(now=BEGUN_AT)
    return profiles


def test_a_message_carries_the_code_that_a_step_gave(people, any_template, channel):
    voucher = make_voucher(channel)
    steps = {
        "gift": {
            "kind": "give_code",
            "voucher": voucher.pk,
            "valid_days": 3,
            "next": "say",
        },
        "say": {
            "kind": "send_message",
            "template": "hello",
            "code_of": "gift",
            "next": "end",
        },
    }

    profiles = _run(people, steps, "gift")

    codes = dict(IssuedCode.objects.values_list("profile_id", "code"))
    assert set(codes) == set(profiles)
    assert len(set(codes.values())) == 2
    said = dict(Message.objects.values_list("profile_id", "subject"))
    assert {one: subject["code"] for one, subject in said.items()} == codes
    assert set(
        Message.objects.values_list("source_kind", "purpose", "template_code")
    ) == {("journey", "transactional", "hello")}
    assert clean_up(now=BEGUN_AT + 2 * DAY) == 0
    assert clean_up(now=BEGUN_AT + 3 * DAY) == 2
    assert clean_up(now=BEGUN_AT + 3 * DAY) == 0
    states = code_states(list(codes.values()))
    assert {state.is_active for state in states.values()} == {False}


def test_points_are_given_once_and_last_as_earned_ones(people, program):
    steps = {
        "gift": {"kind": "give_points", "program": "club", "points": 7, "next": "end"}
    }

    profiles = _run(people, steps, "gift")

    held = balances(program.book_id, profiles)
    assert [held[one].available for one in profiles] == [7, 7]


def test_staff_get_a_task_in_their_list(people):
    staff_user = make_staff()
    steps = {
        "ask": {
            "kind": "add_task",
            "owner": staff_user.pk,
            "text": "Call",
            "due_in_days": 2,
            "next": "end",
        }
    }

    profiles = _run(people, steps, "ask")

    notes = Note.objects.order_by("profile_id")
    assert [(one.profile_id, one.owner_id, one.due_at) for one in notes] == [
        (profile, staff_user.pk, BEGUN_AT + 2 * DAY) for profile in profiles
    ]


def test_tags_are_taken_and_attributes_are_set(people):
    steps = {
        "add": {"kind": "tag", "tag": "new", "next": "take"},
        "take": {"kind": "tag", "tag": "new", "change": "remove", "next": "note"},
        "note": {"kind": "set_attribute", "name": "size", "value": "M", "next": "end"},
    }

    profiles = _run(people, steps, "add")

    assert attribute_of("size", profiles) == dict.fromkeys(profiles, "M")
    assert tags_of(profiles) == {}


def test_of_several_changes_in_one_run_the_last_counts(people):
    steps = {
        "take": {"kind": "tag", "tag": "new", "change": "remove", "next": "add"},
        "add": {"kind": "tag", "tag": "new", "next": "end"},
    }

    profiles = _run(people, steps, "take")

    assert set(tags_of(profiles)) == set(profiles)


def test_a_branch_sees_what_became_of_the_message(people, any_template):
    steps = {
        "say": {"kind": "send_message", "template": "hello", "next": "rest"},
        "rest": {"kind": "wait", "days": 1, "next": "look"},
        "look": {
            "kind": "branch_on_message",
            "message_of": "say",
            "outcome": "opened",
            "then": "liked",
            "otherwise": "end",
        },
        "liked": {"kind": "tag", "tag": "reader", "next": "end"},
    }
    first, second = _run(people, steps, "say")
    Message.objects.filter(profile_id=first).update(state="clicked")

    assert wake_due(now=BEGUN_AT + DAY) == WakeReport(woken=2)

    assert tags_of([first, second]) == {first: {"reader"}}
    outcomes = StepLog.objects.filter(step="look").values_list("outcome", "numbers")
    assert sorted(outcomes, key=str) == [
        ("otherwise", {"state": "queued"}),
        ("then", {"state": "clicked"}),
    ]


WAITING = {
    "say": {"kind": "send_message", "template": "hello", "next": "listen"},
    "listen": {
        "kind": "wait_for_message",
        "messages_of": ["say"],
        "within_hours": 24,
        "then": "liked",
        "otherwise": "end",
    },
    "liked": {"kind": "tag", "tag": "reader", "next": "end"},
}


def _read(profile, state, at):
    """Let a message come to a state; returns the fact that says so."""
    message = Message.objects.get(profile_id=profile)
    message.state = state
    message.save(update_fields=["state"])
    return fact_of(message, occurred_at=at)


def test_a_wait_for_a_message_ends_the_moment_that_it_is_read(people, any_template):
    first, second, third = _run(people, WAITING, "say", count=3)
    read_at = BEGUN_AT + HOUR
    with clock.fixed_at(read_at):
        hear([_read(first, "opened", read_at), _read(second, "clicked", read_at)])

    assert wake_due(now=read_at) == WakeReport(woken=2)
    assert tags_of([first, second, third]) == {first: {"reader"}, second: {"reader"}}
    assert wake_due(now=BEGUN_AT + DAY) == WakeReport(woken=1)
    outcomes = StepLog.objects.filter(step="listen").values_list("outcome", flat=True)
    assert sorted(outcomes) == ["read", "read", "timed_out"]


def test_the_news_of_another_passage_or_step_wakes_nobody(people, any_template):
    [profile] = _run(people, WAITING, "say", count=1)
    fact = _read(profile, "sent", BEGUN_AT)
    passage = fact.occurrence.split(":")[0]
    opened = MessageOpened(**dataclasses.asdict(fact))
    others = [
        dataclasses.replace(opened, occurrence=f"{passage}9:0:say"),
        dataclasses.replace(opened, occurrence=f"{passage}:0:other"),
        dataclasses.replace(opened, source_kind="campaign"),
    ]

    hear(others)

    assert wake_due(now=BEGUN_AT + HOUR) == WakeReport()
    # What is not so after all, such as an opening that was a scanner's, ends no wait either.
    hear([opened])
    assert wake_due(now=BEGUN_AT + HOUR) == WakeReport(woken=1)
    assert tags_of([profile]) == {}


def test_what_was_read_before_the_wait_is_not_waited_for(people, any_template):
    steps = {
        **WAITING,
        "say": {**WAITING["say"], "next": "rest"},
        "rest": {"kind": "wait", "hours": 1, "next": "listen"},
    }
    [profile] = _run(people, steps, "say", count=1)
    _read(profile, "opened", BEGUN_AT)

    wake_due(now=BEGUN_AT + HOUR)
    wake_due(now=BEGUN_AT + HOUR + datetime.timedelta(seconds=1))

    assert tags_of([profile]) == {profile: {"reader"}}


def test_a_wait_for_an_event_ends_with_it_or_with_the_time_out(people):
    steps = {
        "wait": {
            "kind": "wait_for_event",
            "event": "order.placed",
            "within_hours": 10,
            "then": "bought",
            "otherwise": "end",
        },
        "bought": {"kind": "tag", "tag": "buyer", "next": "end"},
    }
    first, second = _run(people, steps, "wait")
    with clock.fixed_at(BEGUN_AT + HOUR):
        hear([ordered(first, "a", occurred_at=BEGUN_AT + HOUR)])

    assert wake_due(now=BEGUN_AT + HOUR) == WakeReport(woken=1)
    assert wake_due(now=BEGUN_AT + 10 * HOUR) == WakeReport(woken=1)
    assert tags_of([first, second]) == {first: {"buyer"}}
    assert deliver(now=BEGUN_AT).failed == 0


SAID_AND_OVER = {
    "say": {"kind": "send_message", "template": "hello", "next": "rest"},
    "rest": {"kind": "wait", "hours": 5, "next": "end"},
}
GOAL = {"goal": {"events": [{"event": "order.placed"}]}}


@pytest.mark.parametrize("after", [HOUR, 6 * HOUR])
def test_what_has_not_left_is_taken_back_when_the_goal_is_reached(
    after, people, any_template
):
    make_journey(**definition(start="say", steps={**SAID_AND_OVER, **END}, **GOAL))
    buyer, other = people(2)
    hear([registered(one) for one in (buyer, other)])
    wake_due(now=BEGUN_AT)
    wake_due(now=BEGUN_AT + after)

    with clock.fixed_at(BEGUN_AT + after):
        hear([ordered(buyer, "a", occurred_at=BEGUN_AT + after)])

    states = dict(Message.objects.values_list("profile_id", "state"))
    assert states == {buyer: "suppressed", other: "queued"}
    assert Message.objects.get(profile_id=buyer).reason == "canceled"


def test_whoever_is_outranked_is_written_to_no_more(people, any_template):
    steps = {**SAID_AND_OVER, **END}
    make_journey("low", **definition(start="say", steps=steps, group="g", priority=1))
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)
    make_journey(
        "high",
        **definition(trigger={"kind": "order_placed"}, group="g", priority=2),
    )

    hear([ordered(profile, "a")])
    wake_due(now=BEGUN_AT)

    assert Message.objects.get().state == "suppressed"


def test_who_stays_behind_the_goal_may_have_waited_for_it(people):
    steps = {
        "wait": {
            "kind": "wait_for_event",
            "event": "order.placed",
            "within_hours": 10,
            "then": "bought",
            "otherwise": "end",
        },
        "bought": {"kind": "tag", "tag": "buyer", "next": "end"},
        **END,
    }
    goal = {"events": [{"event": "order.placed"}], "stays": True}
    make_journey(**definition(start="wait", steps=steps, goal=goal))
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)

    with clock.fixed_at(BEGUN_AT + HOUR):
        hear([ordered(profile, "a", occurred_at=BEGUN_AT + HOUR)])
    wake_due(now=BEGUN_AT + HOUR)

    assert tags_of([profile]) == {profile: {"buyer"}}
    assert only_enrollment().goal_at == BEGUN_AT + HOUR
