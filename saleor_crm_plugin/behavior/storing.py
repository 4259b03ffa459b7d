"""Store events once, and add them up for the people they are of; set-based."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections
from pydantic_core import to_json

from ..saleor_adapter.db import WRITER
from .kinds import EventKind, KeywordSource
from .policies.keywords import keywords
from .policies.moments import OLDEST

_WORD_KNOWN = """
ON CONFLICT (profile_id, source, word) DO UPDATE SET
    times = known.times + EXCLUDED.times, stem = EXCLUDED.stem,
    first_at = least(known.first_at, EXCLUDED.first_at),
    last_at = greatest(known.last_at, EXCLUDED.last_at)
"""
# What `added` holds, added up for the people it is of. Locks: rows in the order of their keys,
# the caller holding the profiles.
_SUMS = f"""
days AS (
    INSERT INTO crm_behavior_day AS known (profile_id, day, kind, events)
    SELECT profile_id, (occurred_at AT TIME ZONE 'UTC')::date AS day, kind, count(*)
    FROM added WHERE profile_id IS NOT NULL
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (profile_id, day, kind) DO UPDATE SET events = known.events + EXCLUDED.events
), products AS (
    INSERT INTO crm_product_interest AS known
        (profile_id, product_id, views, carts, wishes, shares, first_at, last_at)
    SELECT profile_id, product_id, count(*) FILTER (WHERE kind = 'product'),
           count(*) FILTER (WHERE kind = 'cart'), count(*) FILTER (WHERE kind = 'wishlist'),
           count(*) FILTER (WHERE kind = 'share'), min(occurred_at), max(occurred_at)
    FROM added
    WHERE profile_id IS NOT NULL AND product_id IS NOT NULL
      AND kind IN ('product', 'cart', 'wishlist', 'share')
    GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (profile_id, product_id) DO UPDATE SET
        views = known.views + EXCLUDED.views, carts = known.carts + EXCLUDED.carts,
        wishes = known.wishes + EXCLUDED.wishes, shares = known.shares + EXCLUDED.shares,
        first_at = least(known.first_at, EXCLUDED.first_at),
        last_at = greatest(known.last_at, EXCLUDED.last_at)
), categories AS (
    INSERT INTO crm_category_interest AS known
        (profile_id, category_id, views, first_at, last_at)
    SELECT profile_id, category_id, count(*), min(occurred_at), max(occurred_at)
    FROM added
    WHERE profile_id IS NOT NULL AND category_id IS NOT NULL AND kind IN ('product', 'category')
    GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (profile_id, category_id) DO UPDATE SET
        views = known.views + EXCLUDED.views,
        first_at = least(known.first_at, EXCLUDED.first_at),
        last_at = greatest(known.last_at, EXCLUDED.last_at)
), words AS (
    INSERT INTO crm_person_keyword AS known
        (profile_id, source, word, stem, times, first_at, last_at)
    SELECT profile_id, '{KeywordSource.SEARCH}', word,
           left(min(crm_keyword_stem(word, language)), 64), count(*),
           min(occurred_at), max(occurred_at)
    FROM added
    JOIN json_to_recordset(%(words)s) AS said (
        event_key text, occurred_at timestamptz, word text
    ) USING (event_key, occurred_at)
    WHERE profile_id IS NOT NULL
    GROUP BY profile_id, word ORDER BY profile_id, word
    {_WORD_KNOWN}
)
SELECT count(*) FROM added
"""  # noqa: S608 only constants of this module
# The caller holds the visitor's row, so that a retry waits and then finds the key. A moment more
# than the oldest that is taken, for the retry's own clock.
STORE = f"""
WITH given AS (
    SELECT * FROM json_to_recordset(%(events)s) AS given (
        visitor_id bigint, profile_id bigint, event_key text, kind text, name text,
        product_id int, variant_id int, category_id int, channel text, quantity int, text text,
        language text, author text, occurred_at timestamptz
    )
), added AS (
    INSERT INTO crm_behavior_event
        (occurred_at, received_at, visitor_id, profile_id, event_key, kind, name, product_id,
         variant_id, category_id, channel, quantity, text, language, author)
    SELECT occurred_at, %(now)s, visitor_id, profile_id, event_key, kind, name, product_id,
           variant_id, category_id, channel, quantity, text, language, author
    FROM given
    WHERE NOT EXISTS (
        SELECT FROM crm_behavior_event AS known
        WHERE known.visitor_id = given.visitor_id AND known.event_key = given.event_key
          AND known.occurred_at >= %(since)s
    )
    ON CONFLICT DO NOTHING
    RETURNING event_key, profile_id, kind, product_id, category_id, language, occurred_at
), {_SUMS}"""  # noqa: S608 only constants of this module
ADD_UP = f"""
WITH added AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(events)s) AS added (
        event_key text, profile_id bigint, kind text, product_id int, category_id int,
        language text, occurred_at timestamptz
    )
), {_SUMS}"""  # noqa: S608 only constants of this module
ADD_WORDS = f"""
INSERT INTO crm_person_keyword AS known
    (profile_id, source, word, stem, times, first_at, last_at)
SELECT profile_id, source, word, left(min(crm_keyword_stem(word, language)), 64), count(*),
       min(occurred_at), max(occurred_at)
FROM json_to_recordset(%(words)s) AS given (
    profile_id bigint, source text, word text, language text, occurred_at timestamptz
)
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
{_WORD_KNOWN}"""  # noqa: S608 only constants of this module

Row = Mapping[str, Any]


def store(events: Sequence[Row], *, now: datetime.datetime) -> int:
    """Store events that are not there yet, and add those up; return how many they were.

    All of one device, or all of none. Idempotent by visitor and key. The caller holds the people.
    One statement.
    """
    if not events:
        return 0
    asked = {
        "events": to_json(events).decode(),
        "words": _words_searched(events),
        "now": now,
        "since": now - OLDEST - datetime.timedelta(days=1),
    }
    return _counted(STORE, asked)


def add_up(events: Sequence[Row]) -> None:
    """Add events of one device to the sums of the people they are of; each event once. One statement.

    Nothing is added for nobody. The caller holds the people.
    """
    if events:
        _counted(
            ADD_UP,
            {"events": to_json(events).decode(), "words": _words_searched(events)},
        )


def _words_searched(events: Sequence[Row]) -> str:
    # A device may use a key again after its time: with the moment it is one event's.
    words = [
        {
            "event_key": one["event_key"],
            "occurred_at": one["occurred_at"],
            "word": word,
        }
        for one in events
        if one["profile_id"] and one["kind"] == EventKind.SEARCH
        for word in keywords(one["text"])
    ]
    return to_json(words).decode()


def _counted(statement: str, parameters: Mapping[str, Any]) -> int:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.fetchone()[0])


def add_words(texts: Sequence[Row], source: KeywordSource) -> int:
    """Add the words of texts to those that their people have used; return how many. One statement.

    A text has `profile_id`, `text`, `language` and `occurred_at`.
    """
    words = [
        {
            "profile_id": one["profile_id"],
            "source": source,
            "word": word,
            "language": one["language"],
            "occurred_at": one["occurred_at"],
        }
        for one in texts
        for word in keywords(one["text"])
    ]
    if words:
        with connections[WRITER].cursor() as cursor:
            cursor.execute(ADD_WORDS, {"words": to_json(words).decode()})
    return len(words)


def returned(statement: str, parameters: Mapping[str, Any]) -> list[Row]:
    """Return what a statement that writes gives back, by column."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
