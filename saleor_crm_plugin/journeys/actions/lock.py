"""The first lock of everything that writes passages: the people, by id."""

from collections.abc import Collection

from django.db import connections

from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER

# An erasure holds the same row for itself; notes and messages that only refer to it may go on.
LOCK_PEOPLE = """
SELECT id, erased_at IS NOT NULL OR closed_at IS NOT NULL FROM crm_profile
WHERE id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE
"""


def lock_people(profile_ids: Collection[int]) -> set[int]:
    """Lock these profiles until the end of the transaction; return those that are not gone."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LOCK_PEOPLE, (int_array(sorted(profile_ids)),))
        return {profile_id for profile_id, is_gone in cursor.fetchall() if not is_gone}
