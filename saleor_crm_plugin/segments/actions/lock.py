"""The locks of segments: one for each, shared by those who look at people, alone for the rest.

Advisory, to the end of the transaction: a look at people changes no row of the segment, and many
looks run beside each other.
"""

from django.db import connections

from ...saleor_adapter.db import WRITER

_KEY = "hashtext('saleor_crm_plugin.segment'), %s::int"
# No segment has this number.
_ALL_RULES = 0
ALONE = f"SELECT pg_advisory_xact_lock({_KEY})"
SHARED = f"SELECT pg_try_advisory_xact_lock_shared({_KEY})"


def lock_rules() -> None:
    """Wait until nobody else changes rules: two changes cannot close a circle between them.

    Taken before the lock of a segment.
    """
    lock_segment(_ALL_RULES)


def lock_segment(segment_id: int) -> None:
    """Wait until nobody looks at people for this segment, and keep others out."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(ALONE, (segment_id,))


def share_segment(segment_id: int) -> bool:
    """Keep the segment as it is while people are looked at; False where it is being changed."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(SHARED, (segment_id,))
        return bool(cursor.fetchone()[0])
