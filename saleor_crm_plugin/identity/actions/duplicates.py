"""Find profiles that may be one person, suggest them to staff, and remember what staff said."""

import datetime
import time
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections, transaction
from pydantic_core import from_json, to_json

from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.reading import read_rows
from ..duplicate_policies import (
    Evidence,
    is_same_birthday,
    judge,
    name_similarity,
)
from ..errors import AuthorRequired, SuggestionDecided, SuggestionNotFound
from ..match_keys import Known
from ..merge_models import DuplicateSuggestion, DuplicateWalk, SuggestionState
from .keep_match_keys import keep_match_keys, known_of

BATCH = 100
ONE_ROW = 1

# Never all pairs: each of the looked-at profiles asks an index for those that share an identifier,
# a variant of an e-mail, or a key, and takes a few of each, however many there are. By keys of the
# name alone (odd) too many are found, so that only the likest of these are compared any further;
# letters of more than a byte say more than trigrams can tell. The lists of an index of trigrams
# over all names grow with the shop, and every look would read some twenty of them. Devices are
# shared, so a visitor's id says nothing. Reads only.
PAIRS = """
WITH looked_at AS MATERIALIZED (
    SELECT id FROM crm_profile
    WHERE id = ANY(%(ids)s::bigint[]) AND erased_at IS NULL AND merged_into_id IS NULL
), shared AS (
    SELECT mine.profile_id AS one, theirs.profile_id AS other, mine.type, false AS is_variant
    FROM looked_at JOIN crm_identifier AS mine
      ON mine.profile_id = looked_at.id AND mine.ended_at IS NULL
     AND mine.type NOT IN ('user', 'visitor', 'push')
    CROSS JOIN LATERAL (
        SELECT profile_id FROM crm_identifier
        WHERE type = mine.type AND value_hash = mine.value_hash AND ended_at IS NULL
          AND profile_id <> mine.profile_id
        ORDER BY profile_id LIMIT %(few)s
    ) AS theirs
), variants AS (
    SELECT mine.profile_id AS one, theirs.profile_id AS other, 'email' AS type,
           true AS is_variant
    FROM looked_at JOIN crm_identifier_value AS mine ON mine.profile_id = looked_at.id
    CROSS JOIN LATERAL (
        SELECT profile_id FROM crm_identifier_value
        WHERE crm_email_key(value) = crm_email_key(mine.value)
          AND position('@' IN value) > 0 AND value <> mine.value
          AND profile_id <> mine.profile_id
        ORDER BY profile_id LIMIT %(few)s
    ) AS theirs
    WHERE position('@' IN mine.value) > 0
), neighbors AS (
    SELECT mine.profile_id AS one, theirs.profile_id AS other, NULL AS type,
           false AS is_variant
    FROM looked_at JOIN crm_match_key AS mine
      ON mine.profile_id = looked_at.id AND mine.key & 1 = 0
    CROSS JOIN LATERAL (
        SELECT profile_id FROM crm_match_key
        WHERE key = mine.key AND profile_id <> mine.profile_id
        ORDER BY profile_id LIMIT %(many)s
    ) AS theirs
), namesakes AS (
    SELECT mine.profile_id AS one, alike.profile_id AS other, NULL AS type,
           false AS is_variant
    FROM looked_at JOIN crm_person_name AS mine ON mine.profile_id = looked_at.id
    CROSS JOIN LATERAL (
        SELECT theirs.profile_id
        FROM (
            SELECT DISTINCT found.profile_id
            FROM crm_match_key AS held
            CROSS JOIN LATERAL (
                SELECT profile_id FROM crm_match_key
                WHERE key = held.key AND profile_id <> held.profile_id
                ORDER BY profile_id LIMIT %(named)s
            ) AS found
            WHERE held.profile_id = mine.profile_id AND held.key & 1 = 1
        ) AS named
        JOIN crm_person_name AS theirs ON theirs.profile_id = named.profile_id
        WHERE similarity(theirs.searched, mine.searched) >= %(least)s
           OR octet_length(theirs.searched) >= 2 * length(theirs.searched)
        ORDER BY similarity(theirs.searched, mine.searched) DESC, theirs.profile_id
        LIMIT %(most)s
    ) AS alike
), pairs AS (
    SELECT least(one, other) AS one, greatest(one, other) AS other,
           coalesce(array_agg(DISTINCT type) FILTER (WHERE NOT is_variant AND type IS NOT NULL),
                    '{}') AS shared,
           bool_or(is_variant) AS is_variant
    FROM (
        SELECT * FROM shared UNION ALL SELECT * FROM variants
        UNION ALL SELECT * FROM neighbors UNION ALL SELECT * FROM namesakes
    ) AS found
    GROUP BY least(one, other), greatest(one, other)
)
SELECT pairs.one, pairs.other, array_to_json(pairs.shared)::text AS shared, pairs.is_variant,
       similarity(name.searched, namesake.searched) AS name_similarity
FROM pairs
JOIN crm_profile AS second ON second.id = pairs.other
 AND second.erased_at IS NULL AND second.merged_into_id IS NULL
JOIN crm_profile AS first ON first.id = pairs.one
 AND first.erased_at IS NULL AND first.merged_into_id IS NULL
LEFT JOIN crm_person_name AS name ON name.profile_id = pairs.one
LEFT JOIN crm_person_name AS namesake ON namesake.profile_id = pairs.other
ORDER BY pairs.one, pairs.other
"""
# A decision stays: what was dismissed or merged is not asked again.
SUGGEST = """
INSERT INTO crm_duplicate_suggestion AS known
    (one_id, other_id, score, reasons, state, found_at, decided_by)
SELECT one, other, score, ARRAY(SELECT json_array_elements_text(reasons)), 'open', %(now)s, ''
FROM json_to_recordset(%(found)s) AS found (one bigint, other bigint, score int, reasons json)
ORDER BY one, other
ON CONFLICT (one_id, other_id) DO UPDATE
SET score = excluded.score, reasons = excluded.reasons
WHERE known.state = 'open' AND (known.score, known.reasons) <> (excluded.score, excluded.reasons)
RETURNING 1
"""
# What no longer holds is not shown any longer.
FORGET = """
DELETE FROM crm_duplicate_suggestion
WHERE state = 'open' AND (one_id = ANY(%(ids)s::bigint[]) OR other_id = ANY(%(ids)s::bigint[]))
  AND (one_id, other_id) NOT IN (
      SELECT one, other FROM json_to_recordset(%(found)s) AS found (one bigint, other bigint)
  )
"""
NEXT = """
SELECT id FROM crm_profile
WHERE id > %(after)s AND erased_at IS NULL AND merged_into_id IS NULL ORDER BY id LIMIT %(limit)s
"""
# How many are taken of whom an identifier leads to, of whom a key leads to, of whom a key of the name
# alone leads to, and of the likest among these.
FEW, MANY, NAMED, MOST = 10, 30, 20, 15
# Of names with a mistake in each word a third of all trigrams is still the same.
LEAST_SIMILAR = 0.3
ADDRESS_SIMILARITY = """
SELECT place, similarity(one, other) FROM json_to_recordset(%(pairs)s)
    AS pair (place int, one text, other text)
"""


def look_for_duplicates(
    *, now: datetime.datetime, deadline: float | None = None
) -> int:
    """Look at profiles that are new, then at the next of all the others; return how many pairs.

    Goes around all profiles again and again, from where it stopped, in batches of 100, each a
    transaction of its own, until the round is over or `deadline` (a reading of
    `time.monotonic()`). One process at a time: others find the walk's row locked and leave.
    """
    found = 0
    while deadline is None or time.monotonic() < deadline:
        with transaction.atomic(using=WRITER):
            walk = _walk()
            if walk is None:
                return found
            ids = _next_ids(walk)
            found += suggest_among(ids, now=now)
            is_over = _go_on(walk, ids)
        if is_over:
            return found
    return found


@transaction.atomic(using=WRITER)
def suggest_among(profile_ids: Sequence[int], *, now: datetime.datetime) -> int:
    """Store who may be the same person as one of these (at most 100); return how many pairs.

    A fixed number of statements. Open suggestions about these that no longer hold are deleted.
    Idempotent: found again, a pair gets its new score.
    """
    if not profile_ids:
        return 0
    found = to_json(_judged(profile_ids)).decode()
    with connections[WRITER].cursor() as cursor:
        cursor.execute(FORGET, {"ids": int_array(profile_ids), "found": found})
        cursor.execute(SUGGEST, {"found": found, "now": now})
        return len(cursor.fetchall())


def dismiss_suggestion(
    suggestion_id: int, *, author: str, now: datetime.datetime
) -> DuplicateSuggestion:
    """Remember that the two are not one person, whatever is found later. Idempotent.

    Locks the suggestion. Raises AuthorRequired, SuggestionNotFound and SuggestionDecided (they
    were merged).
    """
    if not author:
        raise AuthorRequired
    with transaction.atomic(using=WRITER):
        rows = DuplicateSuggestion.objects.select_for_update().filter(pk=suggestion_id)
        row = rows.first()
        if row is None:
            raise SuggestionNotFound(suggestion_id)
        if row.state == SuggestionState.MERGED:
            raise SuggestionDecided(suggestion_id)
        if row.state == SuggestionState.OPEN:
            row.state = SuggestionState.DISMISSED
            row.decided_at, row.decided_by = now, author
            row.save(update_fields=["state", "decided_at", "decided_by"])
    return row


def _walk() -> DuplicateWalk | None:
    DuplicateWalk.objects.get_or_create(pk=ONE_ROW)
    rows = DuplicateWalk.objects.select_for_update(skip_locked=True)
    return rows.filter(pk=ONE_ROW).first()


def _next_ids(walk: DuplicateWalk) -> list[int]:
    new = _ids_after(walk.newest_id)
    return new or _ids_after(walk.reached_id)


def _go_on(walk: DuplicateWalk, ids: Sequence[int]) -> bool:
    """Note how far the walk has come; return whether the round is over."""
    if ids and ids[-1] > walk.newest_id:
        walk.newest_id = ids[-1]
    elif len(ids) < BATCH:
        walk.reached_id = 0
    else:
        walk.reached_id = ids[-1]
    walk.save(update_fields=["newest_id", "reached_id"])
    return walk.reached_id == 0 and len(ids) < BATCH


def _ids_after(after: int) -> list[int]:
    rows = read_rows(NEXT, {"after": after, "limit": BATCH}, WRITER)
    return [row["id"] for row in rows]


def _judged(profile_ids: Sequence[int]) -> list[dict[str, Any]]:
    known = keep_match_keys(profile_ids)
    asked = {
        "ids": int_array(profile_ids),
        "few": FEW,
        "many": MANY,
        "named": NAMED,
        "most": MOST,
        "least": LEAST_SIMILAR,
    }
    rows = read_rows(PAIRS, asked, WRITER)
    people = {row[side] for row in rows for side in ("one", "other")}
    known |= known_of(people - known.keys())
    alike = _address_similarities(rows, known)
    judged = [
        (row, judge(_evidence(row, known[row["one"]], known[row["other"]], like)))
        for row, like in zip(rows, alike, strict=True)
    ]
    return [
        {
            "one": row["one"],
            "other": row["other"],
            "score": judgment.score,
            "reasons": list(judgment.reasons),
        }
        for row, judgment in judged
        if judgment.is_worth_asking
    ]


def _evidence(
    row: Mapping[str, Any], one: Known, other: Known, address_similarity: float | None
) -> Evidence:
    return Evidence(
        shared=frozenset(from_json(row["shared"])),
        is_email_variant=row["is_variant"],
        name_similarity=name_similarity(one, other, row["name_similarity"]),
        is_same_birthday=is_same_birthday(one.birthday, other.birthday),
        address_similarity=address_similarity,
        is_same_house=bool(one.place) and one.place == other.place,
        is_same_family=bool(one.surname) and one.surname == other.surname,
    )


def _address_similarities(
    rows: Sequence[Mapping[str, Any]], known: Mapping[int, Known]
) -> list[float | None]:
    """Return how alike the addresses of each pair are, None where one has none."""
    pairs = []
    for place, row in enumerate(rows):
        one, other = known[row["one"]].address, known[row["other"]].address
        if one and other:
            texts = {"one": one.one_line, "other": other.one_line}
            pairs.append({"place": place, **texts})
    if not pairs:
        return [None] * len(rows)
    with connections[WRITER].cursor() as cursor:
        cursor.execute(ADDRESS_SIMILARITY, {"pairs": to_json(pairs).decode()})
        found = dict(cursor.fetchall())
    return [found.get(place) for place in range(len(rows))]
