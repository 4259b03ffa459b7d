"""A rehearsal decides as the live engine does, and nothing of it happens."""

import datetime

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.birthdays import Birthday
from saleor_crm_plugin.identity.details import DetailsChange, change_details
from saleor_crm_plugin.journeys import errors
from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.rehearsals import (
    ask_for_rehearsal,
    cancel_rehearsal,
    run_rehearsals,
)
from saleor_crm_plugin.journeys.actions.wake import wake_due
from saleor_crm_plugin.journeys.models import Enrollment, Rehearsal
from saleor_crm_plugin.journeys.person import JourneyRows
from saleor_crm_plugin.journeys.rehearsal.run import rehearse
from saleor_crm_plugin.timeline.actions.record import record
from tests.fixtures.journey import (
    AUTHOR,
    BEGUN_AT,
    DAY,
    HOUR,
    SIMPLE,
    definition,
    make_journey,
    ordered,
    registered,
)
from tests.fixtures.unchanged import nothing_changes

LATER = BEGUN_AT + 30 * DAY
SAYING = definition(
    start="say",
    steps={
        "say": {"kind": "send_message", "template": "hello", "next": "rest"},
        "rest": {"kind": "wait", "days": 1, "next": "look"},
        "look": {
            "kind": "branch_on_message",
            "message_of": "say",
            "outcome": "sent",
            "then": "end",
            "otherwise": "end",
        },
        "end": {"kind": "exit"},
    },
)


def _order_id(number):
    return f"00000000-0000-0000-0000-{number:012}"


def _totals(report, code="hello"):
    weeks = report.to_json()["journeys"].get(code, [])
    summed = {}
    for week in weeks:
        for what, number in week["numbers"].items():
            summed[what] = summed.get(what, 0) + number
    return summed


def test_it_says_what_would_have_been_sent_and_changes_nothing(people):
    first, second = people(2)
    record([registered(first), registered(second, occurred_at=BEGUN_AT + 8 * DAY)])

    with nothing_changes():
        report = rehearse({"hello": SAYING}, BEGUN_AT, LATER, now=LATER)

    weeks = report.to_json()["journeys"]["hello"]
    assert [week["week"] for week in weeks] == [
        "2026-02-23",
        "2026-03-02",
        "2026-03-09",
    ]
    assert _totals(report) == {
        "expected": 2,
        "entered": 2,
        "queued": 2,
        "sent": 2,
        "step:say": 2,
        "step:rest": 2,
        "step:look": 2,
        "step:end": 2,
        "ended:finished": 2,
    }


def test_what_happened_before_the_time_begins_nothing(people):
    [profile] = people(1)
    record([registered(profile)])

    report = rehearse({"hello": SAYING}, BEGUN_AT + HOUR, LATER, now=LATER)

    assert _totals(report) == {}


def test_without_consent_nothing_would_have_been_sent(people):
    [profile] = people(1)
    record([registered(profile)])

    report = rehearse(
        {"hello": {**SAYING, "purpose": "marketing"}}, BEGUN_AT, LATER, now=LATER
    )

    assert _totals(report) == {"expected": 1, "lapsed:no_consent": 1}


def test_one_person_is_shown_with_every_decision(people):
    first, second = people(2)
    record([registered(first), registered(second)])

    report = rehearse({"hello": SAYING}, BEGUN_AT, LATER, now=LATER, profile_id=first)

    told = [(one["what"], one["profile"]) for one in report.decisions]
    assert told == [
        ("expected", first),
        ("entered", first),
        ("step:say", first),
        ("queued", first),
        ("sent", first),
        ("step:rest", first),
        ("step:look", first),
        ("step:end", first),
        ("ended:finished", first),
    ]


def test_habits_are_foreseen_from_the_orders_until_then(people):
    [profile] = people(1)
    record(
        [
            ordered(
                profile, _order_id(number), occurred_at=BEGUN_AT + number * 20 * DAY
            )
            for number in range(3)
        ]
    )
    raw = definition(trigger={"kind": "replenishment"}, re_entry={"rule": "per_key"})

    report = rehearse(
        {"hello": raw}, BEGUN_AT, BEGUN_AT + 90 * DAY, now=BEGUN_AT + 90 * DAY
    )

    [entered] = [
        week["week"]
        for week in report.to_json()["journeys"]["hello"]
        if "entered" in week["numbers"]
    ]
    due = (BEGUN_AT + 60 * DAY).date()
    assert entered == str(due - datetime.timedelta(days=due.weekday()))


def test_who_ordered_again_is_not_won_back(people):
    [profile] = people(1)
    record(
        [
            ordered(profile, _order_id(0)),
            ordered(profile, _order_id(1), occurred_at=BEGUN_AT + 5 * DAY),
        ]
    )
    raw = definition(
        trigger={"kind": "win_back", "after_days": 10}, re_entry={"rule": "per_key"}
    )

    report = rehearse({"hello": raw}, BEGUN_AT, LATER, now=LATER)

    assert _totals(report)["entered"] == 1
    assert _totals(report)["lapsed:not_so_any_more"] == 1


FULL = definition(
    trigger={"kind": "order_placed"},
    goal={"events": [{"event": "customer.registered"}], "within_days": 5},
    exits={"events": [{"event": "order.canceled", "same_subject": True}]},
    re_entry={"rule": "after_days", "days": 4},
)


@pytest.mark.parametrize("seed", range(5))
def test_it_decides_as_the_live_engine_does(seed, people):
    import random

    chance = random.Random(seed)
    profiles = people(6)
    facts = []
    for number in range(30):
        moment = BEGUN_AT + chance.randrange(24 * 20) * HOUR
        profile = chance.choice(profiles)
        if chance.random() < 0.7:
            facts.append(ordered(profile, _order_id(number), occurred_at=moment))
        else:
            facts.append(registered(profile, key=f"r{number}", occurred_at=moment))
    facts.sort(key=lambda one: (one.occurred_at, one.key))
    raw = dict(FULL)
    make_journey(**raw)
    _live(facts)

    record(facts)
    report = rehearse({"hello": raw}, BEGUN_AT, LATER, now=LATER)

    live = {}
    for state, reason in Enrollment.objects.values_list("state", "end_reason"):
        kind = "lapsed" if state == "lapsed" else "ended"
        live[f"{kind}:{reason}"] = live.get(f"{kind}:{reason}", 0) + 1
    told = {
        what: number
        for what, number in _totals(report).items()
        if what.startswith(("lapsed:", "ended:"))
    }
    assert told == live


def _live(facts):
    moment = BEGUN_AT
    for fact in facts:
        while True:
            due = (
                Enrollment.objects.filter(due_at__lte=fact.occurred_at)
                .order_by("due_at")
                .values_list("due_at", flat=True)
                .first()
            )
            if due is None:
                break
            wake_due(now=due)
        moment = fact.occurred_at
        with clock.fixed_at(moment):
            hear([fact])
    while (
        due := Enrollment.objects.filter(due_at__lte=LATER)
        .order_by("due_at")
        .values_list("due_at", flat=True)
        .first()
    ):
        wake_due(now=due)


def test_a_job_keeps_its_report(people):
    [profile] = people(1)
    record([registered(profile)])
    row = ask_for_rehearsal(
        {"hello": SIMPLE}, BEGUN_AT, LATER, author=AUTHOR, now=LATER
    )

    assert run_rehearsals(now=LATER) == 1
    assert run_rehearsals(now=LATER) == 0

    row.refresh_from_db()
    assert (row.state, row.reached_at) == ("done", LATER)
    [week] = [
        week["numbers"]["entered"]
        for week in row.report["journeys"]["hello"]
        if "entered" in week["numbers"]
    ]
    assert week == 1


def test_a_person_can_be_given_what_was_rehearsed_about_them(people):
    # given
    [profile, other] = people(2)
    record([registered(profile)])
    ask_for_rehearsal(
        {"hello": SIMPLE},
        BEGUN_AT,
        LATER,
        author=AUTHOR,
        now=LATER,
        profile_id=profile,
    )
    run_rehearsals(now=LATER)

    # when
    [copy] = JourneyRows().export(profile)

    # then
    assert (copy["rehearsed"], copy["asked_at"]) == (["hello"], LATER.isoformat())
    assert "entered" in {one["what"] for one in copy["decisions"]}
    assert JourneyRows().export(other) == []


def test_a_job_can_be_canceled(db):
    row = ask_for_rehearsal(
        {"hello": SIMPLE}, BEGUN_AT, LATER, author=AUTHOR, now=LATER
    )

    assert cancel_rehearsal(row.pk, now=LATER).state == "canceled"
    assert run_rehearsals(now=LATER) == 0
    with pytest.raises(errors.RehearsalNotFound):
        cancel_rehearsal(10**9, now=LATER)


@pytest.mark.parametrize(
    ("since", "until", "raw", "refusal"),
    [
        (LATER, BEGUN_AT, {"hello": SIMPLE}, errors.InvalidSetting),
        (BEGUN_AT, LATER + DAY, {"hello": SIMPLE}, errors.InvalidSetting),
        (LATER - 800 * DAY, LATER, {"hello": SIMPLE}, errors.InvalidSetting),
        (BEGUN_AT, LATER, {}, errors.InvalidSetting),
        (BEGUN_AT, LATER, {"hello": {}}, errors.InvalidDefinition),
    ],
)
def test_what_cannot_be_rehearsed_is_refused(since, until, raw, refusal, db):
    with pytest.raises(refusal):
        ask_for_rehearsal(raw, since, until, author=AUTHOR, now=LATER)

    assert not Rehearsal.objects.exists()


def test_birthdays_are_found_day_by_day_beside_the_facts_of_the_time(people):
    born, tagged, other = people(3)
    change_details(
        [
            DetailsChange(profile_id=born, birthday=Birthday(month=3, day=5)),
            DetailsChange(profile_id=tagged, birthday=Birthday(month=3, day=20)),
            DetailsChange(profile_id=other, birthday=Birthday(month=9, day=1)),
        ],
        source="test",
        now=BEGUN_AT,
    )
    record([registered(other, occurred_at=BEGUN_AT + 10 * DAY)])
    raw = definition(trigger={"kind": "birthday", "at": "09:00"})
    both = {"birthday": raw, "hello": SAYING}

    with nothing_changes():
        report = rehearse(both, BEGUN_AT, LATER, now=LATER)
        alone = rehearse(both, BEGUN_AT, LATER, now=LATER, profile_id=tagged)

    assert _totals(report, "birthday")["entered"] == 2
    assert _totals(report, "hello")["sent"] == 1
    entered = [one["at"] for one in alone.decisions if one["what"] == "entered"]
    assert entered == ["2026-03-20T09:00:00+00:00"]


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("back_in_stock", "nobody wrote down which goods were in stock then"),
        ("price_drop", "nobody wrote down what goods cost then"),
        ("early_access", "nobody wrote down who held which tier or tag then"),
    ],
)
def test_what_the_past_does_not_say_is_refused_with_the_reason(kind, why, db):
    with nothing_changes(), pytest.raises(errors.InvalidSetting) as refused:
        ask_for_rehearsal(
            {"hello": definition(trigger={"kind": kind})},
            BEGUN_AT,
            LATER,
            author=AUTHOR,
            now=LATER,
        )
    assert str(refused.value).endswith(f"cannot be rehearsed: {why}.")


def test_in_a_rehearsal_other_systems_answer_at_once(people):
    [profile] = people(1)
    record([registered(profile)])
    steps = {
        "tell": {"kind": "webhook", "endpoint": "crm", "next": "end"},
        "end": {"kind": "exit"},
    }

    with nothing_changes():
        raw = definition(start="tell", steps=steps)
        report = rehearse({"hello": raw}, BEGUN_AT, LATER, now=LATER)

    assert _totals(report) == {
        "expected": 1,
        "entered": 1,
        "effect:CallWebhook": 1,
        "step:tell": 1,
        "step:end": 1,
        "ended:finished": 1,
    }
