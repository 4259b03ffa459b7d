"""How many people an audience has at this moment."""

from typing import Any

from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .definition import Audience

# Somebody in two of the segments counts once. Whoever is erased or closed has left all of them.
COUNT = """
SELECT count(*) AS people FROM (
    SELECT DISTINCT profile_id FROM crm_segment_member
    WHERE segment_id = ANY(%(included)s::bigint[]) AND left_at IS NULL
) AS member
WHERE NOT EXISTS (
    SELECT FROM crm_segment_member AS excluded
    WHERE excluded.profile_id = member.profile_id AND excluded.left_at IS NULL
      AND excluded.segment_id = ANY(%(excluded)s::bigint[])
)
"""


def audience_size(audience: Audience, *, using: str = WRITER) -> int:
    """Return how many people are in the audience now, before the gate. One statement."""
    asked: dict[str, Any] = {
        "included": int_array(audience.included),
        "excluded": int_array(audience.excluded),
    }
    [row] = read_rows(COUNT, asked, using)
    return int(row["people"])
