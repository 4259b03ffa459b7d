"""One parameterized statement out of a rule, over everybody or over some people.

Values are parameters; every identifier comes from a field's file. A condition may come out as null
where nothing is known, which counts as false: AND and OR keep that, and NOT is written IS NOT TRUE.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .conditions import (
    asks_holders,
    condition,
    is_met_by_default,
    next_turn,
    value_of,
)
from .field import PEOPLE, Moment, Relation
from .joining import Joins
from .plan import Every, Named, OneOf, Opposite, Part, Question, questions_of
from .policies.values import Operator

# Neither erased, nor found out to be somebody else.
A_PERSON = "person.erased_at IS NULL AND person.merged_into_id IS NULL"
# The same of an id out of another table. Those who are gone are few, and an index holds them:
# nobody else's row is read.
STILL_THERE = """NOT EXISTS (
    SELECT FROM crm_profile AS gone
    WHERE gone.id = {id} AND (gone.erased_at IS NOT NULL OR gone.merged_into_id IS NOT NULL)
)"""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its parameters, as a cursor takes them."""

    sql: str
    parameters: Mapping[str, Any]


def members(part: Part, moment: Moment) -> Statement:
    """Return the statement whose rows are the ids of everybody for whom the rule holds, each once.

    It begins with a table that has a row of everybody who can be meant. What stands in one row per
    person is asked first; only for those who are left, what must be gathered out of many rows.
    """
    parameters: dict[str, Any] = {}
    return Statement(_ids(part, moment, parameters), parameters)


def verdicts(
    part: Part, moment: Moment, *, profile_ids: Collection[int] | None
) -> Statement:
    """Return the statement that says of these people whether the rule holds, and for how long.

    Rows: id, is_member, next_at: when it may be otherwise though nothing happens (null: never).
    None for everybody. Erased people have no row.
    """
    parameters: dict[str, Any] = {}
    joins = Joins("r", parameters)
    turns = [
        turn
        for question in questions_of(part)
        if (turn := next_turn(question, joins, moment))
    ]
    truth = _truth(part, joins, moment)
    next_at = f"least({', '.join(turns)})" if turns else "NULL::timestamptz"
    columns = f"person.id, ({truth}) IS TRUE AS is_member, {next_at} AS next_at"
    return Statement(_among(columns, joins, profile_ids, parameters), parameters)


def outlook(part: Part, moment: Moment) -> Statement:
    """Return the statement with the verdicts of all who are members or may turn as time passes.

    Where nothing turns by time it is no dearer than `members`.
    """
    anybody = Joins("r", {})
    if any(next_turn(question, anybody, moment) for question in questions_of(part)):
        everybody = verdicts(part, moment, profile_ids=None)
        sql = f"SELECT * FROM ({everybody.sql}) AS everybody WHERE is_member OR next_at IS NOT NULL"  # noqa: S608 as below
        return Statement(sql, everybody.parameters)
    those = members(part, moment)
    columns = "id, true AS is_member, NULL::timestamptz AS next_at"
    return Statement(f"SELECT {columns} FROM ({those.sql}) AS meant", those.parameters)  # noqa: S608 as below


def values(
    questions: Sequence[Question], moment: Moment, *, profile_ids: Collection[int]
) -> Statement:
    """Return the statement that reads what is known, a column `v0`, `v1` per question, and `id`."""
    parameters: dict[str, Any] = {}
    joins = Joins("r", parameters)
    columns = ["person.id"]
    for place, question in enumerate(questions):
        reads = question.field.reads(moment)
        columns.append(f"{value_of(reads, joins)} AS v{place}")
    return Statement(
        _among(", ".join(columns), joins, profile_ids, parameters), parameters
    )


def _among(
    columns: str,
    joins: Joins,
    profile_ids: Collection[int] | None,
    parameters: dict[str, Any],
) -> str:
    if profile_ids is None:
        return _select(columns, joins.written(""), A_PERSON)
    parameters["profile_ids"] = sorted(profile_ids)
    some = "SELECT unnest(%(profile_ids)s::bigint[])"
    return _select(
        columns, joins.written(some), f"{A_PERSON} AND person.id IN ({some})"
    )


def _select(columns: str, source: str, *conditions: str) -> str:
    return f"SELECT {columns}\n{source}\nWHERE {' AND '.join(conditions)}"  # noqa: S608 identifiers of the registry


def _ids(part: Part, moment: Moment, parameters: dict[str, Any]) -> str:
    """Return the query of the ids of everybody for whom it holds."""
    match part:
        case Named(child=child):
            return _ids(child, moment, parameters)
        case OneOf(children=children) if _is_for_each_alone(part, moment):
            arms = [_ids(one, moment, parameters) for one in children]
            return "\nUNION\n".join(f"({arm})" for arm in arms)
    parts = _all_of(part)
    dear = [one for one in parts if _is_dear(one, moment)]
    first = [one for one in parts if one not in dear]
    if not dear or not any(_is_narrow(one, moment) for one in first):
        return _one_stage(parts, moment, parameters)
    people = _one_stage(first, moment, parameters)
    joins = Joins("r", parameters, first=None, needed=_needed_by_all(dear, moment))
    truths = [_truth(one, joins, moment) for one in dear]
    rest = joins.written("SELECT id FROM people")
    return f"WITH people AS MATERIALIZED ({people})\n" + _select(
        "people.id", rest, *truths
    )


def _one_stage(
    parts: Sequence[Part], moment: Moment, parameters: dict[str, Any]
) -> str:
    needed = _needed_by_all(parts, moment)
    first = min(needed, key=_begins_better, default=PEOPLE)
    joins = Joins("c", parameters, first=first, needed=needed)
    truths = [
        _not_among(one.child, joins, moment, parameters)
        if isinstance(one, Opposite) and _is_narrow(one.child, moment)
        else _truth(one, joins, moment)
        for one in parts
    ]
    there = A_PERSON if first is PEOPLE else STILL_THERE.format(id=joins.person_id)
    return _select(f"{joins.person_id} AS id", joins.written(""), *truths, there)


def _begins_better(relation: Relation) -> tuple[bool, bool, str]:
    """Order relations to begin with; the planner sees to all but the people's own table."""
    return relation is not PEOPLE, relation.is_dear, relation.sql


def _not_among(
    part: Part, joins: Joins, moment: Moment, parameters: dict[str, Any]
) -> str:
    """Return that the person is none of those, who are found by themselves."""
    ids = _ids(part, moment, parameters)
    return (
        f"NOT EXISTS (SELECT FROM ({ids}) AS meant WHERE meant.id = {joins.person_id})"  # noqa: S608 as above
    )


def _all_of(part: Part) -> list[Part]:
    """Return what must all be so, groups in groups opened."""
    match part:
        case Named(child=child):
            return _all_of(child)
        case Every(children=children):
            return [one for child in children for one in _all_of(child)]
        case _:
            return [part]


def _is_dear(part: Part, moment: Moment) -> bool:
    for question in questions_of(part):
        reads = question.field.reads(moment)
        if reads.relation.is_dear and not asks_holders(question, reads):
            return True
    return False


def _is_for_each_alone(part: OneOf, moment: Moment) -> bool:
    """Whether each alternative begins better by itself: none can lead to all who are meant."""
    return not _needed(part, moment) and all(
        _is_narrow(one, moment) for one in part.children
    )


def _is_narrow(part: Part, moment: Moment) -> bool:
    """Whether a table leads to those who can be meant, so that not everybody is looked at."""
    match part:
        case Question():
            reads = part.field.reads(moment)
            if asks_holders(part, reads):
                return part.operator is not Operator.HAS_NONE
            return bool(_needed(part, moment))
        case Named(child=child):
            return _is_narrow(child, moment)
        case Every(children=children):
            return any(_is_narrow(one, moment) for one in children)
        case OneOf(children=children):
            return all(_is_narrow(one, moment) for one in children)
        case Opposite():
            return False


def _needed(part: Part, moment: Moment) -> frozenset[Relation]:
    """Return the relations in which everybody for whom it holds has a row."""
    match part:
        case Question():
            reads = part.field.reads(moment)
            if asks_holders(part, reads) or is_met_by_default(part, moment):
                return frozenset()
            return frozenset([reads.relation])
        case Named(child=child):
            return _needed(child, moment)
        case Every(children=children):
            return _needed_by_all(children, moment)
        case OneOf(children=children):
            return frozenset.intersection(*(_needed(one, moment) for one in children))
        case Opposite():
            return frozenset()


def _needed_by_all(parts: Sequence[Part], moment: Moment) -> frozenset[Relation]:
    return frozenset[Relation]().union(*(_needed(one, moment) for one in parts))


def _truth(part: Part, joins: Joins, moment: Moment) -> str:
    match part:
        case Question():
            return condition(part, joins, moment)
        case Named(child=child):
            return _truth(child, joins, moment)
        case Opposite(child=child):
            return f"(({_truth(child, joins, moment)}) IS NOT TRUE)"
        case Every(children=children):
            return _together([_truth(one, joins, moment) for one in children], "AND")
        case OneOf(children=children):
            return _together([_truth(one, joins, moment) for one in children], "OR")


def _together(parts: Sequence[str], word: str) -> str:
    return "(" + f" {word} ".join(parts) + ")"
