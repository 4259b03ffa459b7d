"""What is known of the people whom a list names, read in a fixed number of statements."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_json

from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .birthdays import Birthday

# An identifier that ended since `since` leads to whom it led then: so that nobody who was erased
# meanwhile comes back by a list that is older. Then comes what is in force and proven; last who was
# erased before: by a list nobody comes back who has not come by themselves.
LEADS = """
SELECT DISTINCT ON (asked.type, asked.value_hash)
       asked.type, asked.value_hash, person.id AS profile_id,
       person.erased_at IS NOT NULL AS is_erased
FROM json_to_recordset(%(keys)s) AS asked (type text, value_hash text)
JOIN crm_identifier AS known
  ON known.type = asked.type AND known.value_hash = asked.value_hash
 AND known.trust <> 'claimed'
JOIN crm_profile AS profile ON profile.id = known.profile_id
JOIN crm_profile AS person ON person.id = coalesce(profile.merged_into_id, profile.id)
WHERE known.ended_at IS NULL OR known.ended_at > %(since)s OR person.erased_at IS NOT NULL
ORDER BY asked.type, asked.value_hash,
         CASE WHEN known.ended_at > %(since)s THEN 0 WHEN known.ended_at IS NULL THEN 1 ELSE 2 END,
         known.ended_at, known.trust = 'verified' DESC
"""
# Locks: profiles by id, so that an erasure and another list wait.
LOCK = """
SELECT id FROM crm_profile
WHERE id = ANY(%(ids)s::bigint[]) AND erased_at IS NULL AND merged_into_id IS NULL
ORDER BY id FOR NO KEY UPDATE
"""
KNOWN = """
SELECT asked.id AS profile_id, name.first_name, name.last_name,
       details.birth_month, details.birth_day, details.birth_year,
       details.language, details.time_zone,
       (SELECT array_agg(tag) FROM crm_profile_tag AS tag WHERE tag.profile_id = asked.id) AS tags,
       (SELECT json_object_agg(name, value) FROM crm_profile_attribute AS noted
        WHERE noted.profile_id = asked.id) AS attributes,
       (SELECT array_agg(type || ':' || value_hash) FROM crm_identifier AS held
        WHERE held.profile_id = asked.id AND held.ended_at IS NULL) AS identifiers
FROM unnest(%(ids)s::bigint[]) AS asked (id)
LEFT JOIN crm_person_name AS name ON name.profile_id = asked.id
LEFT JOIN crm_person_details AS details ON details.profile_id = asked.id
"""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Lead:
    """Whose an identifier is; somebody erased is still known by it."""

    profile_id: int
    is_erased: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownPerson:
    """What is known of one profile, texts "" where unknown. Personal: never log it."""

    profile_id: int
    first_name: str = ""
    last_name: str = ""
    birthday: Birthday | None = None
    language: str = ""
    time_zone: str = ""
    tags: frozenset[str] = frozenset()
    attributes: Mapping[str, str] = field(default_factory=dict)
    identifiers: frozenset[Key] = frozenset()


def leads(keys: Collection[Key], *, since: datetime.datetime) -> dict[Key, Lead]:
    """Return to whom these (type, hash) lead, or led at some time after `since`. One query.

    What leads to nobody but to people who were erased, whenever that was, leads to one of them.
    """
    if not keys:
        return {}
    asked = [{"type": kind, "value_hash": hashed} for kind, hashed in keys]
    rows = read_rows(LEADS, {"keys": to_json(asked).decode(), "since": since}, WRITER)
    return {
        (row["type"], row["value_hash"]): Lead(row["profile_id"], row["is_erased"])
        for row in rows
    }


def lock_living(profile_ids: Collection[int]) -> set[int]:
    """Lock the living among these profiles by id until the transaction ends, and return them."""
    rows = read_rows(LOCK, {"ids": int_array(profile_ids)}, WRITER)
    return {row["id"] for row in rows}


def known_people(profile_ids: Collection[int]) -> dict[int, KnownPerson]:
    """Return what is known of each of these profiles. One query."""
    if not profile_ids:
        return {}
    rows = read_rows(KNOWN, {"ids": int_array(profile_ids)}, WRITER)
    return {row["profile_id"]: _person(row) for row in rows}


def _person(row: Mapping[str, Any]) -> KnownPerson:
    birthday = (
        Birthday(month=row["birth_month"], day=row["birth_day"], year=row["birth_year"])
        if row["birth_month"]
        else None
    )
    identifiers = (one.partition(":") for one in row["identifiers"] or ())
    return KnownPerson(
        profile_id=row["profile_id"],
        first_name=row["first_name"] or "",
        last_name=row["last_name"] or "",
        birthday=birthday,
        language=row["language"] or "",
        time_zone=row["time_zone"] or "",
        tags=frozenset(row["tags"] or ()),
        attributes=row["attributes"] or {},
        identifiers=frozenset((kind, hashed) for kind, _, hashed in identifiers),
    )
