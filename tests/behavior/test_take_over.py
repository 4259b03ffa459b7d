"""A long history of a device goes over to who signs in: all of it, to nobody else, and only if agreed."""

import pytest

from saleor_crm_plugin.behavior.actions import take_over
from saleor_crm_plugin.behavior.actions.forget import forget_people
from saleor_crm_plugin.behavior.actions.take_over import join_waiting_histories
from saleor_crm_plugin.behavior.actions.visitors import (
    let_visitor_agree,
    let_visitor_refuse,
)
from saleor_crm_plugin.behavior.models import (
    BehaviorDay,
    BehaviorEvent,
    Visitor,
    WaitingHistory,
)
from saleor_crm_plugin.behavior.person import BehaviorRows
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from tests.fixtures.behavior import DEVICE, MINUTE, TRACKED_AT, agree, search, tell
from tests.fixtures.consent import record_one

HISTORY = 7
SIGNED_IN_AT = TRACKED_AT + MINUTE


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(take_over, "MOST_AT_ONCE", 3)


@pytest.fixture
def device(db):
    """Let a device do something seven times, a second apart, with nobody signed in."""
    let_visitor_agree(DEVICE, wording_id=None, now=TRACKED_AT)
    for second in range(HISTORY):
        tell(search(f"{second}"), now=TRACKED_AT + second * MINUTE / 60)
    return Visitor.objects.get().pk


@pytest.fixture
def signed_in(device, agreed):
    tell(search("in"), profile_id=agreed, now=SIGNED_IN_AT)
    return agreed


def owners():
    """Return whose the device's old events are, oldest first."""
    rows = BehaviorEvent.objects.filter(occurred_at__lt=SIGNED_IN_AT)
    return list(rows.order_by("occurred_at").values_list("profile_id", flat=True))


def searches_of(profile_id):
    """Return how many searches the day counts."""
    rows = BehaviorDay.objects.filter(profile_id=profile_id)
    return sum(rows.values_list("events", flat=True))


def test_the_newest_go_over_at_once_and_all_the_rest_after_it(signed_in):
    assert owners() == [None] * 4 + [signed_in] * 3
    assert searches_of(signed_in) == 4

    assert join_waiting_histories(most=1) == 1
    assert owners() == [None] + [signed_in] * 6
    assert join_waiting_histories() == 1

    assert owners() == [signed_in] * HISTORY
    assert searches_of(signed_in) == HISTORY + 1
    assert not WaitingHistory.objects.exists()
    assert join_waiting_histories() == 0


def test_a_short_history_leaves_nothing_to_do(db, agreed):
    let_visitor_agree(DEVICE, wording_id=None, now=TRACKED_AT)
    tell(search("1"), now=TRACKED_AT)
    tell(search("in"), profile_id=agreed, now=SIGNED_IN_AT)

    assert owners() == [agreed]
    assert not WaitingHistory.objects.exists()


def test_who_signs_in_next_gets_nothing_of_what_waits_for_another(
    signed_in, guest_profile
):
    # given B on A's device, and what nobody was there for in between
    other = guest_profile.pk
    agree(other)
    tell(search("out"), now=SIGNED_IN_AT + MINUTE)
    tell(search("b"), profile_id=other, now=SIGNED_IN_AT + 2 * MINUTE)

    # when
    join_waiting_histories()

    # then
    assert owners() == [signed_in] * HISTORY
    assert searches_of(signed_in) == HISTORY + 1
    assert searches_of(other) == 2


def test_what_waits_for_a_person_goes_when_they_agree_no_more(signed_in):
    record_one(
        signed_in,
        "no",
        purpose="profiling",
        channel="any",
        granted=False,
        occurred_at=SIGNED_IN_AT,
    )

    assert join_waiting_histories() == 1

    assert owners() == [signed_in] * 3
    assert not WaitingHistory.objects.exists()


def test_a_copy_for_the_person_has_what_waits_and_nothing_of_anybody_else(
    signed_in, guest_profile
):
    # given what nobody was there for after the sign-in, on this device and on another
    tell(search("out"), now=SIGNED_IN_AT + MINUTE)
    let_visitor_agree("another-device-here", wording_id=None, now=TRACKED_AT)
    tell(search("else"), visitor="another-device-here", now=TRACKED_AT)

    # when
    [copy] = BehaviorRows().export(signed_in)
    [other] = BehaviorRows().export(guest_profile.pk)

    # then
    seconds = [TRACKED_AT + second * MINUTE / 60 for second in range(HISTORY)]
    moments = [one["occurred_at"] for one in copy["events"]]
    assert moments == [one.isoformat() for one in (*seconds, SIGNED_IN_AT)]
    assert other["events"] == []


def test_an_erasure_takes_what_waits_along(signed_in):
    erase_profile(signed_in, now=SIGNED_IN_AT, author="user:1")

    assert not BehaviorEvent.objects.exists()
    assert not WaitingHistory.objects.exists()
    assert join_waiting_histories() == 0


def test_neither_another_person_nor_a_refusal_there_takes_what_waits(
    signed_in, guest_profile
):
    # given
    agree(guest_profile.pk)
    tell(search("b"), profile_id=guest_profile.pk, now=SIGNED_IN_AT + MINUTE)

    # when
    forget_people([guest_profile.pk])
    let_visitor_refuse(DEVICE)
    join_waiting_histories()

    # then
    assert owners() == [signed_in] * HISTORY


def test_what_waits_follows_a_merge(signed_in, guest_profile):
    agree(guest_profile.pk)
    merge_profiles(signed_in, guest_profile.pk, author="user:1", now=SIGNED_IN_AT)

    join_waiting_histories()

    assert owners() == [guest_profile.pk] * HISTORY
    assert searches_of(guest_profile.pk) == HISTORY + 1
    assert searches_of(signed_in) == 0


def test_a_worker_that_dies_halfway_leaves_nothing_twice(signed_in, monkeypatch):
    def dies(events):
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(take_over, "add_up", dies)
        with pytest.raises(ConnectionError):
            join_waiting_histories()

    assert owners() == [None] * 4 + [signed_in] * 3
    join_waiting_histories()
    assert searches_of(signed_in) == HISTORY + 1
