"""Write the keys by which those whom somebody looks at are found by everybody else."""

from collections.abc import Collection, Mapping, Sequence

from django.db import connections
from pydantic_core import to_json

from ...core.addresses import Address
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.plain_addresses import account_addresses
from ...saleor_adapter.private_hash import text_hash
from ...saleor_adapter.reading import read_rows
from ..birthdays import Birthday
from ..match_keys import Known, name_keys, other_keys
from ..person_data import in_lock_order

# An erasure waits for us, or has the row and is passed by: it leaves no keys behind.
ALIVE = """
SELECT id FROM crm_profile
WHERE id = ANY(%(ids)s::bigint[]) AND erased_at IS NULL AND merged_into_id IS NULL
ORDER BY id FOR SHARE SKIP LOCKED
"""
KNOWN = """
SELECT asked.id AS profile_id, coalesce(name.first_name, '') AS first_name,
       coalesce(name.last_name, '') AS last_name,
       details.birth_month, details.birth_day, details.birth_year,
       account.value_hash::int AS user_id
FROM unnest(%(ids)s::bigint[]) AS asked (id)
LEFT JOIN crm_person_name AS name ON name.profile_id = asked.id
LEFT JOIN crm_person_details AS details ON details.profile_id = asked.id
LEFT JOIN LATERAL (
    SELECT value_hash FROM crm_identifier
    WHERE profile_id = asked.id AND type = 'user' AND ended_at IS NULL
    ORDER BY id DESC LIMIT 1
) AS account ON true
"""
KEEP = """
WITH found AS MATERIALIZED (
    SELECT key, profile_id FROM json_to_recordset(%(found)s) AS found (key bigint, profile_id bigint)
), gone AS (
    DELETE FROM crm_match_key AS held
    WHERE held.profile_id = ANY(%(ids)s::bigint[])
      AND (held.key, held.profile_id) NOT IN (SELECT key, profile_id FROM found)
)
INSERT INTO crm_match_key (key, profile_id)
SELECT key, profile_id FROM found ORDER BY key, profile_id
ON CONFLICT DO NOTHING
"""
_KEPT_DIGITS, _BITS = 16, 64


def keep_match_keys(profile_ids: Sequence[int]) -> dict[int, Known]:
    """Bring the keys of these profiles up to date, and return what is known of them.

    Those who are erased, merged, or locked by somebody else are left out and keep theirs. Locks
    the profiles by id in share mode. A fixed number of statements. Idempotent.
    """
    alive = read_rows(ALIVE, {"ids": int_array(profile_ids)}, WRITER)
    known = known_of([row["id"] for row in alive])
    found = [
        {"key": key, "profile_id": profile_id}
        for profile_id, person in known.items()
        for key in sorted(match_keys(person))
    ]
    with connections[WRITER].cursor() as cursor:
        kept = {"ids": int_array(known), "found": to_json(found).decode()}
        cursor.execute(KEEP, kept)
    return known


def match_keys(known: Known) -> set[int]:
    """Return the keys of a person: keyed hashes, odd for the name alone and even for all others."""
    odd = {_number(key) | 1 for key in name_keys(known)}
    return odd | {_number(key) & ~1 for key in other_keys(known)}


def known_of(profile_ids: Collection[int]) -> dict[int, Known]:
    """Return what is known of these people. A fixed number of queries."""
    if not profile_ids:
        return {}
    rows = read_rows(KNOWN, {"ids": int_array(profile_ids)}, WRITER)
    lives = _addresses({row["profile_id"]: row["user_id"] for row in rows})
    return {
        row["profile_id"]: Known(
            first_name=row["first_name"],
            last_name=row["last_name"],
            birthday=Birthday(
                month=row["birth_month"], day=row["birth_day"], year=row["birth_year"]
            )
            if row["birth_month"]
            else None,
            address=lives.get(row["profile_id"]),
        )
        for row in rows
    }


def _addresses(accounts: Mapping[int, int | None]) -> dict[int, Address]:
    """Return an address of each profile: the account's, else what an area knows.

    Read from the shop each time and stored nowhere but as a key.
    """
    of_accounts = account_addresses(
        {one for one in accounts.values() if one is not None}
    )
    found = {
        profile_id: of_accounts[user_id]
        for profile_id, user_id in accounts.items()
        if user_id in of_accounts
    }
    for kind in in_lock_order():
        found |= kind.addresses(accounts.keys() - found.keys())
    return found


def _number(key: str) -> int:
    number = int(text_hash(key)[:_KEPT_DIGITS], 16)
    return number - (1 << _BITS) if number >> (_BITS - 1) else number
