"""Any sound journey and any events: everybody leaves, by the rules, and nobody is disturbed after."""

import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_crm_plugin.consent.events import ConsentGranted, ConsentWithdrawn
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.journeys.errors import InvalidDefinition
from saleor_crm_plugin.journeys.plan import read_plan
from saleor_crm_plugin.journeys.reading import Ask
from saleor_crm_plugin.journeys.rehearsal.memories import Memories
from saleor_crm_plugin.journeys.rehearsal.outbox import Outbox
from saleor_crm_plugin.journeys.rehearsal.report import Report
from saleor_crm_plugin.journeys.rehearsal.stage import Stage
from saleor_crm_plugin.journeys.versions import Version
from tests.fixtures.journey import BEGUN_AT, DAY, HOUR, ordered, registered

NAMES = [f"step_{number}" for number in range(6)]
LONGEST_STAY = 20
PEOPLE = [1, 2, 3]

targets = st.sampled_from([*NAMES, "end"])
A_STEP = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.just("tag"), "tag": st.just("t"), "next": targets}
    ),
    st.fixed_dictionaries(
        {"kind": st.just("send_message"), "template": st.just("t"), "next": targets}
    ),
    st.fixed_dictionaries(
        {"kind": st.just("wait"), "hours": st.integers(1, 100), "next": targets}
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("wait_until_hour"),
            "at": st.sampled_from(["00:00", "10:30"]),
            "next": targets,
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("wait_for_event"),
            "event": st.sampled_from(["order.placed", "customer.registered"]),
            "within_hours": st.integers(1, 100),
            "then": targets,
            "otherwise": targets,
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("branch"),
            "conditions": st.just(
                [{"attribute": "orders", "operator": "at_least", "value": 2}]
            ),
            "then": targets,
            "otherwise": targets,
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("split"),
            "ways": st.lists(
                st.fixed_dictionaries({"weight": st.integers(1, 3), "next": targets}),
                min_size=2,
                max_size=3,
            ),
        }
    ),
)
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
    drawn = {name: draw(A_STEP) for name in NAMES}
    start = draw(st.sampled_from(NAMES))
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
        "goal": {"events": [{"event": "customer.registered"}], "within_days": 9},
        "exits": {"events": [{"event": "order.canceled"}]},
        "re_entry": draw(RE_ENTRY),
        "ends_after_days": LONGEST_STAY,
    }


EVENTS = st.lists(
    st.tuples(
        st.integers(0, 24 * 30),
        st.sampled_from(PEOPLE),
        st.sampled_from(["order", "order", "register", "allow", "refuse"]),
    ),
    max_size=40,
)


def _facts(events):
    facts = []
    for number, (hour, person, what) in enumerate(sorted(events)):
        # A moment of its own for each, as the order of equal moments is anybody's guess.
        at = BEGUN_AT + hour * HOUR + number * datetime.timedelta(seconds=1)
        if what == "order":
            facts.append(ordered(person, f"order-{number}", occurred_at=at))
        elif what == "register":
            facts.append(registered(person, key=f"r{number}", occurred_at=at))
        else:
            kind = ConsentGranted if what == "allow" else ConsentWithdrawn
            facts.append(
                kind(
                    key=f"c{number}",
                    occurred_at=at,
                    origin=Origin.LIVE,
                    profile_id=person,
                    channel="email",
                    purpose="marketing",
                    list_code="",
                    source="test",
                )
            )
    return facts


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
        outbox=Outbox(),
        report=Report(keeps_decisions=True),
        since=BEGUN_AT - DAY,
    )
    for fact in facts:
        stage.play(fact)
    stage.run_until(BEGUN_AT + (30 + LONGEST_STAY + 2) * DAY)
    return stage


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(journeys(), EVENTS)
def test_everybody_leaves_by_the_rules_and_is_left_in_peace(raw, events):
    facts = _facts(events)
    try:
        stage = _played(raw, facts)
    except InvalidDefinition:
        return

    _everybody_has_left(stage)
    _nobody_came_against_the_rule(stage, raw["re_entry"])
    _nobody_heard_from_us_afterwards(stage, facts)


def _everybody_has_left(stage):
    for actor in stage.actors.values():
        assert actor.is_over, actor
        if actor.passage.entered_at is not None:
            assert actor.passage.ends_at is not None


def _nobody_came_against_the_rule(stage, re_entry):
    entries = {person: [] for person in PEOPLE}
    for actor in stage.actors.values():
        if actor.passage.entered_at is not None:
            entries[actor.passage.profile_id].append(actor.passage.entered_at)
    for moments in entries.values():
        moments.sort()
        if re_entry["rule"] == "never":
            assert len(moments) <= 1
        if re_entry["rule"] == "after_days":
            gaps = [b - a for a, b in zip(moments, moments[1:], strict=False)]
            assert all(gap >= 5 * DAY for gap in gaps)
    keys = [(one.passage.profile_id, one.passage.key) for one in stage.actors.values()]
    assert len(set(keys)) == len(keys)


def _nobody_heard_from_us_afterwards(stage, facts):
    told = stage.report.decisions
    for passage_key in {(one["profile"], one["key"]) for one in told if "key" in one}:
        own = [one for one in told if (one["profile"], one.get("key")) == passage_key]
        ends = [one["at"] for one in own if one["what"].startswith("ended:")]
        queued = [one["at"] for one in own if one["what"] == "queued"]
        goals = [one["at"] for one in own if one["what"] == "goal"]
        assert len(ends) <= 1
        assert all(at <= end for at in queued for end in ends)
        assert all(at <= goal for at in queued for goal in goals)
    for sent in (one for one in told if one["what"] == "sent"):
        at = datetime.datetime.fromisoformat(sent["at"])
        said = [
            fact
            for fact in facts
            if fact.profile_id == sent["profile"]
            and isinstance(fact, ConsentGranted | ConsentWithdrawn)
            and fact.occurred_at <= at
        ]
        assert isinstance(said[-1], ConsentGranted)
