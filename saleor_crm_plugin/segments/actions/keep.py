"""Keep segments from being archived while something that names them is put to work."""

from collections.abc import Iterable

from django.db import connections

from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER

# Whoever archives one locks its row alone, and asks afterwards who names it.
KEEP = """
SELECT id, archived_at IS NULL FROM crm_segment WHERE id = ANY(%s::bigint[])
ORDER BY id FOR SHARE
"""


def keep_segments(segment_ids: Iterable[int]) -> frozenset[int]:
    """Let nobody change these segments before the transaction ends; return those that are in use.

    What is not returned was never there or is archived. Locks them by id.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(KEEP, (int_array(sorted(segment_ids)),))
        return frozenset(one for one, is_in_use in cursor.fetchall() if is_in_use)
