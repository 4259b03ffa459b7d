"""Enter people and identifiers that a list names, and withdraw them again; set-based."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from pydantic_core import to_json

from ...saleor_adapter.arrays import int_array

# Whoever loses a race for an identifier fails by its unique key and does nothing of the call.
# Locks: unique keys in the order (type, hash), the same in every process.
ENTER = """
WITH given AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(given)s) AS given (
        profile_id bigint, is_new boolean, type text, value_hash text, value text, trust text
    )
), people AS (
    INSERT INTO crm_profile (id, kind)
    SELECT DISTINCT profile_id, 'prospect' FROM given WHERE is_new ORDER BY profile_id
), added AS (
    INSERT INTO crm_identifier (profile_id, type, value_hash, trust, source)
    SELECT profile_id, type, value_hash, trust, %(source)s
    FROM given ORDER BY type, value_hash, profile_id
    RETURNING id, profile_id, type, value_hash
), plain AS (
    INSERT INTO crm_identifier_value (identifier_id, profile_id, value)
    SELECT added.id, added.profile_id, given.value
    FROM added JOIN given USING (profile_id, type, value_hash)
)
SELECT id, profile_id FROM added ORDER BY id
"""
NEW_IDS = (
    "SELECT nextval('crm_profile_id_seq') FROM generate_series(1, %(count)s) ORDER BY 1"
)
# Locks: identifier rows in the order (type, hash, id), as everywhere.
END = """
WITH locked AS (
    SELECT id FROM crm_identifier
    WHERE id = ANY(%(ids)s::bigint[]) AND ended_at IS NULL AND trust <> 'verified'
    ORDER BY type, value_hash, id
    FOR UPDATE
), ended AS (
    UPDATE crm_identifier SET ended_at = %(now)s FROM locked WHERE locked.id = crm_identifier.id
)
DELETE FROM crm_identifier_value USING locked WHERE identifier_id = locked.id
"""
WITHDRAW = """
WITH locked AS (
    SELECT id FROM crm_identifier
    WHERE profile_id = ANY(%(ids)s::bigint[])
    ORDER BY type, value_hash, id
    FOR UPDATE
), gone AS (
    DELETE FROM crm_identifier USING locked WHERE locked.id = crm_identifier.id
), plain AS (
    DELETE FROM crm_identifier_value WHERE profile_id = ANY(%(ids)s::bigint[])
), names AS (
    DELETE FROM crm_person_name WHERE profile_id = ANY(%(ids)s::bigint[])
), details AS (
    DELETE FROM crm_person_details WHERE profile_id = ANY(%(ids)s::bigint[])
), tags AS (
    DELETE FROM crm_profile_tag WHERE profile_id = ANY(%(ids)s::bigint[])
), noted AS (
    DELETE FROM crm_profile_attribute WHERE profile_id = ANY(%(ids)s::bigint[])
)
UPDATE crm_profile SET erased_at = %(now)s
WHERE id = ANY(%(ids)s::bigint[]) AND erased_at IS NULL
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class EnteredIdentifier:
    """An unproven identifier of a profile; `is_new` where the profile is to be made with it.

    `trust` is GUEST where nobody else has the value, CLAIMED where somebody has.
    """

    profile_id: int
    is_new: bool
    type: str
    value_hash: str
    value: str
    trust: str


def new_profile_ids(count: int) -> list[int]:
    """Draw ids for people who are about to be entered."""
    with connection.cursor() as cursor:
        cursor.execute(NEW_IDS, {"count": count})
        return [profile_id for (profile_id,) in cursor.fetchall()]


def enter_people(
    given: Sequence[EnteredIdentifier], *, source: str
) -> dict[int, list[int]]:
    """Make the new profiles as prospects, and attach all identifiers; one statement.

    Returns the ids of the identifiers by profile. Raises IntegrityError where one of them came to
    belong to somebody meanwhile: then nothing is done, and the caller looks again.
    """
    if not given:
        return {}
    rows = to_json(list(given)).decode()
    with connection.cursor() as cursor:
        cursor.execute(ENTER, {"given": rows, "source": source})
        added: dict[int, list[int]] = {}
        for identifier_id, profile_id in cursor.fetchall():
            added.setdefault(profile_id, []).append(identifier_id)
    return added


def end_identifiers(identifier_ids: Collection[int], *, now: datetime.datetime) -> None:
    """End identifiers that a list had brought; one that was proven since stays. Idempotent."""
    _execute(END, {"ids": int_array(identifier_ids), "now": now}, identifier_ids)


def withdraw_people(profile_ids: Collection[int], *, now: datetime.datetime) -> None:
    """Take back people who came by a list and of whom nothing else is known: as if erased.

    Unlike of people who asked for it, nothing is left by which a later list would know them. The
    caller has locked them and made sure that nothing has happened to them. Idempotent.
    """
    _execute(WITHDRAW, {"ids": int_array(profile_ids), "now": now}, profile_ids)


def _execute(
    statement: str, parameters: dict[str, Any], wanted: Collection[int]
) -> None:
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
