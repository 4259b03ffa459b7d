"""Write facts into the timeline, a batch per statement."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from ...core.facts import Fact, fact_to_json
from ..entry_type import entry_types
from ..partitions import ensure_partitions

# Fields of every fact that have columns of their own.
COLUMNS = frozenset({"key", "occurred_at", "origin", "profile_id"})

# Entries keep the order of the facts where they happened at one moment: ids are given in it. What
# retention has forgotten already does not come back with a backfill. Locks: unique keys in the
# order of the facts; two batches of one profile never run at once (lanes).
_RECORD = """
WITH given AS (
    SELECT * FROM ROWS FROM (
        unnest(
            %(profiles)s::bigint[], %(moments)s::timestamptz[], %(types)s::text[],
            %(keys)s::text[], %(origins)s::text[]
        ),
        jsonb_array_elements(%(payloads)s::jsonb)
    ) WITH ORDINALITY
        AS given (profile_id, occurred_at, entry_type, fact_key, origin, payload, position)
    WHERE NOT EXISTS (
        SELECT FROM crm_timeline_retention retention
        WHERE retention.entry_type = given.entry_type
          AND given.occurred_at < retention.forgotten_before::timestamp AT TIME ZONE 'UTC'
    )
), added AS (
    INSERT INTO crm_timeline_entry
        (profile_id, occurred_at, entry_type, fact_key, origin, payload)
    SELECT profile_id, occurred_at, entry_type, fact_key, origin, payload
    FROM given ORDER BY position
    ON CONFLICT (occurred_at, fact_key) DO NOTHING
    RETURNING profile_id, occurred_at
)
INSERT INTO crm_timeline_month (profile_id, month)
SELECT DISTINCT profile_id, date_trunc('month', occurred_at AT TIME ZONE 'UTC')::date
FROM added ORDER BY 1, 2
ON CONFLICT DO NOTHING
"""


def record(facts: Sequence[Fact]) -> None:
    """Add an entry per fact to the timeline of the fact's profile; facts about nobody are left out.

    Idempotent: a fact that is there already, by its moment and key, is passed over. Two statements
    for any number of facts. Raises KeyError for a fact without an entry type.
    """
    about_somebody = [fact for fact in facts if fact.profile_id is not None]
    if not about_somebody:
        return
    columns = _columns(about_somebody)
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        ensure_partitions(columns["moments"])
        cursor.execute(_RECORD, columns)


def _columns(facts: Sequence[Fact]) -> dict[str, Any]:
    return {
        "profiles": [fact.profile_id for fact in facts],
        "moments": [fact.occurred_at for fact in facts],
        "types": [entry_types[fact.code].code for fact in facts],
        "keys": [fact.key for fact in facts],
        "origins": [str(fact.origin) for fact in facts],
        # One document: an array of documents would have every quote in it escaped once more.
        "payloads": json.dumps([_payload(fact) for fact in facts]),
    }


def _payload(fact: Fact) -> dict[str, Any]:
    return {
        name: value for name, value in fact_to_json(fact).items() if name not in COLUMNS
    }
