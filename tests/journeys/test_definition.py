"""A definition is refused by the name of the field that is wrong, all faults at once."""

import pytest

from saleor_crm_plugin.journeys.errors import InvalidDefinition
from saleor_crm_plugin.journeys.plan import plan_of, read_plan
from saleor_crm_plugin.journeys.reading import Ask
from tests.fixtures.journey import SIMPLE, definition

END = {"end": {"kind": "exit"}}


def _paths(raw):
    with pytest.raises(InvalidDefinition) as refused:
        read_plan(raw)
    return [problem.path for problem in refused.value.problems]


def test_the_simple_one_is_sound():
    plan = read_plan(SIMPLE)

    assert list(plan.steps) == ["greet", "rest", "settle", "end"]
    assert plan.steps["rest"].settings.days == 1
    assert plan.consent_ask is None


def test_equal_definitions_are_one_plan():
    assert plan_of(SIMPLE) is plan_of(definition())


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"start": "nowhere"}, ["start"]),
        ({"nonsense": 1}, ["nonsense"]),
        ({"purpose": "spam"}, ["purpose"]),
        ({"holdout_basis_points": 5_001}, ["holdout_basis_points"]),
        ({"trigger": {"kind": "full_moon"}}, ["trigger.kind"]),
        (
            {"trigger": {"kind": "cart_left_behind", "after_minutes": 1}},
            ["trigger.after_minutes"],
        ),
        ({"trigger": {}, "steps": END}, ["trigger.kind"]),
        ({"steps": {"Not a name": {"kind": "exit"}}}, ["steps.Not a name.[key]"]),
        ({"start": "end", "steps": {"end": {"kind": "leave"}}}, ["steps.end.kind"]),
        (
            {"start": "end", "steps": {"end": {"kind": "exit", "next": "end"}}},
            ["steps.end.next"],
        ),
        (
            {
                "start": "a",
                "steps": {"a": {"kind": "wait", "next": "end"}, **END},
            },
            ["steps.a"],
        ),
        (
            {
                "start": "a",
                "steps": {
                    "a": {"kind": "tag", "tag": "x", "next": "b"},
                    "b": {"kind": "set_attribute", "name": "n", "value": "v"},
                    **END,
                },
            },
            ["steps.b.next"],
        ),
        (
            {
                "start": "a",
                "steps": {"a": {"kind": "tag", "tag": "x", "next": "a"}, **END},
            },
            ["steps.a", "steps.a", "steps.end"],
        ),
        ({"exits": {"guards": ["no_such_guard"]}}, ["exits.guards.0"]),
        ({"exits": {"guards": ["cart_is_open"]}}, ["exits.guards.0"]),
        ({"goal": {"events": [{"event": "moon.full"}]}}, ["goal.events.0.event"]),
        ({"exits": {"events": [{"event": "moon.full"}]}}, ["exits.events.0.event"]),
        ({"re_entry": {"rule": "after_days"}}, ["re_entry"]),
        (
            {"entry": [{"attribute": "tier", "operator": "is", "value": "gold"}]},
            ["entry.0"],
        ),
        (
            {"entry": [{"attribute": "tags", "operator": "at_least", "value": 3}]},
            ["entry.0"],
        ),
        (
            {"entry": [{"attribute": "orders", "operator": "is", "value": "many"}]},
            ["entry.0"],
        ),
        (
            {
                "start": "say",
                "steps": {
                    "say": {
                        "kind": "send_message",
                        "template": "t",
                        "code_of": "end",
                        "next": "end",
                    },
                    **END,
                },
            },
            ["steps.say.code_of"],
        ),
    ],
)
def test_what_is_wrong_is_named(changes, paths):
    assert _paths(definition(**changes)) == paths


@pytest.mark.parametrize("raw", [None, [], "journey", 7, {}])
def test_what_is_no_definition_is_refused(raw):
    assert _paths(raw)


def test_a_refusal_does_not_repeat_what_was_given():
    with pytest.raises(InvalidDefinition) as refused:
        read_plan(definition(purpose={"secret": "ada@example.com"}))

    assert "ada@example.com" not in refused.value.message


def test_only_what_is_near_is_read():
    plan = read_plan(
        definition(
            start="rest",
            steps={
                "rest": {"kind": "wait", "days": 1, "next": "look"},
                "look": {
                    "kind": "branch",
                    "conditions": [
                        {"attribute": "orders", "operator": "at_least", "value": 1}
                    ],
                    "then": "later",
                    "otherwise": "end",
                },
                "later": {"kind": "wait", "days": 1, "next": "again"},
                "again": {
                    "kind": "branch",
                    "conditions": [
                        {"attribute": "tags", "operator": "has", "value": "x"}
                    ],
                    "then": "end",
                    "otherwise": "end",
                },
                **END,
            },
        )
    )

    assert plan.asks_from("rest") == {Ask("orders")}
    assert plan.asks_from("later") == {Ask("tags")}
