"""A rule made ready to be asked: conditions with their fields, other segments opened up in place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ..core.sentences import Sentence, sentence_of
from .error_codes import SegmentErrorCode as Code
from .errors import InvalidRule
from .field import Field, fields
from .policies.rule import (
    All,
    AnyOf,
    Asked,
    BadRule,
    Condition,
    InSegment,
    Node,
    Not,
    Problem,
    parse_rule,
    problems_of,
)
from .policies.values import Operator, UnfitValue, operators_of, read_value

# Of a rule with every segment that it names, and what those name.
MOST_QUESTIONS = 200
LIST_FIELD = "profile.list"


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One condition as it was written, with its field, and its value as it is compared."""

    path: str
    condition: Condition
    field: Field
    operator: Operator
    wanted: Any


@dataclass(frozen=True, slots=True)
class Every:
    """Everything of it must be so."""

    path: str
    children: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one of it must be so."""

    path: str
    children: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Opposite:
    """What stands in it must not be so."""

    path: str
    child: "Part"


@dataclass(frozen=True, slots=True)
class Named:
    """Another segment's rule, in its place."""

    path: str
    segment_id: int
    name: str
    child: "Part"


Part = Question | Every | OneOf | Opposite | Named


@dataclass(frozen=True, slots=True)
class KnownSegment:
    """A segment as far as others can name it; a list has no rule. `names` are those it names."""

    id: int
    name: str
    rule: Any | None
    is_archived: bool = False
    names: tuple[int, ...] = ()


def make_plan(
    raw: Any, segments: Mapping[int, KnownSegment], *, own_id: int | None = None
) -> Part:
    """Return the rule ready to be asked. Raises InvalidRule with every problem found.

    `segments` are all that may be named; `own_id` is the segment that the rule belongs to, which
    it may not come back to.
    """
    try:
        maker = _Maker(segments)
        part = maker.part(parse_rule(raw), tuple([own_id] if own_id else []))
    except BadRule as bad:
        raise InvalidRule(bad.problems) from bad
    if maker.count > MOST_QUESTIONS:
        maker.refuse(
            "rule",
            Code.TOO_MANY,
            Sentence(
                "With the segments that it names it has {count} conditions; {most} is the most.",
                count=maker.count,
                most=MOST_QUESTIONS,
            ),
        )
    if maker.problems or part is None:
        raise InvalidRule(maker.problems)
    return part


def naming(segment_id: int, known: Mapping[int, KnownSegment]) -> set[int]:
    """Return the segments in use that name this one, directly or through others."""
    found: set[int] = set()
    waiting = [segment_id]
    while waiting:
        named = waiting.pop()
        new = {
            one.id
            for one in known.values()
            if named in one.names and not one.is_archived
        } - found
        found |= new
        waiting += new
    return found


def questions_of(part: Part) -> Iterator[Question]:
    """Yield every condition of the tree, in its order."""
    match part:
        case Question():
            yield part
        case Every(children=children) | OneOf(children=children):
            for child in children:
                yield from questions_of(child)
        case Opposite(child=child) | Named(child=child):
            yield from questions_of(child)


class _Maker:
    """Makes the parts and gathers what is wrong."""

    def __init__(self, segments: Mapping[int, KnownSegment]) -> None:
        self._segments = segments
        self.problems: list[Problem] = []
        self.count = 0
        # The place that names another segment, while that one is opened up.
        self._within: str | None = None

    def refuse(self, path: str, code: Code, message: Sentence) -> None:
        """Note what is wrong; of another segment at the place that names it."""
        self.problems.append(Problem(self._within or path, code, message))

    def part(self, node: Node, inside: tuple[int, ...]) -> Part | None:
        """Return the node's part; `inside` are the segments that it stands in."""
        match node:
            case Asked():
                return self._question(node.path, node.condition)
            case InSegment():
                return self._named(node, inside)
            case Not():
                child = self.part(node.child, inside)
                return Opposite(node.path, child) if child else None
            case All():
                return self._group(Every, node, inside)
            case AnyOf():
                return self._group(OneOf, node, inside)

    def _group(
        self, group: Callable[..., Part], node: All | AnyOf, inside: tuple[int, ...]
    ) -> Part:
        parts = [self.part(child, inside) for child in node.children]
        return group(node.path, tuple(part for part in parts if part is not None))

    def _named(self, node: InSegment, inside: tuple[int, ...]) -> Part | None:
        known = self._segments.get(node.segment_id)
        if known is None or known.is_archived:
            self.refuse(
                node.path, Code.NOT_FOUND, Sentence("There is no such segment in use.")
            )
            return None
        if known.id in inside:
            names = " > ".join(self._segments[one].name for one in (*inside, known.id))
            self.refuse(
                node.path,
                Code.CYCLE,
                Sentence("The segments go round in a circle: {names}.", names=names),
            )
            return None
        child = self._child_of(known, node.path, inside)
        return Named(node.path, known.id, known.name, child) if child else None

    def _child_of(
        self, known: KnownSegment, path: str, inside: tuple[int, ...]
    ) -> Part | None:
        if known.rule is None:
            condition = Condition(
                field=LIST_FIELD, operator=Operator.IS, value=True, of={"id": known.id}
            )
            return self._question(path, condition)
        if self.count > MOST_QUESTIONS:
            return None
        outer = self._within
        self._within = outer or path
        child = self.part(parse_rule(known.rule), (*inside, known.id))
        self._within = outer
        return child

    def _question(self, path: str, condition: Condition) -> Question | None:
        self.count += 1
        before = len(self.problems)
        if condition.field not in fields:
            self.refuse(
                f"{path}.field",
                Code.UNKNOWN_FIELD,
                Sentence("There is no field {field!r}.", field=condition.field),
            )
            return None
        kind = fields[condition.field]
        of = self._scope(kind, condition, path)
        wanted = self._wanted(kind, condition, path)
        if condition.within_days is not None and not kind.takes_window:
            self.refuse(
                f"{path}.within_days",
                Code.WRONG_SCOPE,
                Sentence("{field!r} has no days to look at.", field=condition.field),
            )
        if len(self.problems) > before:
            return None
        return Question(
            path,
            condition,
            kind(of, condition.within_days),
            condition.operator,
            wanted,
        )

    def _scope(self, kind: type[Field], condition: Condition, path: str) -> Any:
        try:
            return kind.Of.model_validate(condition.of)
        except ValidationError as error:
            for one in problems_of(error, f"{path}.of"):
                self.refuse(one.path, Code.WRONG_SCOPE, one.message)
            return None

    def _wanted(self, kind: type[Field], condition: Condition, path: str) -> Any:
        allowed = operators_of(kind.kind, is_always_known=kind.default is not None)
        if condition.operator not in allowed:
            self.refuse(
                f"{path}.operator",
                Code.WRONG_OPERATOR,
                Sentence(
                    "{field!r} can be asked: {allowed}.",
                    field=condition.field,
                    allowed=", ".join(allowed),
                ),
            )
            return None
        try:
            wanted = read_value(kind.kind, condition.operator, condition.value)
        except UnfitValue as unfit:
            self.refuse(f"{path}.value", Code.WRONG_VALUE, sentence_of(unfit))
            return None
        return self._chosen(kind, wanted, path)

    def _chosen(self, kind: type[Field], wanted: Any, path: str) -> Any:
        several = wanted if isinstance(wanted, tuple) else (wanted,)
        texts = [one for one in several if isinstance(one, str)]
        unknown = [one for one in texts if kind.choices and one not in kind.choices]
        if unknown:
            self.refuse(
                f"{path}.value",
                Code.WRONG_VALUE,
                Sentence(
                    "The value must be one of {choices}.",
                    choices=", ".join(kind.choices),
                ),
            )
        if not kind.ignores_case:
            return wanted
        return (
            tuple(one.lower() for one in wanted)
            if isinstance(wanted, tuple)
            else wanted.lower()
            if isinstance(wanted, str)
            else wanted
        )
