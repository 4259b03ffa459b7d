"""Who comes in: re-entry, more important journeys, conditions, consent, and who is held out."""

import pytest

from saleor_crm_plugin.consent.actions.record import record_consents
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.labels import Tagging, add_tags, tags_of
from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.switch import (
    drain,
    pause,
    turn_off_empty,
    turn_on,
)
from saleor_crm_plugin.journeys.actions.wake import WakeReport, wake_due
from saleor_crm_plugin.journeys.models import Enrollment, Journey
from saleor_crm_plugin.outbox.actions import deliver
from tests.fixtures.journey import (
    AUTHOR,
    BEGUN_AT,
    DAY,
    HOUR,
    make_journey,
    only_enrollment,
    ordered,
    registered,
)

pytestmark = pytest.mark.usefixtures("at_the_beginning")

ORDERS = {"trigger": {"kind": "order_placed"}}


def _order(profile, name, days=0):
    moment = BEGUN_AT + days * DAY
    with clock.fixed_at(moment):
        hear([ordered(profile, name, occurred_at=moment)])
        wake_due(now=moment)


def _endings():
    return list(Enrollment.objects.order_by("id").values_list("state", "end_reason"))


def test_never_means_once_in_a_life(people):
    make_journey(re_entry={"rule": "never"}, **ORDERS)
    [profile] = people(1)

    _order(profile, "a")
    _order(profile, "b", days=2)
    _order(profile, "c", days=4)

    assert _endings() == [("done", "finished")]


def test_after_exit_keeps_a_second_passage_out_while_one_is_inside(people):
    make_journey(re_entry={"rule": "after_exit"}, **ORDERS)
    [profile] = people(1)

    _order(profile, "a")
    _order(profile, "b")
    wake_due(now=BEGUN_AT + DAY)
    _order(profile, "c", days=1)

    assert _endings() == [
        ("done", "finished"),
        ("lapsed", "still_inside"),
        ("active", ""),
    ]


def test_after_days_counts_from_the_last_entry(people):
    make_journey(re_entry={"rule": "after_days", "days": 10}, **ORDERS)
    [profile] = people(1)

    _order(profile, "a")
    wake_due(now=BEGUN_AT + DAY)
    _order(profile, "b", days=9)
    _order(profile, "c", days=10)

    assert _endings() == [("done", "finished"), ("lapsed", "too_soon"), ("active", "")]


def test_per_key_lets_passages_go_side_by_side(people):
    make_journey(re_entry={"rule": "per_key"}, **ORDERS)
    [profile] = people(1)

    _order(profile, "a")
    _order(profile, "a")
    _order(profile, "b")

    assert _endings() == [("active", ""), ("active", "")]


def test_two_that_are_due_at_once_do_not_both_come_in(people):
    make_journey(re_entry={"rule": "after_exit"}, **ORDERS)
    [profile] = people(1)

    hear([ordered(profile, "a"), ordered(profile, "b")])
    wake_due(now=BEGUN_AT)

    assert _endings() == [("active", ""), ("lapsed", "still_inside")]


def test_a_more_important_journey_takes_the_place_of_another(people):
    make_journey("small", group="talk", priority=10, **ORDERS)
    make_journey(
        "big", group="talk", priority=20, trigger={"kind": "customer_registered"}
    )
    make_journey("apart", priority=5, **ORDERS)
    [profile] = people(1)
    _order(profile, "a")

    hear([registered(profile)])
    wake_due(now=BEGUN_AT)
    _order(profile, "b")

    endings = list(
        Enrollment.objects.order_by("id").values_list(
            "journey__code", "state", "end_reason"
        )
    )
    assert endings == [
        ("small", "exited", "outranked"),
        ("apart", "active", ""),
        ("big", "active", ""),
        ("small", "lapsed", "outranked"),
        ("apart", "lapsed", "still_inside"),
    ]


def test_conditions_say_who_comes_in(people):
    make_journey(entry=[{"attribute": "tags", "operator": "has", "value": "vip"}])
    first, second = people(2)
    add_tags([Tagging(profile_id=first, tag="vip", source=AUTHOR)], now=BEGUN_AT - DAY)

    hear([registered(first), registered(second)])
    wake_due(now=BEGUN_AT)

    assert dict(Enrollment.objects.values_list("profile_id", "end_reason")) == {
        first: "",
        second: "entry:tags",
    }


def test_who_is_held_out_is_watched_and_nothing_is_done(people):
    make_journey(
        holdout_basis_points=5_000,
        goal={"events": [{"event": "order.placed"}]},
        ends_after_days=2,
    )
    profiles = people(40)

    hear([registered(one) for one in profiles])
    wake_due(now=BEGUN_AT)

    shadows = set(
        Enrollment.objects.filter(state="shadow").values_list("profile_id", flat=True)
    )
    assert 5 < len(shadows) < 35
    assert set(tags_of(profiles)) == set(profiles) - shadows
    held = min(shadows)
    hear([ordered(held, "a", occurred_at=BEGUN_AT + HOUR)])
    wake_due(now=BEGUN_AT + 2 * DAY)
    watched = Enrollment.objects.get(profile_id=held)
    assert (watched.state, watched.end_reason) == ("done", "held_out")
    assert watched.goal_at == BEGUN_AT + HOUR
    assert held not in tags_of(profiles)


def test_a_paused_journey_stands_still_and_goes_on_where_it_was(journey, people):
    [profile] = people(1)
    hear([registered(profile)])
    pause(journey.pk, author=AUTHOR, now=BEGUN_AT)

    assert wake_due(now=BEGUN_AT) == WakeReport()
    turn_on(journey.pk, author=AUTHOR, now=BEGUN_AT + HOUR)

    assert wake_due(now=BEGUN_AT + HOUR) == WakeReport(woken=1)
    assert only_enrollment().state == "active"


def test_a_journey_that_runs_out_takes_nobody_in_and_is_off_behind_the_last(
    journey, people
):
    first, second = people(2)
    hear([registered(first)])
    wake_due(now=BEGUN_AT)
    drain(journey.pk, author=AUTHOR, now=BEGUN_AT)
    hear([registered(second)])
    turn_off_empty()

    assert list(Enrollment.objects.values_list("profile_id", flat=True)) == [first]
    assert Journey.objects.get().status == "draining"
    wake_due(now=BEGUN_AT + DAY)
    turn_off_empty()

    assert Journey.objects.get().status == "off"


SAYING = {
    "purpose": "marketing",
    "start": "rest",
    "steps": {
        "rest": {"kind": "wait", "days": 1, "next": "mark"},
        "mark": {"kind": "tag", "tag": "late", "next": "say"},
        "say": {"kind": "send_message", "template": "hello", "next": "end"},
        "end": {"kind": "exit"},
    },
}


def _allow(profile, granted, at):
    from saleor_crm_plugin.consent.actions.record import ConsentAct

    record_consents(
        [
            ConsentAct(
                profile_id=profile,
                channel="email",
                purpose="marketing",
                granted=granted,
                source="test",
                occurred_at=at,
                key=f"{profile}:{at}",
            )
        ],
        now=at,
    )


def test_without_consent_nobody_comes_in_and_who_withdraws_leaves(people, monkeypatch):
    from saleor_crm_plugin.journeys.steps.send_message import SendMessage

    monkeypatch.setattr(SendMessage, "lacks", lambda *_: {})
    make_journey(**SAYING)
    willing, wavering, silent = people(3)
    for one in (willing, wavering):
        _allow(one, True, BEGUN_AT - DAY)
    deliver(now=BEGUN_AT)

    hear([registered(one) for one in (willing, wavering, silent)])
    wake_due(now=BEGUN_AT)
    _allow(wavering, False, BEGUN_AT + HOUR)
    deliver(now=BEGUN_AT + HOUR)
    wake_due(now=BEGUN_AT + DAY)

    assert dict(Enrollment.objects.values_list("profile_id", "end_reason")) == {
        willing: "finished",
        wavering: "consent_withdrawn",
        silent: "no_consent",
    }
    assert set(tags_of([willing, wavering, silent])) == {willing}
