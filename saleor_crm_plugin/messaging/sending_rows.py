"""The one statement per message that makes sending safe, and what is written around it.

Each step ends the message before and begins the next one, committed before anything is handed
over. So at any moment at most one message per sender may or may not have left.

Messages are named by their ids here. `state || ''` is the state as well, but no partial index is
known to fit it: an index of all that is queued has the id as its last column, and where statistics
are older than the messages the planner walks it as a whole for each single id.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections
from pydantic_core import to_json

from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER

# A message that was given up as unknown meanwhile is known again when its sender comes back. The
# next one begins only while the switch stands as it did when the batch was claimed, and while
# nobody has paused its source.
STEP = """
WITH ended AS (
    UPDATE crm_message
    SET state = %(state)s, reason = %(reason)s, due_at = coalesce(%(due_at)s, due_at),
        channels = CASE WHEN %(next_channel)s THEN channels[2:] ELSE channels END,
        is_untold = %(is_untold)s, lease = NULL, lease_until = NULL, changed_at = %(now)s
    WHERE id = %(ended)s AND attempts = %(number)s AND state IN ('sending', 'unknown')
), ended_attempt AS (
    UPDATE crm_message_attempt
    SET ended_at = %(now)s, outcome = %(outcome)s, detail = %(detail)s,
        provider_id = %(provider_id)s
    WHERE message_id = %(ended)s AND number = %(number)s
), begun AS (
    UPDATE crm_message AS message
    SET state = 'sending', attempts = attempts + 1, changed_at = %(now)s
    FROM crm_sending_settings AS settings
    WHERE message.id = %(begun)s AND message.lease = %(lease)s AND message.state || '' = 'queued'
      AND settings.id = 1 AND settings.mode = %(mode)s
      AND NOT EXISTS (
          SELECT FROM crm_source_hold AS hold
          WHERE hold.source_kind = message.source_kind AND hold.source_id = message.source_id
      )
    RETURNING message.id, message.attempts, message.channel, message.account_id
)
INSERT INTO crm_message_attempt (
    message_id, number, channel, account_id, begun_at, version_id, language, variant
)
SELECT id, attempts, channel, account_id, %(now)s, %(version_id)s, %(language)s, %(variant)s
FROM begun
RETURNING number
"""
# Those that the claim still holds but that were never begun are as they were before.
RELEASE = """
UPDATE crm_message SET lease = NULL, lease_until = NULL
WHERE id = ANY(%(ids)s) AND lease = %(lease)s AND state || '' = 'queued'
"""
FAIL = """
UPDATE crm_message AS message
SET state = 'failed', reason = failed.reason, is_untold = true, lease = NULL, lease_until = NULL,
    changed_at = %(now)s
FROM json_to_recordset(%(rows)s) AS failed (id bigint, reason text)
WHERE message.id = failed.id AND message.lease = %(lease)s AND message.state || '' = 'queued'
"""
# Local channels deliver in our own transaction: begun, stored and ended at once. By an array that
# the planner does not know, so that it can only use the index, however few messages it expects.
STORED = """
WITH stored AS (
    UPDATE crm_message AS message
    SET state = 'sent', reason = '', attempts = attempts + 1, is_untold = true, lease = NULL,
        lease_until = NULL, changed_at = %(now)s
    FROM (SELECT %(ids)s::bigint[] AS ids OFFSET 0) AS claimed
    WHERE message.id = ANY(claimed.ids) AND message.lease = %(lease)s AND message.state || '' = 'queued'
      AND EXISTS (SELECT FROM crm_sending_settings WHERE id = 1 AND mode = %(mode)s)
      AND NOT EXISTS (
          SELECT FROM crm_source_hold AS hold
          WHERE hold.source_kind = message.source_kind AND hold.source_id = message.source_id
      )
    RETURNING message.id, message.attempts, message.channel, message.account_id
)
INSERT INTO crm_message_attempt (
    message_id, number, channel, account_id, begun_at, ended_at, outcome
)
SELECT id, attempts, channel, account_id, %(now)s, %(now)s, 'accepted' FROM stored
RETURNING message_id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """How one handing over ended, and where its message stands now."""

    id: int
    number: int
    state: str
    outcome: str
    reason: str = ""
    detail: str = ""
    provider_id: str = ""
    due_at: datetime.datetime | None = None
    next_channel: bool = False
    is_untold: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Which words of a template a message was made of."""

    version_id: int | None = None
    language: str = ""
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """The message that is handed over next, and its words."""

    id: int
    words: Words = Words()


_NOBODY = Begun(0)
_NOTHING = Ended(id=0, number=0, state="", outcome="", is_untold=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """The claim that one worker has on a batch, made while the switch stood at `mode`."""

    lease: UUID
    mode: str
    now: datetime.datetime


def step(claim: Claim, *, ended: Ended | None, begun: Begun | None) -> int | None:
    """End one message and begin the next, in one statement; return the number of its attempt.

    None where nothing was begun: it was canceled, the claim is over, its source was paused, or the
    switch was moved.
    Must not be called inside a transaction: what it says has to be there before the send.
    """
    done, next_one = ended or _NOTHING, begun or _NOBODY
    parameters: dict[str, Any] = {
        "ended": done.id,
        "number": done.number,
        "state": done.state,
        "reason": done.reason,
        "due_at": done.due_at,
        "next_channel": done.next_channel,
        "is_untold": done.is_untold,
        "outcome": done.outcome,
        "detail": done.detail,
        "provider_id": done.provider_id,
        "begun": next_one.id,
        "version_id": next_one.words.version_id,
        "language": next_one.words.language,
        "variant": next_one.words.variant,
        "lease": claim.lease,
        "mode": claim.mode,
        "now": claim.now,
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(STEP, parameters)
        row = cursor.fetchone()
        return row[0] if row else None


def release(claim: Claim, message_ids: Sequence[int]) -> int:
    """Give back what was claimed and never begun; return how many. One statement."""
    parameters: dict[str, Any] = {"ids": list(message_ids), "lease": claim.lease}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(RELEASE, parameters)
        return cursor.rowcount


def fail(claim: Claim, reasons: Sequence[tuple[int, str]]) -> None:
    """End messages that could not even be tried; one statement."""
    rows = [{"id": message_id, "reason": reason} for message_id, reason in reasons]
    parameters: dict[str, Any] = {
        "rows": to_json(rows).decode(),
        "lease": claim.lease,
        "now": claim.now,
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(FAIL, parameters)


def mark_stored(claim: Claim, message_ids: Sequence[int]) -> set[int]:
    """Mark messages of a local channel as sent, in the caller's transaction; return which were.

    Absent are those that were canceled or paused meanwhile, and all where the switch was moved.
    """
    parameters: dict[str, Any] = {
        "ids": int_array(message_ids),
        "lease": claim.lease,
        "mode": claim.mode,
        "now": claim.now,
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(STORED, parameters)
        return {row[0] for row in cursor.fetchall()}
