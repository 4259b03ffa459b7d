"""Find the messages whose senders died while they had them in their hands."""

import datetime
from typing import Any

from django.db import connections, transaction

from ...saleor_adapter.db import WRITER
from ..channel import channels
from .outcomes import tell_outcomes

# What was in the dead sender's hands may have left. Only where a second time does no harm, and
# somebody waits for it, is it sent again.
RECOVER = """
WITH lost AS (
    SELECT message.id, message.attempts,
           message.purpose = 'transactional' AND account.channel = ANY(%(repeatable)s)
             AND message.expires_at > %(now)s AS may_repeat
    FROM crm_message AS message
    LEFT JOIN crm_channel_account AS account ON account.id = message.account_id
    WHERE message.state = 'sending' AND message.lease_until <= %(now)s
    ORDER BY message.id LIMIT %(limit)s
    FOR UPDATE OF message SKIP LOCKED
), attempt AS (
    UPDATE crm_message_attempt AS attempt
    SET ended_at = %(now)s, outcome = 'unknown', detail = 'crashed'
    FROM lost WHERE attempt.message_id = lost.id AND attempt.number = lost.attempts
)
UPDATE crm_message AS message
SET state = CASE WHEN lost.may_repeat THEN 'queued' ELSE 'unknown' END,
    reason = CASE WHEN lost.may_repeat THEN '' ELSE 'crashed' END,
    is_untold = NOT lost.may_repeat, lease = NULL, lease_until = NULL, changed_at = %(now)s
FROM lost WHERE message.id = lost.id
RETURNING message.id, lost.may_repeat
"""
BATCH = 1000


def recover_unknown(*, now: datetime.datetime) -> list[int]:
    """Mark as unknown what dead senders held, and return these messages' ids; idempotent.

    Transactional messages by channels that take the same message only once are queued again
    instead. What a dead sender had claimed but not begun needs nothing: its lease runs out and it
    is due again. Publishes MessageLost, and every outcome that a dead sender has left untold.
    """
    lost: list[int] = []
    while batch := _recover_batch(now):
        lost += [message_id for message_id, may_repeat in batch if not may_repeat]
    tell_outcomes()
    return lost


def _recover_batch(now: datetime.datetime) -> list[tuple[int, bool]]:
    parameters: dict[str, Any] = {
        "now": now,
        "repeatable": [channel.code for channel in channels if channel.is_idempotent],
        "limit": BATCH,
    }
    with transaction.atomic(using=WRITER), connections[WRITER].cursor() as cursor:
        cursor.execute(RECOVER, parameters)
        return cursor.fetchall()
