"""Find profiles that may be one person, suggest them to staff, and remember what staff said."""

import datetime
import time
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections, transaction
from pydantic_core import from_json, to_json

from ...saleor_adapter.address_texts import address_texts
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.reading import read_rows
from ..duplicate_policies import SIMILAR_FROM, Evidence, judge
from ..errors import AuthorRequired, SuggestionDecided, SuggestionNotFound
from ..merge_models import DuplicateSuggestion, DuplicateWalk, SuggestionState
from ..person_data import in_lock_order

BATCH = 100
ONE_ROW = 1

# Never all pairs: each of the looked-at profiles asks an index for those that share an identifier,
# a variant of an e-mail, or one whole word of a name with two letters of the other, and takes a few
# of each. Only these few are compared by trigrams: the lists of an index of trigrams grow with the
# shop, and every look reads some twenty of them. Devices are shared, so a visitor's id says nothing. What is known of a pair is looked up pair by pair (LATERAL): the
# planner cannot know how few there are. Reads only.
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
), namesakes AS (
    SELECT mine.profile_id AS one, theirs.profile_id AS other, NULL AS type,
           false AS is_variant
    FROM looked_at JOIN crm_person_name AS mine ON mine.profile_id = looked_at.id
    CROSS JOIN LATERAL (
        SELECT profile_id FROM crm_person_name
        WHERE crm_name_keys(searched) && crm_name_keys(mine.searched)
          AND similarity(searched, mine.searched) >= %(similar)s
          AND profile_id <> mine.profile_id
        ORDER BY similarity(searched, mine.searched) DESC, profile_id LIMIT %(many)s
    ) AS theirs
    WHERE length(trim(mine.searched)) > 3
), pairs AS (
    SELECT least(one, other) AS one, greatest(one, other) AS other,
           coalesce(array_agg(DISTINCT type) FILTER (WHERE NOT is_variant AND type IS NOT NULL),
                    '{}') AS shared,
           bool_or(is_variant) AS is_variant
    FROM (
        SELECT * FROM shared UNION ALL SELECT * FROM variants UNION ALL SELECT * FROM namesakes
    ) AS found
    GROUP BY least(one, other), greatest(one, other)
)
SELECT pairs.one, pairs.other, array_to_json(pairs.shared)::text AS shared, pairs.is_variant,
       CASE WHEN trim(name.searched) <> '' AND trim(namesake.searched) <> ''
            THEN similarity(name.searched, namesake.searched) END AS name_similarity,
       (born.birth_month, born.birth_day, coalesce(born.birth_year, twin.birth_year, 0))
           = (twin.birth_month, twin.birth_day, coalesce(twin.birth_year, born.birth_year, 0))
           AS is_same_birthday,
       account.value_hash::int AS user_id, another.value_hash::int AS other_user_id
FROM pairs
JOIN crm_profile AS second ON second.id = pairs.other
 AND second.erased_at IS NULL AND second.merged_into_id IS NULL
JOIN crm_profile AS first ON first.id = pairs.one
 AND first.erased_at IS NULL AND first.merged_into_id IS NULL
LEFT JOIN crm_person_name AS name ON name.profile_id = pairs.one
LEFT JOIN crm_person_name AS namesake ON namesake.profile_id = pairs.other
LEFT JOIN LATERAL (
    SELECT * FROM crm_person_details
    WHERE profile_id = pairs.one AND birth_month IS NOT NULL OFFSET 0
) AS born ON true
LEFT JOIN LATERAL (
    SELECT * FROM crm_person_details
    WHERE profile_id = pairs.other AND birth_month IS NOT NULL OFFSET 0
) AS twin ON true
LEFT JOIN LATERAL (
    SELECT value_hash FROM crm_identifier
    WHERE profile_id = pairs.one AND type = 'user' AND ended_at IS NULL
    ORDER BY id DESC LIMIT 1
) AS account ON true
LEFT JOIN LATERAL (
    SELECT value_hash FROM crm_identifier
    WHERE profile_id = pairs.other AND type = 'user' AND ended_at IS NULL
    ORDER BY id DESC LIMIT 1
) AS another ON true
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
FEW, MANY = 10, 30
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
    asked = {
        "ids": int_array(profile_ids),
        "few": FEW,
        "many": MANY,
        "similar": SIMILAR_FROM,
    }
    rows = read_rows(PAIRS, asked, WRITER)
    alike = _address_similarities(rows)
    judged = [
        (row, judge(_evidence(row, alike.get(place)))) for place, row in enumerate(rows)
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


def _evidence(row: Mapping[str, Any], address_similarity: float | None) -> Evidence:
    return Evidence(
        shared=frozenset(from_json(row["shared"])),
        is_email_variant=row["is_variant"],
        name_similarity=row["name_similarity"],
        is_same_birthday=row["is_same_birthday"],
        address_similarity=address_similarity,
    )


def _address_similarities(rows: Sequence[Mapping[str, Any]]) -> dict[int, float]:
    """Return how alike the addresses are, by the pair's place, where both have some."""
    texts = _addresses(rows)
    pairs = [
        {"place": place, "one": texts[row["one"]], "other": texts[row["other"]]}
        for place, row in enumerate(rows)
        if row["one"] in texts and row["other"] in texts
    ]
    if not pairs:
        return {}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(ADDRESS_SIMILARITY, {"pairs": to_json(pairs).decode()})
        return dict(cursor.fetchall())


def _addresses(rows: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """Return an address of each profile in these pairs: the account's, else what an area knows.

    Read from the shop each time and stored nowhere.
    """
    accounts = {row["one"]: row["user_id"] for row in rows}
    accounts |= {row["other"]: row["other_user_id"] for row in rows}
    of_accounts = address_texts({one for one in accounts.values() if one is not None})
    texts = {
        profile_id: of_accounts[user_id]
        for profile_id, user_id in accounts.items()
        if user_id in of_accounts
    }
    for kind in in_lock_order():
        texts |= kind.addresses(accounts.keys() - texts.keys())
    return texts
