"""What is written about the recipients of a run for a whole batch."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from ..core.moments import moment
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .policies.reasons import Exclusion
from .sources import OCCURRENCE, SOURCE_KIND, source_id

# One walk of the index of who waits. Whom an erasure or a merge holds is passed over: it waits for
# the run's row, and nobody waits for it. Each person is looked up among those who are gone.
NEXT = f"""
WITH next AS MATERIALIZED (
    SELECT profile_id, arm, due_at FROM crm_campaign_recipient
    WHERE run_id = %(run)s AND message_id IS NULL AND NOT is_held_out AND excluded_reason = ''
      AND due_at <= %(now)s AND arm <> ''
    ORDER BY due_at, profile_id LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
)
SELECT next.arm, next.due_at::text AS due_at,
       CASE WHEN gone.is_erased THEN '{Exclusion.ERASED.value}'
            WHEN NOT gone.is_erased THEN '{Exclusion.MERGED.value}'
            WHEN next.due_at <= %(late)s THEN '{Exclusion.TIME_OVER.value}'
            ELSE '' END AS excluded,
       array_agg(next.profile_id ORDER BY next.profile_id) AS profile_ids
FROM next LEFT JOIN LATERAL (
    SELECT erased_at IS NOT NULL AS is_erased FROM crm_profile
    WHERE id = next.profile_id AND (erased_at IS NOT NULL OR merged_into_id IS NOT NULL) LIMIT 1
) AS gone ON true
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""  # noqa: S608 only constants of the code
EXCLUDE = """
UPDATE crm_campaign_recipient SET excluded_reason = %(reason)s
WHERE run_id = %(run)s AND profile_id = ANY(%(profiles)s::bigint[])
"""
# The message is found by what names it for good, whoever has written it.
NOTE = """
UPDATE crm_campaign_recipient AS recipient
SET message_id = queued.id, code_id = coalesce(wanted.code_id, recipient.code_id)
FROM unnest(%(profiles)s::bigint[], %(codes)s::bigint[]) AS wanted (profile_id, code_id)
CROSS JOIN LATERAL (
    SELECT id FROM crm_message
    WHERE source_kind = %(kind)s AND source_id = %(source)s AND occurrence = %(occurrence)s
      AND profile_id = wanted.profile_id LIMIT 1
) AS queued
WHERE recipient.run_id = %(run)s AND recipient.profile_id = wanted.profile_id
"""
IS_ANYBODY_LEFT = """
SELECT EXISTS (
    SELECT FROM crm_campaign_recipient
    WHERE run_id = %(run)s AND message_id IS NULL AND NOT is_held_out AND excluded_reason = ''
) AS is_anybody_left
"""
# From one end of the audience to the other: those who wait are left out, and all are named. Who is
# being erased or merged is passed over, as above.
LEAVE_OUT = f"""
WITH next AS MATERIALIZED (
    SELECT profile_id, message_id, is_held_out, excluded_reason FROM crm_campaign_recipient
    WHERE run_id = %(run)s AND profile_id > %(after)s
    ORDER BY profile_id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
), left_out AS (
    UPDATE crm_campaign_recipient AS recipient
    SET excluded_reason = '{Exclusion.CANCELED.value}'
    FROM next
    WHERE recipient.run_id = %(run)s AND recipient.profile_id = next.profile_id
      AND next.message_id IS NULL AND NOT next.is_held_out AND next.excluded_reason = ''
    RETURNING 1
)
SELECT (SELECT count(*) FROM left_out) AS left_out, (SELECT max(profile_id) FROM next) AS last,
       ARRAY(SELECT profile_id FROM next WHERE message_id IS NOT NULL) AS told
"""  # noqa: S608 only constants of the code


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """Recipients whose turn it is, alike in all but who they are; `excluded` says why not, or ""."""

    arm: str
    due_at: datetime.datetime
    excluded: str
    profile_ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of an audience behind which nobody waits any more: up to `last`, None for the end."""

    count: int
    last: int | None
    told: list[int]


def next_turns(
    run_id: int, *, now: datetime.datetime, late: datetime.datetime, limit: int
) -> list[Turn]:
    """Lock and return up to `limit` recipients whose turn it is, in groups; one statement.

    Whoever was due at `late` or before it has waited too long.
    """
    asked: dict[str, Any] = {"run": run_id, "now": now, "late": late, "limit": limit}
    return [
        Turn(**row | {"due_at": moment(row["due_at"])})
        for row in read_rows(NEXT, asked, WRITER)
    ]


def exclude(run_id: int, profile_ids: Collection[int], reason: str) -> int:
    """Leave these recipients out for good; one statement."""
    return _execute(EXCLUDE, run=run_id, profiles=int_array(profile_ids), reason=reason)


def note_messages(
    run_id: int, profile_ids: Sequence[int], codes: Mapping[int, int]
) -> int:
    """Write down the messages of these recipients, and their codes' ids; one statement.

    Returns how many have one.
    """
    return _execute(
        NOTE,
        run=run_id,
        profiles=int_array(profile_ids),
        codes=[codes.get(profile_id) for profile_id in profile_ids],
        kind=SOURCE_KIND,
        source=source_id(run_id),
        occurrence=OCCURRENCE,
    )


def is_anybody_left(run_id: int) -> bool:
    """Whether anybody has still to be queued, now or later; one probe of the index."""
    [row] = read_rows(IS_ANYBODY_LEFT, {"run": run_id}, WRITER)
    return bool(row["is_anybody_left"])


def leave_out(run_id: int, *, after: int, limit: int) -> LeftOut:
    """Leave out who waits among the next `limit` recipients behind a profile; one statement."""
    asked: dict[str, Any] = {"run": run_id, "after": after, "limit": limit}
    [row] = read_rows(LEAVE_OUT, asked, WRITER)
    return LeftOut(row["left_out"], row["last"], row["told"])


def _execute(statement: str, **parameters: Any) -> int:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount
