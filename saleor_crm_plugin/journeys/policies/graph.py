"""Whether steps and their edges make a journey that everybody leaves again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...core.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Node:
    """A step as the graph sees it: `edges` are the targets by the name of the field.

    `takes_time` says that nobody passes it at the moment at which they come; `ends` that it is an
    end.
    """

    edges: Mapping[str, str]
    takes_time: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a definition, and where: a path such as `steps.ask.next`."""

    path: str
    message: Sentence


Graph = Mapping[str, Node]


def problems_of(graph: Graph, start: str) -> list[Problem]:
    """Return what is wrong with the graph, in the order of its steps; [] if everybody gets out.

    Refused are unknown targets, steps that nobody comes to, steps from which no end can be
    reached, and circles in which nobody ever waits.
    """
    unknown = _unknown_targets(graph, start)
    if unknown:
        # All else follows edges, and would only repeat it.
        return unknown
    reached = _reachable(graph, [start])
    leaving = _leading_to_an_end(graph)
    spinning = _in_a_circle_without_waiting(graph)
    found = []
    for name in graph:
        path = f"steps.{name}"
        if name not in reached:
            found.append(Problem(path, Sentence("Nobody ever comes to this step.")))
        elif name not in leaving:
            found.append(
                Problem(path, Sentence("No way leads from this step to an exit."))
            )
        if name in spinning:
            found.append(
                Problem(
                    path,
                    Sentence("This step is in a circle in which nobody ever waits."),
                )
            )
    return found


def within_one_moment(graph: Graph, start: str) -> frozenset[str]:
    """Return the steps that somebody who stands at `start` may run before the next wait.

    The wait itself is among them; nothing behind it is, except behind `start`.
    """
    passable = {
        name: node if name == start or not node.takes_time else Node({})
        for name, node in graph.items()
    }
    return frozenset(_reachable(passable, [start]))


def _unknown_targets(graph: Graph, start: str) -> list[Problem]:
    found = []
    if start not in graph:
        found.append(
            Problem("start", Sentence("There is no step {step!r}.", step=start))
        )
    for name, node in graph.items():
        for field, target in node.edges.items():
            if target not in graph:
                found.append(
                    Problem(
                        f"steps.{name}.{field}",
                        Sentence("There is no step {step!r}.", step=target),
                    )
                )
    return found


def _reachable(graph: Graph, starts: Iterable[str]) -> set[str]:
    reached, waiting = set(starts), list(starts)
    while waiting:
        for target in graph[waiting.pop()].edges.values():
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


def _leading_to_an_end(graph: Graph) -> set[str]:
    backwards: dict[str, Node] = {
        name: Node(
            {
                before: before
                for before, node in graph.items()
                if name in node.edges.values()
            }
        )
        for name in graph
    }
    return _reachable(backwards, [name for name, node in graph.items() if node.ends])


def _in_a_circle_without_waiting(graph: Graph) -> set[str]:
    hurried = {
        name: Node(
            {
                field: target
                for field, target in node.edges.items()
                if not graph[target].takes_time
            }
        )
        for name, node in graph.items()
        if not node.takes_time
    }
    return {
        name
        for name, node in hurried.items()
        if name in _reachable(hurried, list(node.edges.values()))
    }
