"""Take over where people live and which language their accounts speak, as the shop has it."""

from collections.abc import Collection

from django.db import connections, transaction

from ...saleor_adapter.db import WRITER
from ...saleor_adapter.people_places import PLACES
from .lock import keep_people

# Only rows that differ are written. Whoever has no place any more loses theirs. A person's account
# and last order are probed for one by one, and the account by no index but that of their
# identifiers: where statistics are old, everybody's would be compared with everyone asked for.
REFRESH = f"""
WITH wanted AS MATERIALIZED (
    SELECT id FROM crm_profile WHERE id = ANY(%(profiles)s) AND erased_at IS NULL
), account AS MATERIALIZED (
    SELECT wanted.id AS profile_id, held.user_id
    FROM wanted CROSS JOIN LATERAL (
        SELECT value_hash::int AS user_id FROM crm_identifier
        WHERE profile_id = wanted.id AND type || '' = 'user' AND ended_at IS NULL
        ORDER BY id + 0 DESC LIMIT 1
    ) AS held
), latest AS MATERIALIZED (
    SELECT wanted.id AS profile_id, placed.order_id
    FROM wanted CROSS JOIN LATERAL (
        SELECT order_id FROM crm_told_order
        WHERE profile_id = wanted.id AND is_placed AND NOT is_gone
        ORDER BY placed_at DESC, order_id LIMIT 1
    ) AS placed
), lives AS MATERIALIZED ({PLACES}
), lost AS (
    DELETE FROM crm_profile_place
    WHERE profile_id = ANY(%(profiles)s)
      AND profile_id NOT IN (SELECT profile_id FROM lives)
)
INSERT INTO crm_profile_place AS known
    (profile_id, country, area, city, postal_code, language)
SELECT profile_id, country, area, city, postal_code, language FROM lives ORDER BY profile_id
ON CONFLICT (profile_id) DO UPDATE
SET country = EXCLUDED.country, area = EXCLUDED.area, city = EXCLUDED.city,
    postal_code = EXCLUDED.postal_code, language = EXCLUDED.language
WHERE (known.country, known.area, known.city, known.postal_code, known.language)
   IS DISTINCT FROM (EXCLUDED.country, EXCLUDED.area, EXCLUDED.city, EXCLUDED.postal_code,
                     EXCLUDED.language)
"""  # noqa: S608 a constant of the adapter
NEXT_PEOPLE = """
SELECT id FROM crm_profile WHERE id > %s AND erased_at IS NULL ORDER BY id LIMIT %s
"""


def refresh_places(profile_ids: Collection[int]) -> None:
    """Take over the places of these people. Idempotent; one statement, which writes what differs."""
    if not profile_ids:
        return
    with transaction.atomic(using=WRITER):
        keep_people()
        with connections[WRITER].cursor() as cursor:
            cursor.execute(REFRESH, {"profiles": sorted(profile_ids)})


def refresh_next_places(*, after: int, limit: int) -> int | None:
    """Do so for the next `limit` people by id; return the last one's id, None at the end."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(NEXT_PEOPLE, (after, limit))
        ids = [profile_id for (profile_id,) in cursor.fetchall()]
    refresh_places(ids)
    return ids[-1] if ids else None
