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

_PEOPLE = "hashtext('saleor_crm_plugin.segment_people')::bigint"
WITH_PEOPLE = f"SELECT pg_advisory_xact_lock_shared({_PEOPLE})"
TRY_WITH_PEOPLE = f"SELECT pg_try_advisory_xact_lock_shared({_PEOPLE})"
WITHOUT_PEOPLE = f"SELECT pg_advisory_xact_lock({_PEOPLE})"


def lock_rules() -> None:
    """Wait until nobody else changes rules: two changes cannot close a circle between them.

    Taken before the lock of a segment.
    """
    lock_segment(_ALL_RULES)


def lock_segment(segment_id: int) -> None:
    """Wait until nobody looks at people for this segment, and keep others out."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(ALONE, (segment_id,))


def keep_people() -> None:
    """Let nobody be erased until the transaction ends: rows about people are about to be written.

    Shared by all who write them, and taken after the lock of a segment.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(WITH_PEOPLE)


def try_to_keep_people() -> bool:
    """Do so without waiting; False where somebody is being erased just now."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(TRY_WITH_PEOPLE)
        return bool(cursor.fetchone()[0])


def keep_writers_out() -> None:
    """Wait until nobody writes rows about people here, and let nobody begin: one is to be erased.

    Else a look that has seen the person alive would write a row behind the erasure's back.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(WITHOUT_PEOPLE)


def share_segment(segment_id: int) -> bool:
    """Keep the segment as it is while people are looked at; False where it is being changed."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(SHARED, (segment_id,))
        return bool(cursor.fetchone()[0])
