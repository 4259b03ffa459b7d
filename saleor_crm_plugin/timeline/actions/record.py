"""Write facts into the timeline, a batch per statement."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from pydantic_core import to_json

from ...core.facts import Fact, own_values
from ..entry_type import entry_types
from ..partitions import ensure_partitions

# Entries keep the order of the facts where they happened at one moment: ids are given in it. What
# retention has forgotten already does not come back with a backfill. Locks: unique keys in the
# order of the facts; two batches of one profile never run at once (lanes).
_RECORD = """
WITH given AS (
    SELECT * FROM ROWS FROM (
        json_to_recordset(%s) AS (
            profile_id bigint, occurred_at timestamptz, entry_type text, fact_key text,
            origin text, payload jsonb
        )
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
    # One document: the driver would quote every element of an array.
    entries = to_json([_entry(fact) for fact in about_somebody]).decode()
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        ensure_partitions([fact.occurred_at for fact in about_somebody])
        cursor.execute(_RECORD, (entries,))


def _entry(fact: Fact) -> dict[str, Any]:
    return {
        "profile_id": fact.profile_id,
        "occurred_at": fact.occurred_at,
        "entry_type": entry_types[fact.code].code,
        "fact_key": fact.key,
        "origin": fact.origin,
        "payload": own_values(fact),
    }
