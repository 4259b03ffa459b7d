"""Decide by hand about deliveries that were given up: try again, or skip with a reason."""

import datetime
from collections.abc import Sequence

from django.db import connections

from ...saleor_adapter.db import WRITER
from ..errors import ReasonMissing

RETRY = """
UPDATE crm_delivery SET state = 'pending', tries = 0, due_at = %s
WHERE id = ANY(%s) AND state = 'stuck'
"""
# Keeps who gave up what, and why.
SKIP = """
WITH given_up AS (
    DELETE FROM crm_delivery WHERE id = ANY(%(ids)s) AND state = 'stuck'
    RETURNING handler, lane, fact_id, fact_week, last_error
)
INSERT INTO crm_skipped_delivery
    (handler, lane, fact_id, fact_key, fact_code, last_error, reason, author, skipped_at)
SELECT given_up.handler, given_up.lane, fact.id, fact.key, fact.code, given_up.last_error,
       %(reason)s, %(author)s, %(now)s
FROM given_up
JOIN crm_fact AS fact ON fact.id = given_up.fact_id AND fact.week = given_up.fact_week
"""
# What an error says may quote a value, and a reason is whatever somebody typed.
FORGET_WORDS = (
    "UPDATE crm_skipped_delivery SET reason = '', last_error = ''"
    " WHERE lane = %(lane)s AND lane <> 0 AND (reason, last_error) <> ('', '')",
    "UPDATE crm_delivery SET last_error = ''"
    " WHERE lane = %(lane)s AND lane <> 0 AND tries > 0 AND last_error <> ''",
)


def retry_stuck(ids: Sequence[int], *, now: datetime.datetime) -> int:
    """Let these parked deliveries be tried again at once, with all their tries; returns how many.

    Ids that are not parked are left alone. The lane has meanwhile gone on: a retried fact comes
    after later ones, which handlers that work towards targets do not mind.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(RETRY, (now, list(ids)))
        return int(cursor.rowcount)


def skip_stuck(
    ids: Sequence[int], *, reason: str, author: str, now: datetime.datetime
) -> int:
    """Give these parked deliveries up for good and keep the reason; returns how many.

    Raises ReasonMissing, with nothing changed, where `reason` or `author` is empty.
    """
    for field, text in (("reason", reason), ("author", author)):
        if not text.strip():
            raise ReasonMissing(field)
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            SKIP, {"ids": list(ids), "reason": reason, "author": author, "now": now}
        )
        return int(cursor.rowcount)


def forget_words(lane: int) -> int:
    """Empty what was written about a lane's failures, by staff or by errors; return how many rows.

    In the caller's transaction. Idempotent; what nobody is meant by (lane 0) is left alone.
    """
    count = 0
    with connections[WRITER].cursor() as cursor:
        for statement in FORGET_WORDS:
            cursor.execute(statement, {"lane": lane})
            count += cursor.rowcount
    return count
