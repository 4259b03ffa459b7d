"""Run what the compiler has written: read people's values, verdicts and members."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..messaging.queries import sending_settings
from ..messaging.recipients import zone_of
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .compiling import members, values
from .field import Moment
from .plan import Part, Question
from .policies.values import ValueKind

_SETS = (ValueKind.LIST, ValueKind.IDS)


def moment_of(now: datetime.datetime, *, using: str = WRITER) -> Moment:
    """Return the moment in the shop's own time zone; one query."""
    return Moment(now=now, zone=zone_of(sending_settings(using=using).time_zone))


def member_ids(part: Part, moment: Moment, *, using: str = WRITER) -> list[int]:
    """Return everybody for whom the rule holds, in no order. One statement."""
    statement = members(part, moment)
    return [row["id"] for row in read_rows(statement.sql, statement.parameters, using)]


def known_values(
    questions: Sequence[Question],
    moment: Moment,
    *,
    profile_ids: Collection[int],
    using: str = WRITER,
) -> dict[int, list[Any]]:
    """Return what is known of these people, a value per question; None for what is not known.

    Erased people and nobodies are absent. One statement.
    """
    statement = values(questions, moment, profile_ids=profile_ids)
    rows = read_rows(statement.sql, statement.parameters, using)
    return {row["id"]: _values(questions, row) for row in rows}


def _values(questions: Sequence[Question], row: Mapping[str, Any]) -> list[Any]:
    return [
        _as_compared(question, row[f"v{place}"])
        for place, question in enumerate(questions)
    ]


def _as_compared(question: Question, value: Any) -> Any:
    if value is None:
        return question.field.default
    if question.field.kind in _SETS:
        return frozenset(value)
    if question.field.kind is ValueKind.NUMBER:
        return value if isinstance(value, Decimal) else Decimal(str(value))
    return value
