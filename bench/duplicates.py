"""Who may be the same person as a hundred people: by keys of names, against trigrams of all names.

The floor is the way that one would write first: an index of trigrams over all names, asked for
everybody who is looked at. Names are put together of syllables, few of them frequent and most
rare, as names are; one in twenty is somebody's second profile, the names the other way around.
"""

import datetime
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction

from saleor_crm_plugin.identity.actions.duplicates import suggest_among
from saleor_crm_plugin.identity.actions.keep_match_keys import keep_match_keys
from saleor_crm_plugin.identity.duplicate_policies import SIMILAR_FROM
from saleor_crm_plugin.identity.merge_models import DuplicateSuggestion

from .figure import Figure, Size

PEOPLE = {Size.SMALL: 100_000, Size.LARGE: 1_000_000}
FEW = 10_000
BATCH, ROUNDS = 100, 15
# Of how many people the keys are written at once before anything is measured.
AT_ONCE = 1_000
# Whoever looks at everybody takes as many batches as there are hundreds of people: the whole grows
# in proportion while a batch costs the same.
TRIGRAMS_GOAL, GROWTH_GOAL = 3.0, 2.0
NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
SYLLABLES = [
    "ma",
    "ri",
    "an",
    "lo",
    "be",
    "ca",
    "ro",
    "si",
    "ne",
    "ta",
    "vi",
    "el",
    "do",
    "gi",
    "pa",
    "fe",
    "lu",
    "sa",
    "mo",
    "te",
    "co",
    "ni",
    "ra",
    "de",
    "bi",
    "zo",
    "ga",
    "le",
    "ti",
    "no",
    "cla",
    "fran",
    "ste",
    "gra",
    "bru",
    "mar",
    "bel",
    "con",
    "ros",
    "ser",
    "lin",
    "tor",
    "ven",
    "bas",
    "pie",
    "gue",
    "chi",
    "sca",
    "dra",
    "pol",
]
FIRST_NAMES, LAST_NAMES = 800, 12_000

EMPTY = "TRUNCATE crm_profile, crm_match_key CASCADE"
# A name of two or three syllables, by its number.
WORD = """
CREATE OR REPLACE FUNCTION pg_temp.word(number int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(syllables[
               1 + ('x' || substr(md5(number::text), 2 * place, 2))::bit(8)::int %% {count}
           ], '' ORDER BY place)
    FROM generate_series(1, 2 + number %% 2) AS place, (SELECT %(syllables)s::text[]) AS known (syllables)
$$
"""
FILL = (
    "SELECT setseed(0.5)",
    """
INSERT INTO crm_profile (id, kind, created_at)
SELECT number, 'guest', %(now)s FROM generate_series(1, %(people)s) AS number
""",
    """
INSERT INTO crm_person_name (profile_id, first_name, last_name)
SELECT number, pg_temp.word((power(random(), 2) * %(first_names)s)::int),
       pg_temp.word(100000 + (power(random(), 2) * %(last_names)s)::int)
FROM generate_series(1, %(people)s) AS number
""",
    """
UPDATE crm_person_name AS twin SET first_name = mine.last_name, last_name = mine.first_name
FROM crm_person_name AS mine
WHERE twin.profile_id %% 20 = 0 AND mine.profile_id = twin.profile_id - 7
""",
    """
INSERT INTO crm_person_details (profile_id, birth_month, birth_day, source, changed_at)
SELECT profile_id, 3, 14, 'shopper', %(now)s FROM crm_person_name
WHERE profile_id %% 20 IN (0, 13)
""",
    """
WITH known AS (
    INSERT INTO crm_identifier (profile_id, type, value_hash, trust, source)
    SELECT profile_id, 'email', md5(profile_id::text) || md5(profile_id::text), 'guest', 'order'
    FROM crm_person_name RETURNING id, profile_id
)
INSERT INTO crm_identifier_value (identifier_id, profile_id, value)
SELECT id, profile_id, 'person' || profile_id || '@example.com' FROM known
""",
)
SETTLE = """
VACUUM (ANALYZE) crm_profile, crm_person_name, crm_person_details, crm_identifier,
    crm_identifier_value, crm_match_key
"""
TRIGRAMS = """
SELECT count(*) FROM crm_person_name AS mine
CROSS JOIN LATERAL (
    SELECT profile_id FROM crm_person_name
    WHERE searched %% mine.searched AND profile_id <> mine.profile_id
    ORDER BY similarity(searched, mine.searched) DESC, profile_id LIMIT 30
) AS theirs
WHERE mine.profile_id = ANY(%(ids)s)
"""


def measure(size: Size) -> list[Figure]:
    """Time batches of a hundred people at two sizes, each beside the floor."""
    few, _ = _measure(FEW)
    many, floor = _measure(PEOPLE[size])
    return [
        Figure(name="duplicates_vs_trigrams", ratio=floor / many, goal=TRIGRAMS_GOAL),
        Figure(
            name="duplicates_growth", ratio=many / few, goal=GROWTH_GOAL, at_most=True
        ),
    ]


def _measure(people: int) -> tuple[float, float]:
    """Return the seconds of a batch of ours, and of the trigrams alone; medians, in turn."""
    _fill(people)
    batches = [
        [1 + (start * 7919 + step * 104729) % people for step in range(BATCH)]
        for start in range(ROUNDS + 1)
    ]
    _ours(batches[0])
    rounds = [
        (_seconds(lambda ids=ids: _ours(ids)), _seconds(lambda ids=ids: _trigrams(ids)))
        for ids in batches[1:]
    ]
    ours, floor = (statistics.median(each) for each in zip(*rounds, strict=True))
    found = _ours([20, *range(40, 2040, 20)][:BATCH])
    if not found:
        raise SystemExit("Nobody is found who was put there twice.")
    print(
        f"{people:,} people: a batch of {BATCH} {ours * 1000:.0f} ms,"
        f" by trigrams alone {floor * 1000:.0f} ms; of {BATCH} twins {found} are asked about"
    )
    return ours, floor


def _fill(people: int) -> None:
    values = {
        "now": NOW,
        "people": people,
        "first_names": FIRST_NAMES,
        "last_names": LAST_NAMES,
        "syllables": SYLLABLES,
    }
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        cursor.execute(WORD.format(count=len(SYLLABLES)), values)
        for statement in FILL:
            cursor.execute(statement, values)
        for first in range(1, people + 1, AT_ONCE):
            with transaction.atomic():
                keep_match_keys(range(first, min(first + AT_ONCE, people + 1)))
        cursor.execute(SETTLE)


def _ours(ids: Sequence[int]) -> int:
    """Look for these people's second profiles as the walk does; leave nothing behind."""
    with transaction.atomic():
        found = suggest_among(ids, now=NOW)
        DuplicateSuggestion.objects.all().delete()
        transaction.set_rollback(True)
    return found


def _trigrams(ids: Sequence[int]) -> Any:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.similarity_threshold = {SIMILAR_FROM}")
        cursor.execute(TRIGRAMS, {"ids": list(ids)})
        return cursor.fetchone()


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
