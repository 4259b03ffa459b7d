"""Let the suppression of addresses follow what their owners said about marketing.

The same address can belong to two profiles, such as a guest's and an unconfirmed account's: who
opts out of a channel is not written to there under any of them.
"""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection
from pydantic_core import to_json

from ..addresses import ADDRESSES
from ..models import LiftReason
from ..policies import WHOLE_PURPOSE, ConsentStatus, SuppressionReason
from ..purposes import ConsentPurpose
from ..sources import FROM_A_LINK, RECORDED_BY_STAFF

# The address to which messages go: a proven one before the others, then the newest. What somebody
# only claims is followed only if they acted by a link that was sent there, or staff did. Of several
# acts the last counts; who leaves the rest and keeps a list at one moment can still be written to.
# Locks: unique keys, then rows, in the order (channel, address, reason).
_FOLLOW = """
WITH moved AS (
    SELECT * FROM json_to_recordset(%(moved)s)
        AS (profile_id bigint, channel text, granted boolean, occurred_at timestamptz,
            is_proven boolean)
), address AS MATERIALIZED (
    SELECT DISTINCT ON (moved.profile_id, reach.channel)
           reach.channel, known.value_hash AS address_hash, moved.granted
    FROM moved
    JOIN unnest(%(channels)s::text[], %(types)s::text[]) AS reach (channel, type)
        ON moved.channel IN (reach.channel, 'any')
    JOIN crm_identifier known
        ON known.profile_id = moved.profile_id AND known.type = reach.type
       AND known.ended_at IS NULL
    WHERE known.trust = 'verified' OR moved.is_proven
    ORDER BY moved.profile_id, reach.channel, moved.occurred_at DESC, moved.granted DESC,
             known.trust = 'verified' DESC, known.id DESC
), suppressed AS (
    INSERT INTO crm_suppression
        (channel, address_hash, reason, since, author, ended_by, lift_reason)
    SELECT DISTINCT channel, address_hash, %(opt_out)s, %(now)s::timestamptz, '', '', ''
    FROM address WHERE NOT granted ORDER BY channel, address_hash
    ON CONFLICT (channel, address_hash, reason) WHERE ended_at IS NULL DO NOTHING
), lifted AS (
    SELECT id FROM crm_suppression
    WHERE ended_at IS NULL AND reason = ANY (%(ends)s)
      AND (channel, address_hash) IN (
          SELECT channel, address_hash FROM address WHERE granted
      )
    ORDER BY channel, address_hash, reason
    FOR UPDATE
)
UPDATE crm_suppression SET ended_at = %(now)s, lift_reason = %(granted_again)s
WHERE id IN (SELECT id FROM lifted)
"""
_ENDED_BY_A_GRANT = [SuppressionReason.OPT_OUT, SuppressionReason.ERASURE]


class MovedConsent(NamedTuple):
    """A consent that an act has just moved."""

    profile_id: int
    channel: str
    purpose: str
    list_code: str
    status: str
    source: str
    occurred_at: datetime.datetime
    event_id: int


def follow_addresses(moved: Sequence[MovedConsent], *, now: datetime.datetime) -> None:
    """Suppress the addresses of those who left a channel, and lift that for those who came back.

    Bounces and complaints stay: only the person's own opt-out ends. One statement at most.
    """
    acts = [_address_act(one) for one in moved if _concerns_addresses(one)]
    if not acts:
        return
    parameters: dict[str, Any] = {
        "moved": to_json(acts).decode(),
        "channels": [channel for channel, _ in ADDRESSES],
        "types": [str(kind) for _, kind in ADDRESSES],
        "opt_out": SuppressionReason.OPT_OUT.value,
        "ends": [reason.value for reason in _ENDED_BY_A_GRANT],
        "granted_again": LiftReason.GRANTED_AGAIN.value,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, parameters)


def _concerns_addresses(moved: MovedConsent) -> bool:
    if moved.purpose != ConsentPurpose.MARKETING:
        return False
    if moved.status == ConsentStatus.WITHDRAWN:
        return moved.list_code == WHOLE_PURPOSE
    return moved.status == ConsentStatus.GRANTED


def _address_act(moved: MovedConsent) -> dict[str, Any]:
    return {
        "profile_id": moved.profile_id,
        "channel": moved.channel,
        "granted": moved.status == ConsentStatus.GRANTED,
        "occurred_at": moved.occurred_at,
        "is_proven": moved.source in FROM_A_LINK | RECORDED_BY_STAFF,
    }
