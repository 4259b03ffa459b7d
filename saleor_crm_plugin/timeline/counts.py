"""How often things happened to people lately, and what staff wrote about them; set-based."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER

COUNTS = """
SELECT profile_id, entry_type, coalesce(payload ->> 'answer', ''), count(*)
FROM crm_timeline_entry
WHERE profile_id = ANY(%(profiles)s::bigint[]) AND occurred_at > %(since)s
  AND entry_type = ANY(%(types)s)
GROUP BY 1, 2, 3
"""
NOTES = """
SELECT note.profile_id, words.text
FROM crm_note AS note JOIN crm_note_text AS words ON words.note_id = note.id
WHERE note.profile_id = ANY(%(profiles)s::bigint[]) AND note.created_at > %(since)s
ORDER BY note.id
"""


@dataclass(frozen=True, slots=True)
class EntryCount:
    """How often one type of entry stands in a person's timeline; `answer` where it has one."""

    entry_type: str
    answer: str
    count: int


def entry_counts(
    profile_ids: Collection[int],
    entry_types: Sequence[str],
    *,
    since: datetime.datetime,
) -> dict[int, list[EntryCount]]:
    """Return the counts of these types after `since`; who has none is absent. One query."""
    asked: dict[str, Any] = {
        "profiles": int_array(profile_ids),
        "since": since,
        "types": list(entry_types),
    }
    found: dict[int, list[EntryCount]] = {}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(COUNTS, asked)
        for profile_id, *rest in cursor.fetchall():
            found.setdefault(profile_id, []).append(EntryCount(*rest))
    return found


def note_texts(
    profile_ids: Collection[int], *, since: datetime.datetime
) -> dict[int, list[str]]:
    """Return what staff noted about people after `since`, oldest first. Personal: never log it.

    One query; who has no notes is absent.
    """
    found: dict[int, list[str]] = {}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(NOTES, {"profiles": int_array(profile_ids), "since": since})
        for profile_id, text in cursor.fetchall():
            found.setdefault(profile_id, []).append(text)
    return found
