"""Whether anything has happened to people since, besides what a caller did itself."""

from collections.abc import Collection

from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows

# Also what was published and is not recorded yet. The months lead to the partitions.
HAPPENED = """
SELECT DISTINCT month.profile_id
FROM crm_timeline_month AS month
JOIN crm_timeline_entry AS entry
  ON entry.profile_id = month.profile_id
 AND entry.occurred_at >= month.month::timestamp AT TIME ZONE 'UTC'
 AND entry.occurred_at < (month.month + interval '1 month') AT TIME ZONE 'UTC'
WHERE month.profile_id = ANY(%(ids)s::bigint[]) AND split_part(entry.entry_type, '.', 1) <> ALL(%(besides)s)
UNION
SELECT fact.profile_id
FROM crm_delivery AS delivery
JOIN crm_fact AS fact ON fact.id = delivery.fact_id AND fact.week = delivery.fact_week
WHERE delivery.lane = ANY(%(ids)s::bigint[]) AND split_part(fact.code, '.', 1) <> ALL(%(besides)s)
"""


def who_has_lived(
    profile_ids: Collection[int], *, besides: Collection[str]
) -> set[int]:
    """Return those to whom something happened of another area than those of `besides`. One query."""
    if not profile_ids:
        return set()
    asked = {"ids": int_array(profile_ids), "besides": list(besides)}
    return {row["profile_id"] for row in read_rows(HAPPENED, asked, WRITER)}
