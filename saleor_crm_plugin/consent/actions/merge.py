"""Let the stricter word count for people who turned out to be one, and take that back."""

import datetime
from collections.abc import Iterable, Mapping

from django.db import connections
from pydantic_core import to_json

from ...identity.moving import Merge
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.reading import read_rows
from ..policies import ConsentStatus, Standing, Subject, stricter_standings
from ..sources import Source

SAID = """
SELECT profile_id, channel, purpose, list_code, status, occurred_at FROM crm_consent_state
WHERE profile_id = ANY(%(profiles)s)
"""
# An act that is there already was written by a former run of the same merge.
ACT = """
WITH added AS (
    INSERT INTO crm_consent_event
        (key, profile_id, channel, purpose, list_code, status, source, occurred_at,
         recorded_at, author)
    SELECT %(key)s || ':' || concat_ws(':', channel, purpose, list_code), %(profile)s, channel,
           purpose, list_code, status, %(source)s, occurred_at, %(now)s, ''
    FROM json_to_recordset(%(acts)s) AS act (
        channel text, purpose text, list_code text, status text, occurred_at timestamptz
    )
    ORDER BY purpose, channel, list_code
    ON CONFLICT (key) DO NOTHING
    RETURNING *
)
INSERT INTO crm_consent_state AS known
    (profile_id, channel, purpose, list_code, status, source, occurred_at, event_id)
SELECT profile_id, channel, purpose, list_code, status, source, occurred_at, id FROM added
ON CONFLICT (profile_id, purpose, channel, list_code) DO UPDATE
SET status = excluded.status, source = excluded.source,
    occurred_at = excluded.occurred_at, event_id = excluded.event_id
"""
# What stands by this merge stands by the latest act before it, leaving out merges that were undone.
REVERT = """
WITH undone AS (
    DELETE FROM crm_consent_state AS known USING crm_consent_event AS act
    WHERE act.id = known.event_id AND act.key LIKE %(key)s || ':%%'
      AND known.profile_id IN (
          SELECT id FROM crm_profile WHERE id = %(target)s OR merged_into_id = %(target)s
      )
    RETURNING known.profile_id, known.channel, known.purpose, known.list_code
)
SELECT DISTINCT ON (act.profile_id, act.channel, act.purpose, act.list_code)
       act.profile_id, act.channel, act.purpose, act.list_code, act.status, act.source,
       act.occurred_at, act.id
FROM undone JOIN crm_consent_event AS act USING (profile_id, channel, purpose, list_code)
WHERE act.source <> %(source)s OR NOT EXISTS (
    SELECT FROM crm_profile_merge AS merge
    WHERE merge.undone_at IS NOT NULL AND act.key LIKE 'merge:' || merge.id || ':%%'
)
ORDER BY act.profile_id, act.channel, act.purpose, act.list_code, act.occurred_at DESC,
         act.status = 'withdrawn' DESC, act.status = 'granted' DESC, act.id DESC
"""
STAND = """
INSERT INTO crm_consent_state
    (profile_id, channel, purpose, list_code, status, source, occurred_at, event_id)
SELECT * FROM json_to_recordset(%(states)s) AS state (
    profile_id bigint, channel text, purpose text, list_code text, status text, source text,
    occurred_at timestamptz, event_id bigint
)
"""
WITHDRAWN_SINCE = """
SELECT channel, purpose, list_code, occurred_at FROM crm_consent_state
WHERE profile_id = %(target)s AND status = 'withdrawn' AND source <> %(source)s
  AND occurred_at >= %(merged_at)s
"""

Said = dict[Subject, Standing]


def take_the_stricter(merge: Merge) -> int:
    """Record for the survivor what the source said, as far as it is stricter or new.

    Publishes nothing: nobody said anything. Idempotent by the merge; the people are locked.
    Returns how many acts were recorded.
    """
    said = _said([merge.source_id, merge.target_id])
    changes = stricter_standings(
        said[merge.target_id], said[merge.source_id], now=merge.now
    )
    return _act(merge.target_id, f"merge:{merge.id}", changes, merge.now)


def part_consents(merge: Merge) -> None:
    """Let the survivor stand where its own acts lead, and whoever withdrew since for both.

    Idempotent.
    """
    values = {
        "key": f"merge:{merge.id}",
        "source": Source.MERGE.value,
        "target": merge.target_id,
        "merged_at": merge.merged_at,
    }
    since = read_rows(WITHDRAWN_SINCE, values, WRITER)
    states = read_rows(REVERT, values, WRITER)
    rows = [{**row, "event_id": row.pop("id")} for row in states]
    with connections[WRITER].cursor() as cursor:
        cursor.execute(STAND, {"states": to_json(rows).decode()})
    withdrawals = {
        _subject(row): Standing(ConsentStatus.WITHDRAWN, row["occurred_at"])
        for row in since
    }
    _act(merge.source_id, f"parted:{merge.id}", withdrawals, merge.now)


def _said(profile_ids: Iterable[int]) -> dict[int, Said]:
    found: dict[int, Said] = {one: {} for one in profile_ids}
    for row in read_rows(SAID, {"profiles": list(found)}, WRITER):
        standing = Standing(ConsentStatus(row["status"]), row["occurred_at"])
        found[row["profile_id"]][_subject(row)] = standing
    return found


def _subject(row: Mapping[str, str]) -> Subject:
    return Subject(row["channel"], row["purpose"], row["list_code"])


def _act(
    profile_id: int,
    key: str,
    changes: Mapping[Subject, Standing],
    now: datetime.datetime,
) -> int:
    acts = [
        {
            "channel": subject.channel,
            "purpose": subject.purpose,
            "list_code": subject.list_code,
            "status": standing.status,
            "occurred_at": standing.occurred_at,
        }
        for subject, standing in changes.items()
    ]
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            ACT,
            {
                "key": key,
                "profile": profile_id,
                "source": Source.MERGE.value,
                "now": now,
                "acts": to_json(acts).decode(),
            },
        )
        return cursor.rowcount
