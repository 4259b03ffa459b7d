"""What the gate writes for a whole batch: rulings, addresses, places under the caps, tokens."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections
from pydantic_core import to_json

from ..saleor_adapter.db import WRITER
from .policies.caps import Slot
from .policies.pace import FAILURES_TO_REST

# Whoever counts a person's slots holds this person's row until the slots are committed. Rows are
# locked in the order of the ids, and inserted in it.
LOCK = "INSERT INTO crm_cap_lock SELECT unnest(%(profiles)s::bigint[]) ON CONFLICT DO NOTHING"
LOCKED = """
SELECT profile_id FROM crm_cap_lock WHERE profile_id = ANY(%(profiles)s)
ORDER BY profile_id FOR UPDATE
"""
SLOTS = """
SELECT profile_id, channel, taken_at FROM crm_cap_slot
WHERE profile_id = ANY(%(profiles)s) AND taken_at > %(since)s
"""
TAKE_SLOTS = """
INSERT INTO crm_cap_slot (message_id, profile_id, channel, taken_at)
SELECT message_id, profile_id, channel, %(now)s
FROM json_to_recordset(%(rows)s) AS slot (message_id bigint, profile_id bigint, channel text)
ORDER BY message_id ON CONFLICT (message_id) DO NOTHING
"""
FREE_SLOTS = "DELETE FROM crm_cap_slot WHERE message_id = ANY(%(messages)s)"
# What a former attempt wrote is written anew: the address may be another one by now.
FORGET_ADDRESSES = (
    "DELETE FROM crm_message_address WHERE message_id = ANY(%(messages)s)"
)
ADDRESS = """
INSERT INTO crm_message_address (
    message_id, profile_id, channel, address, address_hash, source_kind, source_id, occurrence
)
SELECT message_id, profile_id, channel, address, address_hash, source_kind, source_id, occurrence
FROM json_to_recordset(%(rows)s) AS given (
    message_id bigint, profile_id bigint, channel text, address text, address_hash text,
    source_kind text, source_id text, occurrence text
)
ORDER BY message_id ON CONFLICT DO NOTHING
RETURNING message_id
"""
# Tokens grow with time up to the burst. An account on trial after its rest may send one.
TOKENS = """
WITH asked AS (
    SELECT * FROM unnest(%(accounts)s::bigint[], %(wanted)s::int[]) AS asked (id, wanted)
), full_by_now AS (
    SELECT account.id, asked.wanted, account.failures >= %(to_rest)s AS is_on_trial,
           CASE WHEN account.tokens_at IS NULL THEN account.burst
                ELSE least(account.burst, account.tokens + greatest(0,
                     extract(epoch FROM %(now)s - account.tokens_at)) * account.per_second)
           END AS tokens
    FROM crm_channel_account AS account JOIN asked USING (id)
    WHERE account.closed_until IS NULL OR account.closed_until <= %(now)s
    ORDER BY account.id FOR UPDATE OF account
), granted AS (
    SELECT id, tokens,
           least(wanted, floor(tokens), CASE WHEN is_on_trial THEN 1 END)::int AS granted
    FROM full_by_now
)
UPDATE crm_channel_account AS account
SET tokens = granted.tokens - granted.granted, tokens_at = %(now)s
FROM granted WHERE account.id = granted.id
RETURNING account.id, granted.granted
"""
GIVE_BACK = """
UPDATE crm_channel_account AS account SET tokens = account.tokens + spare.tokens
FROM unnest(%(accounts)s::bigint[], %(spare)s::int[]) AS spare (id, tokens)
WHERE account.id = spare.id
"""
LOG = """
INSERT INTO crm_gate_decision (
    message_id, profile_id, channel, verdict, reason, until, numbers, decided_at
)
SELECT message_id, profile_id, channel, verdict, reason, until, numbers, %(now)s
FROM json_to_recordset(%(rows)s) AS given (
    message_id bigint, profile_id bigint, channel text, verdict text, reason text,
    until timestamptz, numbers jsonb
)
"""
RULE = """
UPDATE crm_message AS message
SET state = ruled.state, reason = ruled.reason, channel = ruled.channel,
    channels = ARRAY(SELECT json_array_elements_text(ruled.channels)), due_at = ruled.due_at,
    account_id = ruled.account_id, lease = ruled.lease, lease_until = ruled.lease_until,
    is_untold = ruled.is_untold, is_test = ruled.is_test, changed_at = %(now)s
FROM json_to_recordset(%(rows)s) AS ruled (
    id bigint, state text, reason text, channel text, channels json, due_at timestamptz,
    account_id bigint, lease uuid, lease_until timestamptz, is_untold boolean, is_test boolean
)
WHERE message.id = ruled.id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageRow:
    """How a message stands after the gate."""

    id: int
    state: str
    reason: str
    channel: str
    channels: Sequence[str]
    due_at: datetime.datetime
    account_id: int | None = None
    lease: UUID | None = None
    lease_until: datetime.datetime | None = None
    is_untold: bool = False
    is_test: bool = False


def lock_slots(
    profile_ids: Collection[int], *, since: datetime.datetime
) -> dict[int, list[Slot]]:
    """Lock these people's places under the caps, and return those taken after `since`.

    Three statements. The locks hold until the end of the caller's transaction.
    """
    wanted: dict[str, Any] = {"profiles": sorted(profile_ids), "since": since}
    slots: dict[int, list[Slot]] = {profile_id: [] for profile_id in profile_ids}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LOCK, wanted)
        cursor.execute(LOCKED, wanted)
        cursor.execute(SLOTS, wanted)
        for profile_id, channel, taken_at in cursor.fetchall():
            slots[profile_id].append(Slot(channel, taken_at))
    return slots


def take_slots(rows: Sequence[Mapping[str, Any]], *, now: datetime.datetime) -> None:
    """Take a place for each of these messages that has none yet; one statement."""
    _execute(TAKE_SLOTS, rows=_json(rows), now=now)


def free_slots(message_ids: Sequence[int]) -> None:
    """Give back the places of these messages; one statement, none for no message."""
    if message_ids:
        _execute(FREE_SLOTS, messages=list(message_ids))


def forget_addresses(message_ids: Sequence[int]) -> None:
    """Delete where these messages were to go before; one statement, none for no message."""
    if message_ids:
        _execute(FORGET_ADDRESSES, messages=list(message_ids))


def keep_addresses(rows: Sequence[Mapping[str, Any]]) -> set[int]:
    """Write down where messages go, and return those that may go there.

    Absent are those whose source has said the same to this address already. One statement.
    """
    return {row[0] for row in _execute(ADDRESS, rows=_json(rows))}


def take_tokens(wanted: Mapping[int, int], *, now: datetime.datetime) -> dict[int, int]:
    """Take tokens of these accounts, and return how many each has given; one statement.

    Accounts that rest after failures are absent. Locks the accounts until the end of the
    transaction: call it last.
    """
    rows = _execute(
        TOKENS,
        accounts=list(wanted),
        wanted=list(wanted.values()),
        to_rest=FAILURES_TO_REST,
        now=now,
    )
    return dict(rows)


def give_back_tokens(spare: Mapping[int, int]) -> None:
    """Give back tokens that this very transaction took; one statement, none for no token."""
    if spare:
        _execute(GIVE_BACK, accounts=list(spare), spare=[spare[one] for one in spare])


def log_decisions(rows: Sequence[Mapping[str, Any]], *, now: datetime.datetime) -> None:
    """Append to the log of decisions; one statement."""
    _execute(LOG, rows=_json(rows), now=now)


def rule(rows: Sequence[MessageRow], *, now: datetime.datetime) -> None:
    """Write how these messages stand now; one statement."""
    _execute(RULE, rows=_json(rows), now=now)


def _execute(statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def _json(rows: Sequence[Any]) -> str:
    return to_json(list(rows)).decode()
