"""Write messages down, one per intent, before anything is sent."""

import datetime
from collections.abc import Hashable, Sequence
from typing import Any

from django.db import connections, transaction
from pydantic_core import to_json

from ...consent.purposes import PURPOSES
from ...core.alike import alike
from ...saleor_adapter.db import WRITER
from ..errors import UnknownPurpose
from ..intents import DEFAULT_TERM, Crowd, Intent, MessageSubject, Queued

BATCH = 1000

# Ids follow the order given. What is there already is read afterwards: a row that somebody else
# inserts at this moment is waited for, and then seen.
QUEUE = """
INSERT INTO crm_message (
    source_kind, source_id, occurrence, profile_id, purpose, list_code, template_code, channels,
    channel_slug, subject, variables, priority, when_refused, experiment_id, due_at, expires_at,
    state, queued_at, changed_at
)
SELECT alike.source_kind, alike.source_id, alike.occurrence, wanted.profile_id, alike.purpose,
       alike.list_code, alike.template_code, alike.channels, alike.channel_slug,
       alike.subject::jsonb, alike.variables::jsonb, alike.priority, alike.when_refused,
       alike.experiment_id, alike.due_at, alike.expires_at, 'queued', %(now)s, %(now)s
FROM json_to_recordset(%(intents)s) AS alike (
    source_kind text, source_id text, occurrence text, purpose text, list_code text,
    template_code text, channels text[], channel_slug text, subject text, variables text,
    priority smallint, when_refused text, experiment_id bigint, due_at timestamptz,
    expires_at timestamptz, profile_ids bigint[], places int[]
)
CROSS JOIN LATERAL unnest(alike.profile_ids, alike.places) AS wanted (profile_id, place)
ORDER BY wanted.place
ON CONFLICT (source_kind, source_id, occurrence, profile_id) DO NOTHING
RETURNING source_kind, source_id, occurrence, profile_id, id
"""
KNOWN = """
SELECT message.source_kind, message.source_id, message.occurrence, message.profile_id, message.id
FROM json_to_recordset(%(intents)s) AS alike (
    source_kind text, source_id text, occurrence text, profile_ids bigint[]
)
CROSS JOIN LATERAL unnest(alike.profile_ids) AS wanted (profile_id)
JOIN crm_message AS message USING (source_kind, source_id, occurrence, profile_id)
"""
# The same, where people differ in nothing but their codes: of these nothing is told in return.
QUEUE_CROWDS = """
INSERT INTO crm_message (
    source_kind, source_id, occurrence, profile_id, purpose, list_code, template_code, channels,
    channel_slug, subject, variables, priority, when_refused, experiment_id, due_at, expires_at,
    state, queued_at, changed_at
)
SELECT alike.source_kind, alike.source_id, alike.occurrence, wanted.profile_id, alike.purpose,
       alike.list_code, alike.template_code, alike.channels, alike.channel_slug,
       CASE WHEN wanted.code IS NULL THEN alike.subject::jsonb
            ELSE alike.subject::jsonb || jsonb_build_object('code', wanted.code) END,
       alike.variables::jsonb, alike.priority, alike.when_refused, alike.experiment_id,
       alike.due_at, alike.expires_at, 'queued', %(now)s, %(now)s
FROM json_to_recordset(%(crowds)s) AS alike (
    source_kind text, source_id text, occurrence text, purpose text, list_code text,
    template_code text, channels text[], channel_slug text, subject text, variables text,
    priority smallint, when_refused text, experiment_id bigint, due_at timestamptz,
    expires_at timestamptz, profile_ids bigint[], codes text[]
)
CROSS JOIN LATERAL unnest(alike.profile_ids, alike.codes) AS wanted (profile_id, code)
ORDER BY wanted.profile_id
ON CONFLICT (source_kind, source_id, occurrence, profile_id) DO NOTHING
"""
_NOTHING = MessageSubject()
_SHARED = (
    *(
        "source_kind",
        "source_id",
        "occurrence",
        "purpose",
        "list_code",
        "template_code",
    ),
    *("channels", "channel_slug", "subject", "variables", "priority", "when_refused"),
    *("experiment_id", "due_at", "expires_at"),
)


def queue_messages(
    intents: Sequence[Intent], *, now: datetime.datetime
) -> list[Queued]:
    """Write one message per intent, in the caller's transaction; answers in the order given.

    Raises UnknownPurpose. Idempotent: an intent that is known is left as it is, whatever else it
    says this time. Nothing is decided here: consent, caps and the hour are looked at when the
    message is due. At most two statements per thousand intents.
    """
    for purpose in {intent.purpose for intent in intents} - PURPOSES.keys():
        raise UnknownPurpose(purpose)
    queued: list[Queued] = []
    with transaction.atomic(using=WRITER):
        for start in range(0, len(intents), BATCH):
            queued += _queue(intents[start : start + BATCH], now)
    return queued


def queue_crowds(crowds: Sequence[Crowd], *, now: datetime.datetime) -> int:
    """Write one message per person, in the caller's transaction; return how many are new.

    As `queue_messages`, for the many to whom the same is said: one statement for all of them,
    whose cost in this process hardly depends on how many they are. Raises UnknownPurpose.
    """
    for purpose in {crowd.intent.purpose for crowd in crowds} - PURPOSES.keys():
        raise UnknownPurpose(purpose)
    given = [
        dict(zip(_SHARED, _shared_by(crowd.intent), strict=True))
        | {"profile_ids": crowd.profile_ids, "codes": crowd.codes}
        for crowd in crowds
    ]
    if not given:
        return 0
    with connections[WRITER].cursor() as cursor:
        cursor.execute(QUEUE_CROWDS, {"crowds": to_json(given).decode(), "now": now})
        return cursor.rowcount


def _queue(intents: Sequence[Intent], now: datetime.datetime) -> list[Queued]:
    given = alike(
        (
            (_shared_by(one), (one.profile_id, place))
            for place, one in enumerate(intents)
        ),
        shared=_SHARED,
        own=("profile_ids", "places"),
    )
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


def _shared_by(intent: Intent) -> tuple[Hashable, ...]:
    """Return what an intent has in common with others of its source, in the order of `_SHARED`."""
    return (
        intent.source_kind,
        intent.source_id,
        intent.occurrence,
        intent.purpose,
        intent.list_code,
        intent.template_code,
        intent.channels,
        intent.channel_slug,
        "{}" if intent.subject == _NOTHING else to_json(intent.subject).decode(),
        to_json(intent.variables).decode() if intent.variables else "{}",
        intent.priority,
        intent.when_refused,
        intent.experiment_id,
        intent.due_at,
        intent.expires_at or intent.due_at + DEFAULT_TERM,
    )
