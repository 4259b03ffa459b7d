"""The gate asks in one order, says why, and never lets out what it must refuse."""

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.consent.policies import ConsentStatus
from saleor_crm_plugin.messaging.policies.caps import Cap, Slot
from saleor_crm_plugin.messaging.policies.gate import (
    ConsentRule,
    Defer,
    GateFacts,
    Refuse,
    Send,
    WhenRefused,
    decide,
    objection_to_person,
)
from saleor_crm_plugin.messaging.policies.reasons import Reason

NOW = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
TOMORROW = NOW + 24 * HOUR
ONE_A_DAY = Cap(channel="", most=1, period=24 * HOUR)
ONE_TAKEN = (Slot("email", NOW - 4 * HOUR),)

# Each objection alone, in the order in which the gate asks, and what it leads to.
OBJECTIONS = [
    ({"expires_at": NOW}, Refuse(Reason.EXPIRED)),
    ({"has_address": False}, Refuse(Reason.NO_ADDRESS)),
    (
        {"suppression": "complaint"},
        Refuse(Reason.SUPPRESSED, {"suppression": "complaint"}),
    ),
    ({"consent": ConsentStatus.UNKNOWN}, Refuse(Reason.NO_CONSENT)),
    ({"is_held_out": True}, Refuse(Reason.HELD_OUT)),
    ({"is_paused": True}, Defer(TOMORROW, Reason.PAUSED)),
    ({"quiet_until": NOW + HOUR}, Defer(NOW + HOUR, Reason.QUIET_HOURS)),
    (
        {"caps": (ONE_A_DAY,), "slots": ONE_TAKEN},
        Defer(
            NOW + 20 * HOUR,
            Reason.FREQUENCY_CAP,
            {"channel": "", "most": 1, "hours": 24, "taken": 1},
        ),
    ),
    (
        {"own_rule": Defer(NOW + 2 * HOUR, Reason.CHANNEL_RULE)},
        Defer(NOW + 2 * HOUR, Reason.CHANNEL_RULE),
    ),
]


def facts(**changes):
    return GateFacts(
        **{
            "now": NOW,
            "channel": "email",
            "expires_at": TOMORROW,
            "when_refused": WhenRefused.DEFER,
            "is_transactional": False,
            "consent": ConsentStatus.GRANTED,
        }
        | changes
    )


def test_message_that_nothing_speaks_against_leaves():
    assert decide(facts()) == Send()


@pytest.mark.parametrize(("changes", "verdict"), OBJECTIONS)
def test_each_objection_says_why(changes, verdict):
    assert decide(facts(**changes)) == verdict


def test_first_objection_in_the_order_decides():
    # given all objections at once, and then one less each time
    left = dict(enumerate(OBJECTIONS))
    for place, (_, verdict) in enumerate(OBJECTIONS):
        everything = {}
        for changes, _ in left.values():
            everything |= changes
        if place:
            everything["expires_at"] = TOMORROW
        else:
            # What expires in a pause has a reason of its own.
            everything["is_paused"] = False

        # then
        assert decide(facts(**everything)).reason == verdict.reason
        del left[place]


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        (ConsentStatus.UNKNOWN, Reason.NO_CONSENT),
        (ConsentStatus.PENDING, Reason.CONSENT_PENDING),
        (ConsentStatus.WITHDRAWN, Reason.CONSENT_WITHDRAWN),
    ],
)
def test_only_a_yes_is_consent(consent, reason):
    assert decide(facts(consent=consent)) == Refuse(reason)


@pytest.mark.parametrize("consent", list(ConsentStatus))
def test_channel_that_needs_no_yes_still_heeds_a_no(consent):
    verdict = decide(facts(consent=consent, consent_rule=ConsentRule.OPT_OUT))
    expected = (
        Refuse(Reason.CONSENT_WITHDRAWN)
        if consent == ConsentStatus.WITHDRAWN
        else Send()
    )
    assert verdict == expected


@pytest.mark.parametrize("changes", [{"is_transactional": True}, {"disturbs": False}])
def test_quiet_hours_and_caps_do_not_hold_back_what_is_exempt(changes):
    busy = {"quiet_until": NOW + HOUR, "caps": (ONE_A_DAY,), "slots": ONE_TAKEN}
    assert decide(facts(**busy, **changes)) == Send()


def test_message_that_holds_a_slot_is_not_counted_twice():
    assert decide(facts(caps=(ONE_A_DAY,), slots=ONE_TAKEN, holds_slot=True)) == Send()


def test_message_that_may_not_wait_is_refused_instead():
    waiting = {"quiet_until": NOW + HOUR}
    assert decide(facts(**waiting, when_refused=WhenRefused.SKIP)) == Refuse(
        Reason.QUIET_HOURS
    )
    assert decide(facts(**waiting, expires_at=NOW + HOUR)) == Refuse(Reason.QUIET_HOURS)


@pytest.mark.parametrize(
    "changes", [{}, {"is_transactional": True}, {"disturbs": False}]
)
def test_pause_holds_back_whatever_the_purpose(changes):
    paused = {"is_paused": True, **changes}
    assert decide(facts(**paused)) == Defer(TOMORROW, Reason.PAUSED)
    assert decide(facts(**paused, when_refused=WhenRefused.SKIP)) == Refuse(
        Reason.PAUSED
    )
    assert decide(facts(**paused, expires_at=NOW)) == Refuse(Reason.EXPIRED_IN_PAUSE)


def test_a_cap_of_the_relation_is_named():
    # given
    own = Cap(channel="", most=1, period=24 * HOUR, relation="strained")
    numbers = {"channel": "", "most": 1, "hours": 24, "taken": 1}

    # then the cap for everybody is named where both are full for as long
    both = decide(facts(caps=(ONE_A_DAY, own), slots=ONE_TAKEN))
    assert (both.reason, both.numbers) == (Reason.FREQUENCY_CAP, numbers)
    assert decide(facts(caps=(own,), slots=ONE_TAKEN)) == Defer(
        NOW + 20 * HOUR,
        Reason.RELATIONSHIP_CAP,
        numbers | {"relationship_type": "strained"},
    )


def test_holdout_is_asked_only_of_people_who_could_get_it():
    assert objection_to_person(facts(is_held_out=True)) is None
    assert objection_to_person(facts(suppression="manual")).reason == Reason.SUPPRESSED


@given(
    given=st.builds(
        GateFacts,
        now=st.just(NOW),
        channel=st.sampled_from(["email", "sms"]),
        expires_at=st.integers(-2, 48).map(lambda hours: NOW + hours * HOUR),
        when_refused=st.sampled_from(WhenRefused),
        is_transactional=st.booleans(),
        has_address=st.booleans(),
        disturbs=st.booleans(),
        suppression=st.sampled_from(["", "hard_bounce"]),
        consent=st.sampled_from(ConsentStatus),
        consent_rule=st.sampled_from(ConsentRule),
        is_held_out=st.booleans(),
        is_paused=st.booleans(),
        quiet_until=st.none()
        | st.integers(1, 12).map(lambda hours: NOW + hours * HOUR),
        caps=st.lists(
            st.builds(
                Cap,
                channel=st.sampled_from(["", "email", "sms"]),
                most=st.integers(0, 2),
                period=st.integers(1, 30).map(lambda hours: hours * HOUR),
            ),
            max_size=2,
        ),
        slots=st.lists(
            st.builds(
                Slot,
                st.sampled_from(["email", "sms"]),
                st.integers(0, 40).map(lambda hours: NOW - hours * HOUR),
            ),
            max_size=3,
        ),
        holds_slot=st.booleans(),
    )
)
def test_gate_never_lets_out_what_it_must_refuse(given):
    # when
    verdict = decide(given)

    # then, each rule said once more and in other words
    exempt = given.is_transactional or not given.disturbs
    full = any(
        sum(
            cap.channel in ("", slot.channel) and NOW - slot.taken_at < cap.period
            for slot in given.slots
        )
        >= cap.most
        for cap in given.caps
        if cap.channel in ("", given.channel)
    )
    has_no = given.consent == ConsentStatus.WITHDRAWN
    has_yes = given.consent == ConsentStatus.GRANTED
    never = (
        given.expires_at <= NOW
        or not given.has_address
        or bool(given.suppression)
        or (has_no if given.consent_rule == ConsentRule.OPT_OUT else not has_yes)
        or given.is_held_out
    )
    not_now = given.is_paused or (
        not exempt
        and (given.quiet_until is not None or (full and not given.holds_slot))
    )
    assert isinstance(verdict, Send) == (not never and not not_now)
    if never:
        assert isinstance(verdict, Refuse)
    if isinstance(verdict, Defer):
        assert NOW < verdict.until <= given.expires_at
        assert (verdict.until == given.expires_at) == given.is_paused
        assert given.when_refused == WhenRefused.DEFER


def test_facts_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        facts().now = TOMORROW
