"""The tree of a rule as it is written: groups, conditions, other segments, and how much is allowed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictInt,
    StringConstraints,
    ValidationError,
)

from ...core.sentences import Sentence, sentence_about
from .values import Operator

MOST_DEPTH = 6
MOST_CONDITIONS = 60
MOST_IN_GROUP = 30
# Of anything that was sent, before it is looked at more closely.
MOST_PARTS = 5000
MOST_NESTING = 4 * MOST_DEPTH
MOST_WINDOW_DAYS = 3650
ROOT = "rule"
GROUPS = ("all", "any", "not", "segment")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place of the tree: `rule.all.0.value`."""

    path: str
    code: str
    message: Sentence


class Condition(BaseModel):
    """One question: a field, an operator, a value; of what (`of`) and within how many days."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: Annotated[
        str, StringConstraints(pattern=r"^[a-z][a-z_.]{0,63}$", strict=True)
    ]
    operator: Operator
    value: Any = None
    of: dict[str, Any] = Field(default={}, max_length=10)
    within_days: Annotated[StrictInt, Field(ge=1, le=MOST_WINDOW_DAYS)] | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Everything of it must be so."""

    path: str
    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of it must be so."""

    path: str
    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """It must not be so."""

    path: str
    child: "Node"


@dataclass(frozen=True, slots=True)
class InSegment:
    """The person must be in another segment."""

    path: str
    segment_id: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition must be so."""

    path: str
    condition: Condition


Node = All | AnyOf | Not | InSegment | Asked


class BadRule(ValueError):
    """A tree that is none; `problems` name each place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(f"{one.path}: {one.message}" for one in problems))


def parse_rule(raw: Any) -> Node:
    """Return the tree. Raises BadRule with every problem of its shape."""
    _check_size(raw)
    reader = _Reader()
    node = reader.node(raw, ROOT, depth=1)
    if reader.count > MOST_CONDITIONS:
        reader.refuse(
            ROOT,
            "too_many",
            Sentence("There are at most {most} conditions.", most=MOST_CONDITIONS),
        )
    if reader.problems or node is None:
        raise BadRule(reader.problems)
    return node


def segments_in(node: Node) -> Iterator[InSegment]:
    """Yield every segment that the tree names."""
    if isinstance(node, InSegment):
        yield node
    for child in children_of(node):
        yield from segments_in(child)


def children_of(node: Node) -> tuple[Node, ...]:
    """Return what a group holds."""
    match node:
        case All(children=children) | AnyOf(children=children):
            return children
        case Not(child=child):
            return (child,)
        case _:
            return ()


def _check_size(raw: Any) -> None:
    waiting = [(raw, 1)]
    seen = 0
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        if seen > MOST_PARTS or depth > MOST_NESTING:
            raise BadRule(
                [
                    Problem(
                        ROOT, "too_many", Sentence("The rule is too large or too deep.")
                    )
                ]
            )
        inside = value.values() if isinstance(value, Mapping) else value
        if isinstance(value, Mapping | list | tuple):
            waiting += [(one, depth + 1) for one in inside]


class _Reader:
    """Reads a tree and gathers what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.count = 0

    def refuse(self, path: str, code: str, message: Sentence) -> None:
        self.problems.append(Problem(path, code, message))

    def node(self, raw: Any, path: str, *, depth: int) -> Node | None:
        if depth > MOST_DEPTH:
            self.refuse(
                path,
                "too_deep",
                Sentence("Groups nest at most {most} deep.", most=MOST_DEPTH),
            )
            return None
        if not isinstance(raw, Mapping):
            self.refuse(
                path, "invalid", Sentence("A condition or a group must be an object.")
            )
            return None
        named = [name for name in GROUPS if name in raw]
        if not named:
            return self._condition(raw, path)
        if len(raw) != 1:
            self.refuse(
                path,
                "invalid",
                Sentence("A group has one key: all, any, not, segment."),
            )
            return None
        return self._group(named[0], raw[named[0]], f"{path}.{named[0]}", depth)

    def _group(self, name: str, raw: Any, path: str, depth: int) -> Node | None:
        if name == "segment":
            return self._segment(raw, path)
        if name == "not":
            child = self.node(raw, path, depth=depth + 1)
            return Not(path, child) if child else None
        children = self._children(raw, path, depth)
        return (All if name == "all" else AnyOf)(path, tuple(children))

    def _children(self, raw: Any, path: str, depth: int) -> list[Node]:
        if not isinstance(raw, list | tuple) or not raw:
            self.refuse(
                path, "invalid", Sentence("A group is a list that is not empty.")
            )
            return []
        if len(raw) > MOST_IN_GROUP:
            self.refuse(
                path,
                "too_many",
                Sentence("A group has at most {most} parts.", most=MOST_IN_GROUP),
            )
            return []
        read = [
            self.node(one, f"{path}.{place}", depth=depth + 1)
            for place, one in enumerate(raw)
        ]
        return [one for one in read if one is not None]

    def _segment(self, raw: Any, path: str) -> Node | None:
        if isinstance(raw, bool) or not isinstance(raw, int) or raw < 1:
            self.refuse(path, "invalid", Sentence("A segment is named by its number."))
            return None
        self.count += 1
        return InSegment(path, raw)

    def _condition(self, raw: Mapping[str, Any], path: str) -> Node | None:
        self.count += 1
        try:
            return Asked(path, Condition.model_validate(raw))
        except ValidationError as error:
            self.problems += problems_of(error, path)
            return None


def problems_of(error: ValidationError, path: str) -> list[Problem]:
    """Return pydantic's findings as problems below a path."""
    return [
        Problem(
            ".".join([path, *(str(part)[:64] for part in one["loc"])]),
            "required" if one["type"] == "missing" else "invalid",
            sentence_about(one),
        )
        for one in error.errors(include_url=False, include_input=False)
    ]
