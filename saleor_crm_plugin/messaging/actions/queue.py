"""Write messages down, one per intent, before anything is sent."""

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Any

from django.db import connections, transaction
from pydantic_core import to_json

from ...consent.purposes import PURPOSES
from ...saleor_adapter.db import WRITER
from ..errors import UnknownPurpose
from ..intents import DEFAULT_TERM, Intent, Queued

BATCH = 1000

# Ids follow the order given. What is there already is read afterwards: a row that somebody else
# inserts at this moment is waited for, and then seen.
QUEUE = """
INSERT INTO crm_message (
    source_kind, source_id, occurrence, profile_id, purpose, list_code, template_code, channels,
    channel_slug, subject, variables, priority, when_refused, experiment_id, due_at, expires_at,
    state, queued_at, changed_at
)
SELECT source_kind, source_id, occurrence, profile_id, purpose, list_code, template_code,
       ARRAY(SELECT json_array_elements_text(channels)), channel_slug, subject, variables,
       priority, when_refused, experiment_id, due_at, expires_at, 'queued', %(now)s, %(now)s
FROM ROWS FROM (
    json_to_recordset(%(intents)s) AS (
        source_kind text, source_id text, occurrence text, profile_id bigint, purpose text,
        list_code text, template_code text, channels json, channel_slug text, subject jsonb,
        variables jsonb, priority smallint, when_refused text, experiment_id bigint,
        due_at timestamptz, expires_at timestamptz
    )
) WITH ORDINALITY AS intent (
    source_kind, source_id, occurrence, profile_id, purpose, list_code, template_code, channels,
    channel_slug, subject, variables, priority, when_refused, experiment_id, due_at, expires_at,
    place
)
ORDER BY place
ON CONFLICT (source_kind, source_id, occurrence, profile_id) DO NOTHING
RETURNING source_kind, source_id, occurrence, profile_id, id
"""
KNOWN = """
SELECT message.source_kind, message.source_id, message.occurrence, message.profile_id, message.id
FROM json_to_recordset(%(intents)s) AS intent (
    source_kind text, source_id text, occurrence text, profile_id bigint
)
JOIN crm_message AS message USING (source_kind, source_id, occurrence, profile_id)
"""


def queue_messages(
    intents: Sequence[Intent], *, now: datetime.datetime
) -> list[Queued]:
    """Write one message per intent, in the caller's transaction; answers in the order given.

    Raises UnknownPurpose. Idempotent: an intent that is known is left as it is, whatever else it says this time. Nothing
    is decided here: consent, caps and the hour are looked at when the message is due. At most two
    statements per thousand intents.
    """
    for purpose in {intent.purpose for intent in intents} - PURPOSES.keys():
        raise UnknownPurpose(purpose)
    queued: list[Queued] = []
    with transaction.atomic(using=WRITER):
        for start in range(0, len(intents), BATCH):
            queued += _queue(intents[start : start + BATCH], now)
    return queued


def _queue(intents: Sequence[Intent], now: datetime.datetime) -> list[Queued]:
    given = to_json([_as_row(intent) for intent in intents]).decode()
    with connections[WRITER].cursor() as cursor:
        cursor.execute(QUEUE, {"intents": given, "now": now})
        new = {tuple(key): message_id for *key, message_id in cursor.fetchall()}
        known: dict[tuple[Any, ...], int] = {}
        if len(new) < len(intents):
            cursor.execute(KNOWN, {"intents": given})
            known = {tuple(key): message_id for *key, message_id in cursor.fetchall()}
    told: list[Queued] = []
    for intent in intents:
        # The second of two equal intents in one call is not new.
        message_id = new.pop(intent.key, None)
        told.append(
            Queued(known[intent.key], is_new=False)
            if message_id is None
            else Queued(message_id, is_new=True)
        )
    return told


def _as_row(intent: Intent) -> dict[str, Any]:
    row = {
        field.name: getattr(intent, field.name) for field in dataclasses.fields(intent)
    }
    row["expires_at"] = intent.expires_at or intent.due_at + DEFAULT_TERM
    return row
