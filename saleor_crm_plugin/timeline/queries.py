"""The reads of the timeline that others may use."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from .entry_type import Entry
from .policies import Span, month_of, next_window, spans


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of an entry in the timeline: after everything newer, and before it itself."""

    occurred_at: datetime.datetime
    id: int


_MONTHS = """
SELECT month FROM crm_timeline_month
WHERE profile_id = %(profile)s AND month <= %(newest)s
ORDER BY month DESC
"""

# The times stand in the statement as constants, so that the planner opens only their partitions.
_ENTRIES = """
SELECT id, profile_id, occurred_at, entry_type, origin, payload
FROM crm_timeline_entry
WHERE profile_id = %(profile)s
  AND ({spans})
  AND (occurred_at, id) < (%(before)s, %(before_id)s)
  {types}
ORDER BY occurred_at DESC, id DESC
LIMIT %(limit)s
"""
_OF_TYPES = "AND entry_type = ANY(%(types)s)"

_END_OF_TIME = Cursor(datetime.datetime.max.replace(tzinfo=datetime.UTC), 0)


def entries_page(
    profile_id: int, *, before: Cursor | None, first: int, types: Sequence[str] = ()
) -> list[Entry]:
    """Return the `first` newest entries before the cursor (None: from the newest), newest first.

    `types` are codes of entry types, none for all. One statement finds the months that hold
    entries of the profile, then a window of them is read, widened until the page is full or the
    months are used up: the cost depends on the page, not on how many months the timeline has.
    """
    before = before or _END_OF_TIME
    months = _months_with_entries(profile_id, before)
    entries: list[Entry] = []
    seen = 0
    while seen < len(months) and len(entries) < first:
        missing = first - len(entries)
        width = next_window(
            months_seen=seen, entries_seen=len(entries), entries_missing=missing
        )
        window = spans(months[seen : seen + width])
        entries += _entries(profile_id, window, before, types=types, limit=missing)
        seen += width
    return entries


def _months_with_entries(profile_id: int, before: Cursor) -> list[datetime.date]:
    newest = month_of(before.occurred_at)
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, {"profile": profile_id, "newest": newest})
        return [month for (month,) in cursor.fetchall()]


def _entries(
    profile_id: int,
    window: Sequence[Span],
    before: Cursor,
    *,
    types: Sequence[str],
    limit: int,
) -> list[Entry]:
    statement, values = entries_statement(window, of_types=bool(types))
    values |= {
        "profile": profile_id,
        "before": before.occurred_at,
        "before_id": before.id,
        "types": list(types),
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [
            Entry(*row, payload=json.loads(payload))
            for *row, payload in cursor.fetchall()
        ]


def entries_statement(
    window: Sequence[Span], *, of_types: bool = False
) -> tuple[str, dict[str, object]]:
    """Return the statement that reads one window of months, and the times in it."""
    conditions, values = [], {}
    for number, (start, end) in enumerate(window):
        conditions.append(
            f"occurred_at >= %(start_{number})s AND occurred_at < %(end_{number})s"
        )
        values |= {f"start_{number}": start, f"end_{number}": end}
    statement = _ENTRIES.format(
        spans=" OR ".join(conditions), types=_OF_TYPES if of_types else ""
    )
    return statement, values
