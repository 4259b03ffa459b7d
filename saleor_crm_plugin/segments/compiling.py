"""One parameterized statement out of a rule, over everybody or over some people.

Values are parameters; every identifier comes from a field's file. A condition may come out as null
where nothing is known, which counts as false: AND and OR keep that, and NOT is written IS NOT TRUE.
"""

import datetime
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from .field import PEOPLE, Moment, Reads, Relation
from .plan import Every, Named, OneOf, Opposite, Part, Question, questions_of
from .policies.deciding import anniversaries, holds, next_turns
from .policies.values import Operator, ValueKind

DAY = datetime.timedelta(days=1)
_PARAMETER = re.compile(r"%\((\w+)\)s")
# Neither erased, nor found out to be somebody else.
A_PERSON = "person.erased_at IS NULL AND person.merged_into_id IS NULL"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its parameters, as a cursor takes them."""

    sql: str
    parameters: Mapping[str, Any]


class _Joins:
    """The relations of one statement, each joined once, and their parameters."""

    def __init__(self, prefix: str, parameters: dict[str, Any]) -> None:
        self._prefix, self._parameters = prefix, parameters
        self._rows: dict[tuple[str, str], str] = {}
        self._joined: list[Callable[[str], str]] = []

    def bind(self, sql: str, values: Mapping[str, Any]) -> str:
        """Return the SQL with names of its own for its parameters, and keep their values."""
        number = len(self._parameters)
        names = {name: f"v{number}_{name}" for name in values}
        for name, value in values.items():
            self._parameters[names[name]] = value
        return _PARAMETER.sub(lambda found: f"%({names.get(found[1], found[1])})s", sql)

    def row(self, relation: Relation) -> str:
        """Return the name of the person's row in the relation."""
        if relation is PEOPLE:
            return "person"
        key = relation.sql, repr(sorted(relation.parameters.items()))
        if key not in self._rows:
            alias = f"{self._prefix}{len(self._rows)}"
            self._rows[key] = alias
            bound = self.bind(relation.sql, relation.parameters)
            self._joined.append(_join(bound, alias, relation.person))
        return self._rows[key]

    def written(self, people: str) -> str:
        """Return all joins; queries that gather are limited to `people`, a query of ids."""
        return "".join(join(people) for join in self._joined)


def _join(sql: str, alias: str, person: str) -> Callable[[str], str]:
    def write(people: str) -> str:
        limit = f"AND {person} IN ({people})" if people else ""
        relation = sql.replace("{people}", limit)
        return (
            f"\nLEFT JOIN {relation} AS {alias} ON {alias}.{_bare(person)} = person.id"
        )

    return write


def _bare(person: str) -> str:
    return person.rpartition(".")[2]


def members(part: Part, moment: Moment) -> Statement:
    """Return the statement whose rows are the ids of everybody for whom the rule holds.

    What stands in one row per person is asked first; only for those who are left, what must be
    gathered out of many rows.
    """
    parameters: dict[str, Any] = {}
    first, dear = _in_stages(part)
    if not first or not dear:
        joins = _Joins("r", parameters)
        truth = _truth(part, joins, moment)
        return Statement(_select("person.id", joins.written(""), truth), parameters)
    cheap_joins, joins = _Joins("c", parameters), _Joins("r", parameters)
    cheap = _together([_truth(one, cheap_joins, moment) for one in first], "AND")
    truth = _together([_truth(one, joins, moment) for one in dear], "AND")
    people = _select("person.id", cheap_joins.written(""), cheap)
    rest = joins.written("SELECT id FROM people")
    return Statement(
        f"WITH people AS MATERIALIZED ({people})\n"  # noqa: S608 identifiers of the registry
        f"SELECT person.id FROM people JOIN crm_profile AS person USING (id){rest}\n"
        f"WHERE {truth}",
        parameters,
    )


def verdicts(
    part: Part, moment: Moment, *, profile_ids: Collection[int] | None
) -> Statement:
    """Return the statement that says of these people whether the rule holds, and for how long.

    Rows: id, is_member, next_at: when it may be otherwise though nothing happens (null: never).
    None for everybody. Erased people have no row.
    """
    parameters: dict[str, Any] = {}
    joins = _Joins("r", parameters)
    truth = _truth(part, joins, moment)
    turns = [
        turn
        for question in questions_of(part)
        if (turn := _next_turn(question, joins, moment))
    ]
    next_at = f"least({', '.join(turns)})" if turns else "NULL::timestamptz"
    columns = f"person.id, ({truth}) IS TRUE AS is_member, {next_at} AS next_at"
    return Statement(
        _among(columns, joins, profile_ids, parameters, moment), parameters
    )


def values(
    questions: Sequence[Question], moment: Moment, *, profile_ids: Collection[int]
) -> Statement:
    """Return the statement that reads what is known, a column `v0`, `v1` per question, and `id`."""
    parameters: dict[str, Any] = {}
    joins = _Joins("r", parameters)
    columns = ["person.id"]
    for place, question in enumerate(questions):
        reads = question.field.reads(moment)
        columns.append(f"{_value(reads, joins)} AS v{place}")
    return Statement(
        _among(", ".join(columns), joins, profile_ids, parameters, moment), parameters
    )


def _among(
    columns: str,
    joins: _Joins,
    profile_ids: Collection[int] | None,
    parameters: dict[str, Any],
    moment: Moment,
) -> str:
    if profile_ids is None:
        return _select(columns, joins.written(""), "true")
    parameters["profile_ids"] = sorted(profile_ids)
    some = "SELECT unnest(%(profile_ids)s::bigint[])"
    return _select(columns, joins.written(some), f"person.id IN ({some})")


def _select(columns: str, joins: str, condition: str) -> str:
    return (
        f"SELECT {columns}\nFROM crm_profile AS person{joins}\n"  # noqa: S608 as above
        f"WHERE {A_PERSON} AND {condition}"
    )


def _in_stages(part: Part) -> tuple[list[Part], list[Part]]:
    """Split what must all be so into what is cheap to ask and what is dear."""
    if isinstance(part, Named):
        return _in_stages(part.child)
    parts = list(part.children) if isinstance(part, Every) else [part]
    dear = [one for one in parts if _is_dear(one)]
    return [one for one in parts if one not in dear], dear


def _is_dear(part: Part) -> bool:
    anytime = Moment(now=datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC), zone=_UTC)
    return any(
        question.field.reads(anytime).relation.is_dear
        for question in questions_of(part)
    )


def _together(parts: Sequence[str], word: str) -> str:
    return "(" + f" {word} ".join(parts) + ")"


def _truth(part: Part, joins: _Joins, moment: Moment) -> str:
    match part:
        case Question():
            return _question(part, joins, moment)
        case Named(child=child):
            return _truth(child, joins, moment)
        case Opposite(child=child):
            return f"(({_truth(child, joins, moment)}) IS NOT TRUE)"
        case Every(children=children):
            return _together([_truth(one, joins, moment) for one in children], "AND")
        case OneOf(children=children):
            return _together([_truth(one, joins, moment) for one in children], "OR")


def _value(reads: Reads, joins: _Joins) -> str:
    return reads.value.replace("{row}", joins.row(reads.relation))


def _question(question: Question, joins: _Joins, moment: Moment) -> str:
    field, operator = question.field, question.operator
    value = _value(field.reads(moment), joins)
    if field.default is not None and holds(
        field.kind,
        operator,
        field.default,
        question.wanted,
        now=moment.now,
        today=moment.today,
    ):
        # Who has no row is meant, too. Else the plain comparison lets the planner leave them out.
        default = sorted(field.default) if _is_set(field.kind) else field.default
        value = joins.bind(
            f"coalesce({value}, %(default)s{_ARRAYS.get(field.kind, '')})",
            {"default": default},
        )
    return _comparison(question, value, joins, moment)


_ARRAYS: Mapping[ValueKind, str] = {
    ValueKind.LIST: "::text[]",
    ValueKind.IDS: "::int[]",
}
_COMPARISONS: Mapping[Operator, str] = {
    Operator.IS: "{value} = %(wanted)s",
    Operator.IS_NOT: "{value} <> %(wanted)s",
    Operator.ONE_OF: "{value} = ANY(%(wanted)s)",
    Operator.NONE_OF: "{value} <> ALL(%(wanted)s)",
    Operator.STARTS_WITH: "starts_with({value}, %(wanted)s)",
    Operator.AT_LEAST: "{value} >= %(wanted)s",
    Operator.AT_MOST: "{value} <= %(wanted)s",
    Operator.MORE_THAN: "{value} > %(wanted)s",
    Operator.LESS_THAN: "{value} < %(wanted)s",
    Operator.HAS_ANY: "{value} && %(wanted)s{array}",
    Operator.HAS_ALL: "{value} @> %(wanted)s{array}",
    Operator.HAS_NONE: "NOT ({value} && %(wanted)s{array})",
    Operator.BEFORE: "{value} < %(wanted)s",
    Operator.SINCE: "{value} >= %(wanted)s",
    Operator.KNOWN: "{value} IS NOT NULL",
    Operator.UNKNOWN: "{value} IS NULL",
}
# Of moments; `away` is now, so many days ago or ahead.
_AROUND_NOW: Mapping[Operator, tuple[str, int]] = {
    Operator.IN_LAST_DAYS: ("{value} > %(away)s AND {value} <= %(now)s", -1),
    Operator.LONGER_AGO_THAN_DAYS: ("{value} <= %(away)s", -1),
    Operator.IN_NEXT_DAYS: ("{value} > %(now)s AND {value} <= %(away)s", 1),
}


def _is_set(kind: ValueKind) -> bool:
    return kind in _ARRAYS


def _comparison(question: Question, value: str, joins: _Joins, moment: Moment) -> str:
    kind, operator, wanted = question.field.kind, question.operator, question.wanted
    parameters: dict[str, Any]
    if kind is ValueKind.ANNIVERSARY and operator in _AROUND_NOW:
        days = anniversaries(operator, wanted, today=moment.today)
        template, parameters = (
            "{value} = ANY(%(days)s::int[])",
            {"days": sorted(days)},
        )
    elif operator in _AROUND_NOW:
        template, direction = _AROUND_NOW[operator]
        away = moment.now + direction * wanted * DAY
        parameters = {"away": away, "now": moment.now}
    elif operator is Operator.BETWEEN:
        template = "{value} BETWEEN %(least)s AND %(most)s"
        parameters = dict(zip(("least", "most"), wanted, strict=True))
    else:
        template = _COMPARISONS[operator]
        parameters = {} if wanted is None else {"wanted": _plain(wanted)}
    sql = template.replace("{value}", value).replace("{array}", _ARRAYS.get(kind, ""))
    return f"({joins.bind(sql, parameters)})"


def _plain(wanted: Any) -> Any:
    return list(wanted) if isinstance(wanted, tuple) else wanted


# When the answer turns though nothing happens; `length` are the days of the condition.
_TURNS: Mapping[Operator, str] = {
    Operator.IN_LAST_DAYS: (
        "CASE WHEN {value} > %(now)s THEN {value}"
        " WHEN {value} > %(now)s - %(length)s THEN {value} + %(length)s END"
    ),
    Operator.LONGER_AGO_THAN_DAYS: (
        "CASE WHEN {value} > %(now)s - %(length)s THEN {value} + %(length)s END"
    ),
    Operator.IN_NEXT_DAYS: (
        "CASE WHEN {value} > %(now)s + %(length)s THEN {value} - %(length)s"
        " WHEN {value} > %(now)s THEN {value} END"
    ),
}


def _next_turn(question: Question, joins: _Joins, moment: Moment) -> str | None:
    field, operator = question.field, question.operator
    reads = field.reads(moment)
    if reads.until is not None:
        return reads.until.replace("{row}", joins.row(reads.relation))
    if operator not in _TURNS:
        return None
    value = _value(reads, joins)
    if field.kind is ValueKind.ANNIVERSARY:
        return _next_anniversary(question, value, joins, moment)
    sql = _TURNS[operator].replace("{value}", value)
    # An interval of its own type: what is compared with it may be an expression.
    return joins.bind(sql, {"now": moment.now, "length": question.wanted * DAY})


def _next_anniversary(
    question: Question, value: str, joins: _Joins, moment: Moment
) -> str:
    turns = next_turns(question.operator, question.wanted, today=moment.today)
    midnights = [
        datetime.datetime.combine(date, datetime.time(), tzinfo=moment.zone)
        for date in turns.values()
    ]
    sql = f"(%(turns)s::timestamptz[])[array_position(%(days)s::int[], {value})]"
    return joins.bind(sql, {"turns": midnights, "days": list(turns)})


_UTC = ZoneInfo("UTC")
