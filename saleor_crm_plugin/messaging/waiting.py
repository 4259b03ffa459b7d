"""Messages that are due: taken by one worker at a time, and never waited for by another."""

import dataclasses
import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ..core.moments import moment
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .holds import held_sources
from .intents import Priority
from .policies.gate import WhenRefused

# The urgent first, and the oldest of each: one short walk of the index per priority, however many
# wait behind. Locks the rows for the caller's transaction; rows that others hold are passed over.
TAKE = """
SELECT due.id, due.public_id, due.source_kind, due.source_id, due.occurrence, due.profile_id,
       due.purpose, due.list_code, due.template_code, due.channels, due.channel_slug, due.subject,
       due.variables, due.when_refused, due.experiment_id, due.expires_at::text AS expires_at,
       due.attempts, EXISTS (
           SELECT FROM crm_cap_slot AS slot WHERE slot.message_id = due.id
       ) AS holds_slot, EXISTS (
           SELECT FROM crm_message_address AS kept WHERE kept.message_id = due.id
       ) AS has_address
FROM unnest(%(priorities)s::smallint[]) AS level (priority)
CROSS JOIN LATERAL (
    SELECT id, public_id, source_kind, source_id, occurrence, profile_id, purpose, list_code,
           template_code, channels,
           channel_slug, subject, variables, when_refused, experiment_id, due_at, expires_at,
           attempts
    FROM crm_message
    WHERE state = 'queued' AND priority = level.priority AND due_at <= %(now)s
      AND (lease_until IS NULL OR lease_until <= %(now)s)
    ORDER BY due_at, id LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
) AS due
ORDER BY level.priority, due.due_at, due.id
LIMIT %(limit)s
"""

IS_DUE = """
SELECT EXISTS (
    SELECT FROM unnest(%(priorities)s::smallint[]) AS level (priority)
    JOIN LATERAL (
        SELECT FROM crm_message
        WHERE state = 'queued' AND priority = level.priority AND due_at <= %(now)s
          AND (lease_until IS NULL OR lease_until <= %(now)s)
        LIMIT 1
    ) AS due ON true
) AS is_due
"""
PRIORITIES = [priority.value for priority in Priority]


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """One message that is due; `channels` are the media still to be tried, in their order.

    `is_paused` says that its source stands still.
    """

    id: int
    public_id: UUID
    source_kind: str
    source_id: str
    occurrence: str
    profile_id: int
    purpose: str
    list_code: str
    template_code: str
    channels: tuple[str, ...]
    channel_slug: str
    subject: Mapping[str, Any]
    variables: Mapping[str, Any]
    when_refused: WhenRefused
    experiment_id: int | None
    expires_at: datetime.datetime
    attempts: int
    holds_slot: bool
    has_address: bool
    is_paused: bool = False

    @property
    def is_transactional(self) -> bool:
        """Whether it belongs to a purchase, so that nobody is asked for consent."""
        return self.purpose == "transactional"


def take_due(*, now: datetime.datetime, limit: int) -> list[Waiting]:
    """Lock up to `limit` messages that are due, the urgent and the oldest first; two statements."""
    parameters = {"priorities": PRIORITIES, "now": now, "limit": limit}
    taken = [
        Waiting(
            **row
            | {
                "channels": tuple(row["channels"]),
                "subject": _plain(row["subject"]),
                "variables": _plain(row["variables"]),
                "when_refused": WhenRefused(row["when_refused"]),
                "expires_at": moment(row["expires_at"]),
            }
        )
        for row in read_rows(TAKE, parameters, WRITER)
    ]
    held = held_sources({(one.source_kind, one.source_id) for one in taken})
    if not held:
        return taken
    return [
        dataclasses.replace(one, is_paused=(one.source_kind, one.source_id) in held)
        for one in taken
    ]


def is_anything_due(*, now: datetime.datetime) -> bool:
    """Whether some message waits for a worker; one short look."""
    [row] = read_rows(IS_DUE, {"priorities": PRIORITIES, "now": now}, WRITER)
    return row["is_due"]


def _plain(stored: Any) -> Mapping[str, Any]:
    # Most have none.
    if stored == "{}":
        return {}
    # A cursor of Django's gives JSON as the text that it is.
    return json.loads(stored) if isinstance(stored, str) else stored
