"""All entries of some types in the order in which they happened, page by page."""

import datetime
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows

PAGE = 2000
# Along the unique index of each month's partition: a page costs the same however far one has come.
ENTRIES = """
SELECT occurred_at, fact_key, profile_id, entry_type, payload::text AS payload
FROM crm_timeline_entry
WHERE (occurred_at, fact_key) > (%(at)s, %(key)s) AND occurred_at < %(until)s
  AND entry_type = ANY(%(types)s)
ORDER BY occurred_at, fact_key LIMIT %(limit)s
"""
OF_PROFILE = """
SELECT occurred_at, fact_key, profile_id, entry_type, payload::text AS payload
FROM crm_timeline_entry
WHERE profile_id = %(profile)s AND (occurred_at, fact_key) > (%(at)s, %(key)s)
  AND occurred_at < %(until)s AND entry_type = ANY(%(types)s)
ORDER BY occurred_at, fact_key LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class PastEntry:
    """One entry with the key of its fact; `payload` holds the fact's own fields."""

    occurred_at: datetime.datetime
    fact_key: str
    profile_id: int
    entry_type: str
    payload: dict[str, Any]


def replay(
    since: datetime.datetime,
    until: datetime.datetime,
    types: Collection[str],
    *,
    profile_id: int | None = None,
    using: str = WRITER,
) -> Iterator[list[PastEntry]]:
    """Yield pages of entries from `since` to before `until`, the oldest first; of all or of one."""
    at, key = since, ""
    asked: dict[str, Any] = {"until": until, "types": list(types), "limit": PAGE}
    statement = ENTRIES if profile_id is None else OF_PROFILE
    while True:
        rows = read_rows(
            statement, {**asked, "profile": profile_id, "at": at, "key": key}, using
        )
        if rows:
            yield [
                PastEntry(**{**row, "payload": json.loads(row["payload"])})
                for row in rows
            ]
            at, key = rows[-1]["occurred_at"], rows[-1]["fact_key"]
        if len(rows) < PAGE:
            return
