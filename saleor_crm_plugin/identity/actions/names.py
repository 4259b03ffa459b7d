"""Remember what people are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

# An erased person gets no new name. Locks: profiles by id (shared, so that an erasure waits), then
# names by profile.
_REMEMBER = """
WITH given AS (
    SELECT DISTINCT ON (profile_id) *
    FROM unnest(%s::bigint[], %s::text[], %s::text[]) WITH ORDINALITY
        AS given (profile_id, first_name, last_name, position)
    ORDER BY profile_id, position DESC
), living AS (
    SELECT id FROM crm_profile
    WHERE id IN (SELECT profile_id FROM given) AND erased_at IS NULL
    ORDER BY id
    FOR KEY SHARE
)
INSERT INTO crm_person_name AS known (profile_id, first_name, last_name)
SELECT profile_id, first_name, last_name
FROM given WHERE profile_id IN (SELECT id FROM living)
ORDER BY profile_id
ON CONFLICT (profile_id) DO UPDATE
SET first_name = excluded.first_name, last_name = excluded.last_name
WHERE (known.first_name, known.last_name) <> (excluded.first_name, excluded.last_name)
"""


@dataclass(frozen=True, slots=True)
class KnownName:
    """What one profile is called; the last one given for a profile counts."""

    profile_id: int
    first_name: str
    last_name: str


def remember_names(names: Sequence[KnownName]) -> int:
    """Store the names in one statement; return how many were new or changed. Idempotent."""
    if not names:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            _REMEMBER,
            [
                [name.profile_id for name in names],
                [name.first_name for name in names],
                [name.last_name for name in names],
            ],
        )
        return cursor.rowcount
