"""What the sums of behavior have to be: reckoned from the events that are kept, and compared.

This is the second way to the same numbers: `storing` adds up what comes, this counts what is there.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from pydantic_core import to_json

from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from .kinds import EventKind, KeywordSource
from .policies.keywords import keywords

_OF_THEM = """
FROM crm_behavior_event
WHERE profile_id = ANY(%(profiles)s::bigint[]) AND occurred_at >= %(since)s
"""
_DAYS = f"""
SELECT profile_id, (occurred_at AT TIME ZONE 'UTC')::date AS day, kind, count(*)::int AS events
{_OF_THEM} GROUP BY 1, 2, 3
"""  # noqa: S608 only constants of this module
_PRODUCTS = f"""
SELECT profile_id, product_id, (count(*) FILTER (WHERE kind = 'product'))::int AS views,
       (count(*) FILTER (WHERE kind = 'cart'))::int AS carts,
       (count(*) FILTER (WHERE kind = 'wishlist'))::int AS wishes,
       (count(*) FILTER (WHERE kind = 'share'))::int AS shares,
       min(occurred_at) AS first_at, max(occurred_at) AS last_at
{_OF_THEM} AND product_id IS NOT NULL AND kind IN ('product', 'cart', 'wishlist', 'share')
GROUP BY 1, 2
"""  # noqa: S608 only constants of this module
_CATEGORIES = f"""
SELECT profile_id, category_id, count(*)::int AS views, min(occurred_at) AS first_at,
       max(occurred_at) AS last_at
{_OF_THEM} AND category_id IS NOT NULL AND kind IN ('product', 'category')
GROUP BY 1, 2
"""  # noqa: S608 only constants of this module
_SEARCHES = f"""
SELECT profile_id, text, language, count(*) AS times, min(occurred_at) AS first_at,
       max(occurred_at) AS last_at
{_OF_THEM} AND kind = '{EventKind.SEARCH}'
GROUP BY 1, 2, 3
"""  # noqa: S608 only constants of this module
_WORDS = """
SELECT profile_id, source, word, left(min(crm_keyword_stem(word, language)), 64) AS stem,
       sum(times)::int AS times, min(first_at) AS first_at, max(last_at) AS last_at
FROM json_to_recordset(%(words)s) AS given (
    profile_id bigint, source text, word text, language text, times int, first_at timestamptz,
    last_at timestamptz
)
GROUP BY 1, 2, 3
"""
# A row that began before what is kept counts things that are not there any more: it has aged.
_DIFFERENT = """
WITH counted AS MATERIALIZED ({counted}), different AS MATERIALIZED (
    SELECT {keys}, {counted_values}, counted.profile_id IS NOT NULL AS is_counted,
           {is_aged} AS is_aged
    FROM (
        SELECT * FROM {table} WHERE profile_id = ANY(%(profiles)s::bigint[]) AND {provable}
    ) AS stored
    FULL JOIN counted USING ({keys})
    WHERE ({stored_compared}) IS DISTINCT FROM ({counted_compared})
)"""
_REPORT = """
SELECT profile_id, (count(*) FILTER (WHERE NOT is_aged))::int AS wrong,
       (count(*) FILTER (WHERE is_aged))::int AS aged
FROM different GROUP BY profile_id ORDER BY profile_id
"""
_MEND = """, gone AS (
    DELETE FROM {table} AS stored USING different
    WHERE NOT different.is_counted AND ({stored_keys}) = ({different_keys})
), made AS (
    INSERT INTO {table} ({keys}, {values})
    SELECT {keys}, {values} FROM different WHERE is_counted ORDER BY {keys}
    ON CONFLICT ({keys}) DO UPDATE SET {taken}
)"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    """One table of sums; `counted` is what it has to be, `provable` which rows can be told.

    `unlike` are values that depend on the order in which things came, so they are not compared.
    """

    table: str
    keys: tuple[str, ...]
    values: tuple[str, ...]
    counted: str
    provable: str = "true"
    unlike: frozenset[str] = frozenset()

    @property
    def comparing(self) -> str:
        """Return the statement that says of whom how many rows are wrong, and have aged."""
        return self._different() + _REPORT

    @property
    def mending(self) -> str:
        """Return the same that also makes the rows anew."""
        mend = _MEND.format(
            table=self.table,
            keys=", ".join(self.keys),
            values=", ".join(self.values),
            stored_keys=_of("stored", self.keys),
            different_keys=_of("different", self.keys),
            taken=", ".join(f"{name} = EXCLUDED.{name}" for name in self.values),
        )
        return self._different() + mend + _REPORT

    def _different(self) -> str:
        compared = [name for name in self.values if name not in self.unlike]
        has_age = "first_at" in self.values
        return _DIFFERENT.format(
            table=self.table,
            counted=self.counted,
            keys=", ".join(self.keys),
            counted_values=_of("counted", self.values),
            stored_compared=_of("stored", compared),
            counted_compared=_of("counted", compared),
            provable=self.provable,
            is_aged="coalesce(stored.first_at < %(since)s, false)"
            if has_age
            else "false",
        )


SUMS = (
    Sum(
        table="crm_behavior_day",
        keys=("profile_id", "day", "kind"),
        values=("events",),
        counted=_DAYS,
        # Older days go by themselves.
        provable="day >= %(since)s::timestamptz::date",
    ),
    Sum(
        table="crm_product_interest",
        keys=("profile_id", "product_id"),
        values=("views", "carts", "wishes", "shares", "first_at", "last_at"),
        counted=_PRODUCTS,
    ),
    Sum(
        table="crm_category_interest",
        keys=("profile_id", "category_id"),
        values=("views", "first_at", "last_at"),
        counted=_CATEGORIES,
    ),
    Sum(
        table="crm_person_keyword",
        keys=("profile_id", "source", "word"),
        values=("stem", "times", "first_at", "last_at"),
        counted=_WORDS,
        # What people wrote to the shop is not kept, so nobody can count its words again.
        provable=f"source = '{KeywordSource.SEARCH}'",
        unlike=frozenset({"stem"}),
    ),
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """How many rows of one table are wrong for one person, and how many have only aged."""

    table: str
    profile_id: int
    wrong: int
    aged: int


def compare(profile_ids: Collection[int], *, since: datetime.datetime) -> list[Wrong]:
    """Return what differs of these people's sums; five statements, nothing is changed.

    Events before `since`, the beginning of a day (UTC), count no more.
    """
    return _run([(one, one.comparing) for one in SUMS], profile_ids, since)


def mend(profile_ids: Collection[int], *, since: datetime.datetime) -> list[Wrong]:
    """Make what differs of these people's sums anew, and return it as `compare`. Idempotent.

    In the caller's transaction, with the people locked.
    """
    return _run([(one, one.mending) for one in SUMS], profile_ids, since)


def _run(
    statements: list[tuple[Sum, str]],
    profile_ids: Collection[int],
    since: datetime.datetime,
) -> list[Wrong]:
    asked: dict[str, Any] = {"profiles": int_array(profile_ids), "since": since}
    found = []
    with connections[WRITER].cursor() as cursor:
        cursor.execute(_SEARCHES, asked)
        names = [column.name for column in cursor.description]
        searches = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        asked["words"] = to_json(_words_of(searches)).decode()
        for one, statement in statements:
            cursor.execute(statement, asked)
            found += [Wrong(one.table, *row) for row in cursor.fetchall()]
    return found


def _words_of(searches: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    known: dict[str, list[str]] = {}
    words: list[Mapping[str, Any]] = []
    for search in searches:
        text = search["text"]
        if text not in known:
            known[text] = keywords(text)
        shared = {
            name: search[name]
            for name in ("profile_id", "language", "times", "first_at", "last_at")
        }
        words += [
            {"source": KeywordSource.SEARCH, "word": word, **shared}
            for word in known[text]
        ]
    return words


def _of(table: str, names: Collection[str]) -> str:
    return ", ".join(f"{table}.{name}" for name in names)
