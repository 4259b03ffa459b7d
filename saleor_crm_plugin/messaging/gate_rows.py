"""What the gate writes for a whole batch: rulings, addresses, places under the caps, tokens."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections

from ..core.alike import alike
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from .policies.caps import Slot
from .policies.pace import FAILURES_TO_REST

# Whoever counts a person's slots holds this person's row until the slots are committed. Rows are
# locked in the order of the ids, and inserted in it.
LOCK = "INSERT INTO crm_cap_lock SELECT unnest(%(profiles)s::bigint[]) ON CONFLICT DO NOTHING"
LOCKED = """
SELECT profile_id FROM crm_cap_lock WHERE profile_id = ANY(%(profiles)s::bigint[])
ORDER BY profile_id FOR UPDATE
"""
SLOTS = """
SELECT profile_id, channel, taken_at FROM crm_cap_slot
WHERE profile_id = ANY(%(profiles)s::bigint[]) AND taken_at > %(since)s
"""
TAKE_SLOTS = """
INSERT INTO crm_cap_slot (message_id, profile_id, channel, taken_at)
SELECT slot.message_id, slot.profile_id, alike.channel, %(now)s
FROM json_to_recordset(%(rows)s) AS alike (
    channel text, message_ids bigint[], profile_ids bigint[]
)
CROSS JOIN LATERAL unnest(alike.message_ids, alike.profile_ids) AS slot (message_id, profile_id)
ORDER BY slot.message_id ON CONFLICT (message_id) DO NOTHING
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
SELECT given.message_id, given.profile_id, alike.channel, given.address, given.address_hash,
       alike.source_kind, alike.source_id, alike.occurrence
FROM json_to_recordset(%(rows)s) AS alike (
    channel text, source_kind text, source_id text, occurrence text, message_ids bigint[],
    profile_ids bigint[], addresses text[], address_hashes text[]
)
CROSS JOIN LATERAL unnest(
    alike.message_ids, alike.profile_ids, alike.addresses, alike.address_hashes
) AS given (message_id, profile_id, address, address_hash)
ORDER BY given.message_id ON CONFLICT DO NOTHING
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
SELECT decided.message_id, decided.profile_id, alike.channel, alike.verdict, alike.reason,
       alike.until, alike.numbers::jsonb, %(now)s
FROM json_to_recordset(%(rows)s) AS alike (
    channel text, verdict text, reason text, until timestamptz, numbers text,
    message_ids bigint[], profile_ids bigint[]
)
CROSS JOIN LATERAL unnest(alike.message_ids, alike.profile_ids)
  AS decided (message_id, profile_id)
"""
# An array of ids can only be looked up in the index: joined row by row, a planner that knows
# nothing of the day's messages would read all of them for every batch.
RULE = """
UPDATE crm_message AS message
SET state = alike.state, reason = alike.reason, channel = alike.channel,
    channels = alike.channels, due_at = coalesce(alike.due_at, message.due_at),
    account_id = alike.account_id, lease = alike.lease, lease_until = alike.lease_until,
    is_untold = alike.is_untold, is_test = alike.is_test, changed_at = %(now)s
FROM json_to_recordset(%(rows)s) AS alike (
    state text, reason text, channel text, channels text[], due_at timestamptz,
    account_id bigint, lease uuid, lease_until timestamptz, is_untold boolean, is_test boolean,
    message_ids bigint[]
)
WHERE message.id = ANY(alike.message_ids)
"""


class Stand(NamedTuple):
    """How a message stands after the gate; without `due_at` it is due when it was."""

    state: str
    reason: str
    channel: str
    channels: tuple[str, ...]
    due_at: datetime.datetime | None = None
    account_id: int | None = None
    lease: UUID | None = None
    lease_until: datetime.datetime | None = None
    is_untold: bool = False
    is_test: bool = False


class Kept(NamedTuple):
    """Where a message goes, and what it tells there."""

    message_id: int
    profile_id: int
    channel: str
    address: str
    address_hash: str
    source_kind: str
    source_id: str
    occurrence: str


class Decided(NamedTuple):
    """A line of the log; `numbers` is a JSON object as text."""

    message_id: int
    profile_id: int
    channel: str
    verdict: str
    reason: str
    until: datetime.datetime | None
    numbers: str


class Taken(NamedTuple):
    """A place under the caps."""

    message_id: int
    profile_id: int
    channel: str


def lock_slots(
    profile_ids: Collection[int], *, since: datetime.datetime
) -> dict[int, list[Slot]]:
    """Lock these people's places under the caps, and return those taken after `since`.

    Three statements. The locks hold until the end of the caller's transaction.
    """
    wanted: dict[str, Any] = {
        "profiles": int_array(sorted(profile_ids)),
        "since": since,
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LOCK, wanted)
        cursor.execute(LOCKED, wanted)
        cursor.execute(SLOTS, wanted)
        return _by_person(profile_ids, cursor.fetchall())


def read_slots(
    profile_ids: Collection[int], *, since: datetime.datetime
) -> dict[int, list[Slot]]:
    """Return the places under the caps that these people have taken after `since`; one statement."""
    rows = _execute(SLOTS, profiles=int_array(sorted(profile_ids)), since=since)
    return _by_person(profile_ids, rows)


def _by_person(
    profile_ids: Collection[int], rows: Iterable[tuple[Any, ...]]
) -> dict[int, list[Slot]]:
    slots: dict[int, list[Slot]] = {profile_id: [] for profile_id in profile_ids}
    for profile_id, channel, taken_at in rows:
        slots[profile_id].append(Slot(channel, taken_at))
    return slots


def take_slots(rows: Sequence[Taken], *, now: datetime.datetime) -> None:
    """Take a place for each of these messages that has none yet; one statement."""
    given = alike(
        [((row.channel,), (row.message_id, row.profile_id)) for row in rows],
        shared=("channel",),
        own=("message_ids", "profile_ids"),
    )
    _execute(TAKE_SLOTS, rows=given, now=now)


def free_slots(message_ids: Sequence[int]) -> None:
    """Give back the places of these messages; one statement, none for no message."""
    if message_ids:
        _execute(FREE_SLOTS, messages=list(message_ids))


def forget_addresses(message_ids: Sequence[int]) -> None:
    """Delete where these messages were to go before; one statement, none for no message."""
    if message_ids:
        _execute(FORGET_ADDRESSES, messages=list(message_ids))


def keep_addresses(rows: Sequence[Kept]) -> set[int]:
    """Write down where messages go, and return those that may go there.

    Absent are those whose source has said the same to this address already. One statement.
    """
    given = alike(
        [
            (
                (row.channel, row.source_kind, row.source_id, row.occurrence),
                (row.message_id, row.profile_id, row.address, row.address_hash),
            )
            for row in rows
        ],
        shared=("channel", "source_kind", "source_id", "occurrence"),
        own=("message_ids", "profile_ids", "addresses", "address_hashes"),
    )
    return {row[0] for row in _execute(ADDRESS, rows=given)}


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


def log_decisions(rows: Iterable[Decided], *, now: datetime.datetime) -> None:
    """Append to the log of decisions; one statement."""
    given = alike(
        [
            (
                (row.channel, row.verdict, row.reason, row.until, row.numbers),
                (row.message_id, row.profile_id),
            )
            for row in rows
        ],
        shared=("channel", "verdict", "reason", "until", "numbers"),
        own=("message_ids", "profile_ids"),
    )
    _execute(LOG, rows=given, now=now)


def rule(stands: Iterable[tuple[int, Stand]], *, now: datetime.datetime) -> None:
    """Write how these messages, by id, stand now; one statement."""
    given = alike(
        [(stand, (message_id,)) for message_id, stand in stands],
        shared=Stand._fields,
        own=("message_ids",),
    )
    _execute(RULE, rows=given, now=now)


def _execute(statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []
