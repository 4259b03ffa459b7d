"""There is room for a message, or it is known when there will be."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.insight.policies.relationship import TYPES, UNKNOWN
from saleor_crm_plugin.messaging.policies.caps import (
    DEFAULT_CAPS,
    NEVER,
    Cap,
    Slot,
    caps_for,
    crowded,
)

NOW = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
CHANNELS = ("email", "sms")

CAPS = st.lists(
    st.builds(
        Cap,
        channel=st.sampled_from(("", *CHANNELS)),
        most=st.integers(1, 4),
        period=st.integers(1, 72).map(lambda hours: hours * HOUR),
        relation=st.sampled_from(("", "friend", "strained")),
    ),
    max_size=4,
)
SLOTS = st.lists(
    st.builds(
        Slot,
        channel=st.sampled_from(CHANNELS),
        taken_at=st.integers(0, 100).map(lambda hours: NOW - hours * HOUR),
    ),
    max_size=8,
)


def slots(*hours_ago, channel="email"):
    return [Slot(channel, NOW - hours * HOUR) for hours in hours_ago]


def test_room_is_where_fewer_than_the_most_were_sent():
    cap = Cap(channel="email", most=2, period=24 * HOUR)
    assert crowded([cap], slots(1), channel="email", now=NOW) is None


def test_full_cap_says_when_its_oldest_slot_ends():
    # given two within a day, and one that is a day old to the minute
    cap = Cap(channel="email", most=2, period=24 * HOUR)

    # when
    full = crowded([cap], slots(1, 20, 24), channel="email", now=NOW)

    # then
    assert (full.taken, full.free_at) == (2, NOW + 4 * HOUR)


def test_lowered_cap_waits_until_few_enough_are_left():
    cap = Cap(channel="", most=1, period=24 * HOUR)
    full = crowded([cap], slots(1, 2, 3), channel="email", now=NOW)
    assert (full.taken, full.free_at) == (3, NOW + 23 * HOUR)


def test_other_channels_count_under_a_cap_for_all_only():
    taken = slots(1, channel="sms")
    for_all = Cap(channel="", most=1, period=24 * HOUR)
    for_email = Cap(channel="email", most=1, period=24 * HOUR)
    assert crowded([for_email], taken, channel="email", now=NOW) is None
    assert crowded([for_all], taken, channel="email", now=NOW).cap == for_all


def test_longest_wait_decides():
    day = Cap(channel="", most=1, period=24 * HOUR)
    week = Cap(channel="", most=1, period=168 * HOUR)
    full = crowded([week, day], slots(1), channel="email", now=NOW)
    assert (full.cap, full.free_at) == (week, NOW + 167 * HOUR)


def test_nothing_is_allowed_where_the_most_is_none():
    cap = Cap(channel="", most=0, period=HOUR)
    assert crowded([cap], [], channel="email", now=NOW).free_at == NEVER


def test_by_default_the_warmer_the_relation_the_more_may_be_said():
    # given five messages in as many weeks, and how many days after the last one there is room
    taken = slots(*(24 * 7 * week for week in range(5)))
    waits = {
        relation: crowded(
            caps_for(relation, DEFAULT_CAPS), taken, channel="email", now=NOW
        )
        for relation in (*TYPES, UNKNOWN)
    }
    days = {
        relation: (full.free_at - NOW).days if full else 0
        for relation, full in waits.items()
    }
    assert days == {
        "strained": 30,
        "exchange_only": 7,
        "occasional": 0,
        "regular": 0,
        "friend": 0,
        "partner": 0,
        "unknown": 0,
    }
    most = [cap.most for cap in DEFAULT_CAPS if cap.period == 7 * 24 * HOUR]
    assert most == [3, 4, 5, 6]


@given(caps=CAPS, taken=SLOTS, relation=st.sampled_from((*TYPES, UNKNOWN)))
def test_a_relation_tightens_and_never_loosens(caps, taken, relation):
    of_everybody = crowded(caps_for("", caps), taken, channel="email", now=NOW)
    own = crowded(caps_for(relation, caps), taken, channel="email", now=NOW)
    if of_everybody is not None:
        assert own.free_at >= of_everybody.free_at
    if not any(cap.relation == relation for cap in caps):
        assert own == of_everybody


@given(caps=CAPS, taken=SLOTS)
def test_no_cap_is_ever_broken_and_waiting_helps(caps, taken):
    full = crowded(caps, taken, channel="email", now=NOW)
    if full is None:
        after = [*taken, Slot("email", NOW)]
        for cap in caps:
            counted = [
                slot
                for slot in after
                if cap.channel in ("", slot.channel)
                and NOW - cap.period < slot.taken_at
            ]
            assert not cap.counts("email") or len(counted) <= cap.most
    else:
        assert full.free_at > NOW
        assert crowded(caps, taken, channel="email", now=full.free_at) is None
