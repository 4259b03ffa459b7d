"""People come in, go from step to step, and leave; nothing is done twice."""

import dataclasses

import pytest
from django.db import connection

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.labels import tags_of
from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.wake import WakeReport, wake_due
from saleor_crm_plugin.journeys.models import Enrollment, EnrollmentState, StepLog
from tests.fixtures.journey import (
    BEGUN_AT,
    DAY,
    HOUR,
    make_journey,
    only_enrollment,
    ordered,
    registered,
    republish,
)

pytestmark = pytest.mark.usefixtures("at_the_beginning")


def _logged():
    return list(
        StepLog.objects.order_by("visit").values_list("visit", "step", "outcome")
    )


def test_somebody_goes_through_from_the_fact_to_the_exit(journey, people):
    [profile] = people(1)

    hear([registered(profile)])
    assert only_enrollment().state == EnrollmentState.EXPECTED
    assert wake_due(now=BEGUN_AT) == WakeReport(woken=1)

    inside = only_enrollment()
    assert (inside.state, inside.step, inside.visit) == ("active", "rest", 1)
    assert inside.due_at == BEGUN_AT + DAY
    assert tags_of([profile]) == {profile: {"new"}}

    assert wake_due(now=BEGUN_AT + DAY - HOUR) == WakeReport()
    assert wake_due(now=BEGUN_AT + DAY) == WakeReport(woken=1)

    over = only_enrollment()
    assert (over.state, over.end_reason) == (EnrollmentState.DONE, "finished")
    assert (over.due_at, over.ended_at) == (None, BEGUN_AT + DAY)
    assert tags_of([profile]) == {profile: {"new", "settled"}}
    assert _logged() == [
        (0, "greet", "tagged"),
        (1, "rest", "passed"),
        (2, "settle", "tagged"),
        (3, "end", "finished"),
    ]


def test_a_fact_that_is_heard_again_changes_nothing(journey, people):
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)
    before = Enrollment.objects.values().get()

    hear([registered(profile)])
    wake_due(now=BEGUN_AT)

    assert Enrollment.objects.values().get() == before


@pytest.mark.parametrize("origin", [Origin.BACKFILL, Origin.REBUILD, Origin.IMPORT])
def test_the_past_begins_nothing(origin, journey, people):
    profiles = people(3)

    hear([registered(one, origin=origin) for one in profiles])

    assert not Enrollment.objects.exists()


def test_what_is_too_old_begins_nothing(journey, people):
    first, second = people(2)

    hear(
        [
            registered(first, occurred_at=BEGUN_AT - 25 * HOUR),
            registered(second, occurred_at=BEGUN_AT - 24 * HOUR, origin=Origin.SWEEP),
        ]
    )

    assert only_enrollment().profile_id == second


def test_who_should_have_entered_long_ago_does_not(journey, people):
    [profile] = people(1)
    hear([registered(profile)])

    wake_due(now=BEGUN_AT + 25 * HOUR)

    assert only_enrollment().end_reason == "too_late"
    assert tags_of([profile]) == {}


def test_a_worker_that_died_leaves_its_people_to_the_next(journey, people):
    from saleor_crm_plugin.journeys.actions.claim import LEASE, claim

    [profile] = people(1)
    hear([registered(profile)])
    [lost] = claim(now=BEGUN_AT)

    assert wake_due(now=BEGUN_AT + LEASE / 2) == WakeReport()
    assert wake_due(now=BEGUN_AT + LEASE) == WakeReport(woken=1)
    assert tags_of([profile]) == {profile: {"new"}}
    assert only_enrollment().attempt == 0
    assert lost.attempt == 1


def test_what_cannot_go_on_holds_nobody_else_back_and_is_parked(
    journey, people, monkeypatch
):
    from saleor_crm_plugin.journeys.effects.tag import TagWriter

    good, bad, other = people(3)
    write = TagWriter.write

    def refuse(self, placed, *, now):
        if any(one.passage.profile_id == bad for one in placed):
            raise RuntimeError("no tags for this one")
        write(self, placed, now=now)

    monkeypatch.setattr(TagWriter, "write", refuse)
    hear([registered(one) for one in (good, bad, other)])

    assert wake_due(now=BEGUN_AT) == WakeReport(woken=2, failed=1)
    assert tags_of([good, bad, other]) == {good: {"new"}, other: {"new"}}
    failed = Enrollment.objects.get(profile_id=bad)
    assert failed.last_error == "RuntimeError: no tags for this one"
    assert failed.state == EnrollmentState.EXPECTED

    moment = BEGUN_AT
    while (failed := Enrollment.objects.get(profile_id=bad)).due_at:
        moment = failed.due_at
        wake_due(now=moment)

    assert (failed.state, failed.attempt) == (EnrollmentState.STUCK, 8)
    assert moment < BEGUN_AT + DAY


def test_people_wait_until_all_facts_about_them_are_heard(journey, people):
    from saleor_crm_plugin.journeys.actions.wake import UNTIL_HEARD
    from saleor_crm_plugin.outbox.actions import publish

    [profile] = people(1)
    hear([registered(profile)])
    publish([ordered(profile, "11111111-1111-1111-1111-111111111111")])

    assert wake_due(now=BEGUN_AT) == WakeReport(put_off=1)
    assert only_enrollment().due_at == BEGUN_AT + UNTIL_HEARD


def test_who_is_gone_leaves(journey, people):
    from saleor_crm_plugin.identity.models import Profile

    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)
    Profile.objects.filter(pk=profile).update(closed_at=BEGUN_AT)

    wake_due(now=BEGUN_AT + DAY)

    assert only_enrollment().end_reason == "person_gone"
    assert tags_of([profile]) == {profile: {"new"}}


def test_a_batch_costs_the_same_for_one_and_for_ten(
    journey, people, django_assert_num_queries
):
    from django.test.utils import CaptureQueriesContext

    profiles = people(11)
    hear([registered(profiles[0])])
    with CaptureQueriesContext(connection) as one:
        wake_due(now=BEGUN_AT)
    hear([registered(profile) for profile in profiles[1:]])

    with django_assert_num_queries(len(one)):
        assert wake_due(now=BEGUN_AT) == WakeReport(woken=10)


def test_people_in_flight_stay_on_their_version(journey, people):
    first, second = people(2)
    hear([registered(first)])
    wake_due(now=BEGUN_AT)
    republish(
        journey,
        start="end",
        steps={"end": {"kind": "exit", "reason": "at_once"}},
    )

    hear([registered(second)])
    wake_due(now=BEGUN_AT)
    wake_due(now=BEGUN_AT + DAY)

    reasons = dict(Enrollment.objects.values_list("profile_id", "end_reason"))
    assert reasons == {first: "finished", second: "at_once"}


def test_the_longest_stay_ends_everything(people):
    make_journey(
        steps={
            "greet": {"kind": "wait", "days": 300, "next": "end"},
            "end": {"kind": "exit"},
        },
        ends_after_days=2,
    )
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)

    assert only_enrollment().due_at == BEGUN_AT + 2 * DAY
    wake_due(now=BEGUN_AT + 2 * DAY)

    assert only_enrollment().end_reason == "stayed_too_long"


def test_an_exit_fact_takes_people_out_of_the_journey(people):
    make_journey(exits={"events": [{"event": "order.placed"}]})
    first, second = people(2)
    hear([registered(first), registered(second)])
    wake_due(now=BEGUN_AT)
    with clock.fixed_at(BEGUN_AT + HOUR):
        hear([ordered(first, "a", occurred_at=BEGUN_AT + HOUR)])
        # What happened before begins nothing and ends nothing.
        hear([ordered(second, "b", occurred_at=BEGUN_AT - HOUR)])

    out = Enrollment.objects.get(profile_id=first)
    assert (out.state, out.end_reason) == ("exited", "heard:order.placed")
    assert Enrollment.objects.get(profile_id=second).state == "active"
    assert wake_due(now=BEGUN_AT + DAY) == WakeReport(woken=1)


def test_a_goal_is_counted_once_and_ends_the_passage(people):
    make_journey(goal={"events": [{"event": "order.placed"}], "within_days": 3})
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)
    reached = ordered(profile, "a", occurred_at=BEGUN_AT + HOUR)

    hear([reached])
    hear([dataclasses.replace(reached, key="b", occurred_at=BEGUN_AT + 2 * HOUR)])

    out = only_enrollment()
    assert (out.end_reason, out.goal_at) == ("goal", BEGUN_AT + HOUR)


def test_a_goal_counts_after_the_end_but_not_for_ever(people):
    make_journey(goal={"events": [{"event": "order.placed"}], "within_days": 3})
    first, second = people(2)
    hear([registered(first), registered(second)])
    wake_due(now=BEGUN_AT)
    wake_due(now=BEGUN_AT + DAY)

    hear(
        [
            ordered(first, "a", occurred_at=BEGUN_AT + 3 * DAY),
            ordered(second, "b", occurred_at=BEGUN_AT + 3 * DAY + HOUR),
        ]
    )

    reached = dict(Enrollment.objects.values_list("profile_id", "goal_at"))
    assert reached == {first: BEGUN_AT + 3 * DAY, second: None}
    assert set(Enrollment.objects.values_list("state", flat=True)) == {"done"}


def test_a_version_that_nobody_can_read_any_more_stops_no_other_journey(
    journey, people
):
    from saleor_crm_plugin.journeys.step import steps
    from saleor_crm_plugin.journeys.steps.exit import Exit

    class Gone(Exit):
        code = "gone"

    [profile] = people(1)
    with steps.registered_temporarily(Gone):
        broken = make_journey(
            "broken", start="end", steps={"end": {"kind": "gone"}}, priority=1
        )
        hear([registered(profile)])
    _forget_plans()

    assert wake_due(now=BEGUN_AT) == WakeReport(woken=1, failed=1)

    failed = Enrollment.objects.get(journey=broken)
    assert failed.last_error.startswith("UnreadableVersion: ")
    # Hearing goes on for the others, and takes nobody more into what cannot be read.
    hear([registered(profile, key="again", user_id=9)])
    assert Enrollment.objects.filter(journey=broken).count() == 1
    assert Enrollment.objects.filter(journey=journey).count() == 2


def _forget_plans():
    from saleor_crm_plugin.journeys import plan

    plan._plan_of_text.cache_clear()
