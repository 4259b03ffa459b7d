"""One condition as SQL: how a value is compared, and when the answer turns though nothing happens."""

import datetime
from collections.abc import Mapping
from typing import Any

from .field import Holders, Moment, Reads
from .joining import Joins
from .plan import Question
from .policies.deciding import anniversaries, holds, next_turns
from .policies.values import Operator, ValueKind

DAY = datetime.timedelta(days=1)
# More than these are counted: every one of them alone would be a join of its own.
MOST_HELD_ONE_BY_ONE = 8


def value_of(reads: Reads, joins: Joins) -> str:
    """Return the SQL of what is known; null for what is not."""
    value = reads.value.replace("{row}", joins.row(reads.relation))
    return f"nullif({value}, '')" if reads.is_blank_unknown else value


def condition(question: Question, joins: Joins, moment: Moment) -> str:
    """Return the SQL of one condition; null counts as false."""
    reads = question.field.reads(moment)
    if reads.holders is not None and question.operator in _HOLDING:
        return _held(question, reads.holders, joins)
    if reads.is_blank_unknown and question.operator in _NEVER_BLANK:
        # An index can serve the bare column, and what is wanted is no blank.
        value = reads.value.replace("{row}", joins.row(reads.relation))
    else:
        value = value_of(reads, joins)
    field = question.field
    if field.default is not None and is_met_by_default(question, moment):
        # Who has no row is meant, too. Else the plain comparison lets the planner leave them out.
        default = sorted(field.default) if _is_set(field.kind) else field.default
        value = joins.bind(
            f"coalesce({value}, %(default)s{_ARRAYS.get(field.kind, '')})",
            {"default": default},
        )
    return _comparison(question, value, joins, moment)


def is_met_by_default(question: Question, moment: Moment) -> bool:
    """Whether the condition holds for people of whom the relation has no row."""
    field, operator = question.field, question.operator
    if field.default is None:
        return operator is Operator.UNKNOWN
    return holds(
        field.kind,
        operator,
        field.default,
        question.wanted,
        now=moment.now,
        today=moment.today,
    )


def asks_holders(question: Question, reads: Reads) -> bool:
    """Whether the rows that hold the wanted are looked for, and nothing is gathered."""
    return reads.holders is not None and question.operator in _HOLDING


def _held(question: Question, holders: Holders, joins: Joins) -> str:
    """Return whether the person holds any, all or none of the wanted, by rows and not by a list."""
    wanted, operator = list(dict.fromkeys(question.wanted)), question.operator
    if operator is Operator.HAS_ALL and len(wanted) <= MOST_HELD_ONE_BY_ONE:
        each = [_rows_exist(question, holders, joins, [one]) for one in wanted]
        return f"({' AND '.join(each)})"
    exists = _rows_exist(question, holders, joins, wanted)
    if operator is Operator.HAS_NONE:
        return f"(NOT {exists})"
    if operator is Operator.HAS_ANY:
        return f"({exists})"
    rows = _rows_of(question, holders, joins, wanted)
    return f"({exists} AND (SELECT count(DISTINCT {holders.element}) {rows}) = {len(wanted)})"  # noqa: S608 identifiers of a field's file


def _rows_exist(
    question: Question, holders: Holders, joins: Joins, wanted: list[Any]
) -> str:
    return f"EXISTS (SELECT {_rows_of(question, holders, joins, wanted)})"


def _rows_of(
    question: Question, holders: Holders, joins: Joins, wanted: list[Any]
) -> str:
    array = _ARRAYS[question.field.kind]
    fits = joins.bind(
        f"{holders.rows} AND {holders.element} = ANY(%(wanted)s{array})",
        {**holders.parameters, "wanted": wanted},
    )
    return f"FROM {fits} AND {holders.person} = {joins.person_id}"


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
_HOLDING = (Operator.HAS_ANY, Operator.HAS_ALL, Operator.HAS_NONE)
# What these want is never a blank text.
_NEVER_BLANK = (Operator.IS, Operator.ONE_OF, Operator.STARTS_WITH)
# Of moments; `away` is now, so many days ago or ahead.
_AROUND_NOW: Mapping[Operator, tuple[str, int]] = {
    Operator.IN_LAST_DAYS: ("{value} > %(away)s AND {value} <= %(now)s", -1),
    Operator.LONGER_AGO_THAN_DAYS: ("{value} <= %(away)s", -1),
    Operator.IN_NEXT_DAYS: ("{value} > %(now)s AND {value} <= %(away)s", 1),
}


def _is_set(kind: ValueKind) -> bool:
    return kind in _ARRAYS


def _comparison(question: Question, value: str, joins: Joins, moment: Moment) -> str:
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


def next_turn(question: Question, joins: Joins, moment: Moment) -> str | None:
    """Return the SQL of when the answer may turn by itself; None for never."""
    field, operator = question.field, question.operator
    reads = field.reads(moment)
    if reads.until is not None:
        return reads.until.replace("{row}", joins.row(reads.relation))
    if operator not in _TURNS:
        return None
    value = value_of(reads, joins)
    if field.kind is ValueKind.ANNIVERSARY:
        return _next_anniversary(question, value, joins, moment)
    sql = _TURNS[operator].replace("{value}", value)
    # An interval of its own type: what is compared with it may be an expression.
    return joins.bind(sql, {"now": moment.now, "length": question.wanted * DAY})


def _next_anniversary(
    question: Question, value: str, joins: Joins, moment: Moment
) -> str:
    turns = next_turns(question.operator, question.wanted, today=moment.today)
    midnights = [
        datetime.datetime.combine(date, datetime.time(), tzinfo=moment.zone)
        for date in turns.values()
    ]
    sql = f"(%(turns)s::timestamptz[])[array_position(%(days)s::int[], {value})]"
    return joins.bind(sql, {"turns": midnights, "days": list(turns)})
