"""A journey is a graph that everybody leaves again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.journeys.policies.graph import (
    Node,
    Problem,
    problems_of,
    within_one_moment,
)

END = Node({}, ends=True)


def _wait(target):
    return Node({"next": target}, takes_time=True)


def _act(target):
    return Node({"next": target})


def test_a_line_to_an_exit_is_fine():
    assert problems_of({"a": _act("b"), "b": _wait("c"), "c": END}, "a") == []


def test_a_circle_with_a_wait_and_a_way_out_is_fine():
    graph = {
        "ask": _act("wait"),
        "wait": _wait("look"),
        "look": Node({"then": "end", "otherwise": "ask"}),
        "end": END,
    }

    assert problems_of(graph, "ask") == []


@pytest.mark.parametrize(
    ("graph", "problems"),
    [
        ({"b": END}, [Problem("start", "There is no step 'a'.")]),
        (
            {"a": Node({"then": "x", "otherwise": "y"}), "y": END},
            [Problem("steps.a.then", "There is no step 'x'.")],
        ),
        (
            {"a": END, "b": _act("a")},
            [Problem("steps.b", "Nobody ever comes to this step.")],
        ),
        (
            {"a": Node({"then": "b", "otherwise": "end"}), "b": _wait("b"), "end": END},
            [Problem("steps.b", "No way leads from this step to an exit.")],
        ),
        (
            {
                "a": _act("b"),
                "b": Node({"then": "a", "otherwise": "end"}),
                "end": END,
            },
            [
                Problem(
                    "steps.a", "This step is in a circle in which nobody ever waits."
                ),
                Problem(
                    "steps.b", "This step is in a circle in which nobody ever waits."
                ),
            ],
        ),
        (
            {"a": _act("a")},
            [
                Problem("steps.a", "No way leads from this step to an exit."),
                Problem(
                    "steps.a", "This step is in a circle in which nobody ever waits."
                ),
            ],
        ),
    ],
)
def test_what_nobody_could_leave_is_refused_by_the_name_of_the_step(graph, problems):
    assert problems_of(graph, "a") == problems


def test_a_moment_ends_at_the_next_wait():
    graph = {
        "a": _act("b"),
        "b": _wait("c"),
        "c": _act("d"),
        "d": _wait("end"),
        "end": END,
    }

    assert within_one_moment(graph, "a") == {"a", "b"}
    assert within_one_moment(graph, "b") == {"b", "c", "d"}


NAMES = st.sampled_from("abcdef")
NODES = st.builds(
    Node,
    st.dictionaries(st.sampled_from(["next", "then"]), NAMES, min_size=1),
    takes_time=st.booleans(),
)


@given(st.dictionaries(NAMES, NODES, min_size=1), st.data())
def test_whoever_goes_any_way_through_a_sound_graph_waits_and_can_get_out(graph, data):
    graph = {**graph, "end": END}
    if problems_of(graph, "a"):
        return
    place, hurried = "a", 0
    for _ in range(50):
        node = graph[place]
        if node.ends:
            return
        hurried = 0 if node.takes_time else hurried + 1
        # Between two waits no step can come twice.
        assert hurried <= len(graph)
        place = data.draw(st.sampled_from(sorted(node.edges.values())))
