"""Sources of messages that stand still: read by the gate, so that nothing of them leaves."""

from collections.abc import Collection

from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows

# Whoever ends a pause waits for a gate that has read it, and then wakes what this gate deferred.
# A pause that is just ending is none any more.
HELD = """
SELECT source_kind, source_id FROM crm_source_hold
WHERE (source_kind, source_id) IN (
    SELECT * FROM unnest(%(kinds)s::text[], %(ids)s::text[])
)
ORDER BY source_kind, source_id
FOR KEY SHARE SKIP LOCKED
"""
ON_HOLD = """
SELECT source_id FROM crm_source_hold WHERE source_kind = %(kind)s ORDER BY source_id
"""


def held_sources(sources: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of these sources (kind and id) that are paused; one statement.

    Must be called in a transaction: until its end nobody can end these pauses.
    """
    if not sources:
        return set()
    kinds, ids = zip(*sorted(sources), strict=True)
    rows = read_rows(HELD, {"kinds": list(kinds), "ids": list(ids)}, WRITER)
    return {(row["source_kind"], row["source_id"]) for row in rows}


def sources_on_hold(source_kind: str) -> list[str]:
    """Return the ids of all sources of this kind that are paused; one statement."""
    rows = read_rows(ON_HOLD, {"kind": source_kind}, WRITER)
    return [row["source_id"] for row in rows]
