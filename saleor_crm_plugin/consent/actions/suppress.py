"""Stop writing to addresses, and lift it again."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from pydantic_core import to_json

from ...core.facts import Fact, Origin
from ...outbox.actions import publish
from ..errors import AuthorRequired, InvalidCode, SuppressionNotFound
from ..events import AddressSuppressed, SuppressionLifted
from ..models import LiftReason, Suppression
from ..policies import SuppressionReason, is_code

# Locks: unique keys in the order (channel, address, reason).
_SUPPRESS = """
WITH given AS (
    SELECT DISTINCT ON (channel, address_hash, reason) *
    FROM json_to_recordset(%(given)s)
        AS given (channel text, address_hash text, reason text, profile_id bigint, author text)
    ORDER BY channel, address_hash, reason, profile_id
), added AS (
    INSERT INTO crm_suppression (channel, address_hash, reason, since, author, ended_by, lift_reason)
    SELECT channel, address_hash, reason, %(now)s, author, '', ''
    FROM given ORDER BY channel, address_hash, reason
    ON CONFLICT (channel, address_hash, reason) WHERE ended_at IS NULL DO NOTHING
    RETURNING id, channel, address_hash, reason
)
SELECT added.id, channel, reason, given.profile_id
FROM added JOIN given USING (channel, address_hash, reason)
ORDER BY added.id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class SuppressedAddress:
    """An address by its keyed hash, and why it is not written to.

    `profile_id` is whose timeline shows it, if known; `author` the staff or app that asked for it.
    """

    channel: str
    address_hash: str
    reason: SuppressionReason
    profile_id: int | None = None
    author: str = ""


def suppress(addresses: Sequence[SuppressedAddress], *, now: datetime.datetime) -> int:
    """Stop writing to these addresses; return how many suppressions are new.

    Idempotent: a reason that is in force already is left as it is. One statement. Publishes
    AddressSuppressed for the new ones. Raises InvalidCode for a channel or hash that is none.
    """
    for address in addresses:
        if not is_code(address.channel):
            raise InvalidCode("channel", address.channel)
        if not address.address_hash:
            raise InvalidCode("address", address.address_hash)
    if not addresses:
        return 0
    given = to_json(addresses).decode()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SUPPRESS, {"given": given, "now": now})
        added = cursor.fetchall()
        publish([_suppressed(*row, now=now) for row in added])
    return len(added)


def lift(
    suppression_id: int, *, author: str, reason: LiftReason, now: datetime.datetime
) -> Suppression:
    """Let an address be written to again, as far as this one reason stopped it.

    Locks the row. Publishes SuppressionLifted. Raises AuthorRequired and SuppressionNotFound.
    """
    if not author:
        raise AuthorRequired
    with transaction.atomic():
        active = Suppression.objects.filter(ended_at__isnull=True)
        row = active.select_for_update().filter(pk=suppression_id).first()
        if row is None:
            raise SuppressionNotFound(suppression_id)
        row.ended_at, row.ended_by, row.lift_reason = now, author, reason
        row.save(update_fields=["ended_at", "ended_by", "lift_reason"])
        publish([lifted_fact(row.pk, row.channel, row.reason, None, now=now)])
    return row


def _suppressed(
    row_id: int,
    channel: str,
    reason: str,
    profile_id: int | None,
    *,
    now: datetime.datetime,
) -> Fact:
    return AddressSuppressed(
        **_fact_values(f"suppression:{row_id}", profile_id, now),
        channel=channel,
        reason=reason,
    )


def lifted_fact(
    row_id: int,
    channel: str,
    reason: str,
    profile_id: int | None,
    *,
    now: datetime.datetime,
) -> Fact:
    """Return the fact that a suppression is over."""
    return SuppressionLifted(
        **_fact_values(f"suppression:{row_id}:lifted", profile_id, now),
        channel=channel,
        reason=reason,
    )


def _fact_values(
    key: str, profile_id: int | None, now: datetime.datetime
) -> dict[str, Any]:
    return {
        "key": key,
        "occurred_at": now,
        "origin": Origin.LIVE,
        "profile_id": profile_id,
    }
