"""Any sound journey and any events: everybody leaves, by the rules, and nobody is disturbed after."""

import datetime
import itertools
from unittest.mock import patch

from hypothesis import HealthCheck, example, given, reject, settings
from hypothesis import strategies as st

from saleor_crm_plugin.consent.events import ConsentGranted, ConsentWithdrawn
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.journeys.errors import InvalidDefinition
from saleor_crm_plugin.journeys.plan import read_plan
from saleor_crm_plugin.journeys.reading import Ask
from saleor_crm_plugin.journeys.rehearsal import report
from saleor_crm_plugin.journeys.rehearsal.memories import Memories
from saleor_crm_plugin.journeys.rehearsal.outbox import Outbox
from saleor_crm_plugin.journeys.rehearsal.report import Report
from saleor_crm_plugin.journeys.rehearsal.stage import Stage
from saleor_crm_plugin.journeys.versions import Version
from saleor_crm_plugin.messaging.policies.caps import Cap
from saleor_crm_plugin.messaging.policies.quiet_hours import QuietHours
from saleor_crm_plugin.observation.events import OrderCanceled
from tests.fixtures.journey import BEGUN_AT, DAY, HOUR, ordered, registered

LENGTH = 6
NAMES = [f"step_{number}" for number in range(LENGTH)]
LONGEST_STAY = 20
PEOPLE = [1, 2, 3]
# Long enough that much of what is queued is deferred first.
NIGHT = QuietHours(datetime.time(18), datetime.time(9))
CAPS = [Cap(channel="", most=2, period=DAY)]


def a_step(onward, anywhere):
    """Draw a step; who does not wait in it goes onward, so that nobody walks in circles."""
    return st.one_of(
        fields(kind=st.just("tag"), tag=st.just("t"), next=onward),
        *[
            fields(
                kind=st.just("send_message"),
                template=st.just("t"),
                next=onward,
                expires_after_hours=st.sampled_from([48, 24, 4]),
                when_refused=st.sampled_from(["defer", "defer", "skip"]),
            )
        ]
        * 3,
        fields(kind=st.just("wait"), hours=st.integers(1, 100), next=anywhere),
        fields(
            kind=st.just("wait_until_hour"),
            at=st.sampled_from(["00:00", "10:30", "22:00"]),
            next=anywhere,
        ),
        fields(
            kind=st.just("wait_for_event"),
            event=st.sampled_from(["order.placed", "customer.registered"]),
            within_hours=st.integers(1, 100),
            then=onward,
            otherwise=anywhere,
        ),
        fields(
            kind=st.just("branch"),
            conditions=st.just(
                [{"attribute": "orders", "operator": "at_least", "value": 2}]
            ),
            then=onward,
            otherwise=onward,
        ),
        fields(
            kind=st.just("split"),
            ways=st.lists(
                fields(weight=st.integers(1, 3), next=onward), min_size=2, max_size=3
            ),
        ),
    )


def fields(**strategies):
    return st.fixed_dictionaries(strategies)


RE_ENTRY = st.sampled_from(
    [
        {"rule": "never"},
        {"rule": "after_exit"},
        {"rule": "after_days", "days": 5},
        {"rule": "per_key"},
    ]
)


@st.composite
def journeys(draw):
    """Draw a definition; parts that nobody comes to are cut off, so that most are sound."""
    drawn = {
        name: draw(
            a_step(
                st.sampled_from([*NAMES[place + 1 :], "end"]),
                st.sampled_from([*NAMES, "end"]),
            )
        )
        for place, name in enumerate(NAMES)
    }
    start = NAMES[0]
    kept, waiting = {}, [start]
    while waiting:
        name = waiting.pop()
        if name != "end" and name not in kept:
            kept[name] = drawn[name]
            named = [drawn[name].get(field) for field in ("next", "then", "otherwise")]
            named += [way["next"] for way in drawn[name].get("ways", [])]
            waiting += [target for target in named if target]
    return {
        "trigger": {"kind": "order_placed"},
        "purpose": "marketing",
        "start": start,
        "steps": {**kept, "end": {"kind": "exit"}},
        "goal": {
            "events": [{"event": "customer.registered"}],
            "within_days": 9,
            "stays": draw(st.booleans()),
        },
        "exits": {"events": [{"event": "order.canceled"}]},
        "re_entry": draw(RE_ENTRY),
        "ends_after_days": LONGEST_STAY,
    }


EVENTS = st.lists(
    st.tuples(
        st.integers(0, 24 * 30),
        st.sampled_from(PEOPLE),
        st.sampled_from(
            ["order", "order", "order", "register", "cancel", "allow", "refuse"]
        ),
    ),
    min_size=1,
    max_size=40,
)


# Around every hour until the stay is over: thousands of decisions about one person.
HOURLY = {
    "trigger": {"kind": "order_placed"},
    "purpose": "marketing",
    "start": "tag_0",
    "steps": {
        "tag_0": {"kind": "tag", "tag": "t", "next": "tag_1"},
        "tag_1": {"kind": "tag", "tag": "t", "next": "tag_2"},
        "tag_2": {"kind": "tag", "tag": "t", "next": "tag_3"},
        "tag_3": {"kind": "tag", "tag": "t", "next": "send"},
        "send": {"kind": "send_message", "template": "t", "next": "wait"},
        "wait": {
            "kind": "wait_for_event",
            "event": "order.placed",
            "within_hours": 1,
            "then": "end",
            "otherwise": "tag_0",
        },
        "end": {"kind": "exit"},
    },
    "goal": {"events": [{"event": "customer.registered"}], "within_days": 9},
    "exits": {"events": [{"event": "order.canceled"}]},
    "re_entry": {"rule": "never"},
    "ends_after_days": LONGEST_STAY,
}


def _facts(events):
    # Two of them have said yes before anything happens.
    facts = [
        _said(ConsentGranted, person, f"y{person}", BEGUN_AT - DAY) for person in (1, 2)
    ]
    for number, (hour, person, what) in enumerate(sorted(events)):
        # A moment of its own for each, as the order of equal moments is anybody's guess.
        at = BEGUN_AT + hour * HOUR + number * datetime.timedelta(seconds=1)
        if what == "order":
            facts.append(ordered(person, f"order-{number}", occurred_at=at))
        elif what == "register":
            facts.append(registered(person, key=f"r{number}", occurred_at=at))
        elif what == "cancel":
            facts.append(_canceled(person, f"order-{number}", at))
        else:
            kind = ConsentGranted if what == "allow" else ConsentWithdrawn
            facts.append(_said(kind, person, f"c{number}", at))
    return facts


def _said(kind, person, key, at):
    return kind(
        key=key,
        occurred_at=at,
        origin=Origin.LIVE,
        profile_id=person,
        channel="email",
        purpose="marketing",
        list_code="",
        source="test",
    )


def _canceled(person, order, at):
    return OrderCanceled(
        key=f"{order}:canceled",
        occurred_at=at,
        origin=Origin.LIVE,
        profile_id=person,
        order_id=order,
        number="1",
        channel="main",
        currency="USD",
    )


def _played(raw, facts):
    plan = read_plan(raw)
    version = Version(
        id=1,
        journey_id=1,
        journey_code="any",
        status="on",
        is_current=True,
        experiment_id=None,
        author="test",
        plan=plan,
    )
    stage = Stage(
        versions=[version],
        memories=Memories({Ask("consent", "marketing")}),
        outbox=Outbox(quiet_hours=NIGHT, caps=CAPS, fallback_zones=["Europe/Rome"]),
        report=Report(keeps_decisions=True),
        since=BEGUN_AT - 2 * DAY,
    )
    # Everything is looked at here, however often somebody goes around.
    with patch.object(report, "MOST_DECISIONS", 1_000_000):
        for fact in facts:
            stage.play(fact)
        stage.run_until(BEGUN_AT + (30 + LONGEST_STAY + 2) * DAY)
    return stage


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(journeys(), EVENTS)
@example(raw=HOURLY, events=[(0, 1, "order")])
def test_everybody_leaves_by_the_rules_and_is_left_in_peace(raw, events):
    facts = _facts(events)
    try:
        stage = _played(raw, facts)
    except InvalidDefinition:
        # A circle that nobody leaves.
        reject()

    _everybody_has_left(stage)
    _nobody_came_against_the_rule(stage, raw["re_entry"])
    _nobody_heard_from_us_afterwards(stage, facts)
    _everything_queued_has_an_end(stage)


def _everybody_has_left(stage):
    longest = datetime.timedelta(days=LONGEST_STAY)
    for actor in stage.actors.values():
        assert actor.is_over, actor
        if actor.passage.entered_at is not None:
            assert _ended_at(stage, actor) - actor.passage.entered_at <= longest


def _nobody_came_against_the_rule(stage, re_entry):
    stays = {person: [] for person in PEOPLE}
    for actor in stage.actors.values():
        if actor.passage.entered_at is not None:
            stay = (actor.passage.entered_at, _ended_at(stage, actor))
            stays[actor.passage.profile_id].append(stay)
    for own in stays.values():
        own.sort()
        pairs = list(itertools.pairwise(own))
        if re_entry["rule"] == "never":
            assert len(own) <= 1
        if re_entry["rule"] != "per_key":
            assert all(left_at <= came_at for (_, left_at), (came_at, _) in pairs)
        if re_entry["rule"] == "after_days":
            assert all(later - sooner >= 5 * DAY for (sooner, _), (later, _) in pairs)
    keys = [(one.passage.profile_id, one.passage.key) for one in stage.actors.values()]
    assert len(set(keys)) == len(keys)


def _nobody_heard_from_us_afterwards(stage, facts):
    for actor in stage.actors.values():
        own = _told(stage, actor)
        said = [at for what, at in own if what in ("queued", "sent")]
        if actor.state == "exited":
            assert all(at <= _ended_at(stage, actor) for at in said)
        if actor.goal_at and not actor.version.plan.definition.goal.stays:
            assert all(at <= actor.goal_at for at in said)
        for at in (at for what, at in own if what == "sent"):
            answers = [
                fact
                for fact in facts
                if fact.profile_id == actor.passage.profile_id
                and isinstance(fact, ConsentGranted | ConsentWithdrawn)
                and fact.occurred_at <= at
            ]
            assert isinstance(answers[-1], ConsentGranted)


def _everything_queued_has_an_end(stage):
    for actor in stage.actors.values():
        whats = [what.partition(":")[0] for what, _ in _told(stage, actor)]
        assert whats.count("queued") == whats.count("sent") + whats.count("refused")


def _told(stage, actor):
    """Return what the report says about one passage, with the moments."""
    key = (actor.passage.profile_id, actor.passage.key)
    return [
        (one["what"], datetime.datetime.fromisoformat(one["at"]))
        for one in stage.report.decisions
        if (one["profile"], one.get("key")) == key
    ]


def _ended_at(stage, actor):
    [at] = [at for what, at in _told(stage, actor) if what.startswith("ended:")]
    return at
