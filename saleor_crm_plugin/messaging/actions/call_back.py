"""Bring back to the gate what was on its way to people who have just said no."""

from collections.abc import Sequence

from django.db import connections

from ...core.facts import Fact
from ...saleor_adapter.db import WRITER

# A sender begins only what its lease still names; what lies in its hands already leaves.
CALL_BACK = """
WITH claimed AS (
    SELECT id FROM crm_message
    WHERE profile_id = ANY(%(profiles)s::bigint[]) AND state = 'queued' AND lease IS NOT NULL
    ORDER BY id FOR UPDATE
)
UPDATE crm_message SET lease = NULL, lease_until = NULL
FROM claimed WHERE crm_message.id = claimed.id
"""


def call_back(facts: Sequence[Fact]) -> None:
    """Take messages that passed the gate and are not begun yet out of their senders' batches.

    They are due again at once, and the gate decides anew. Idempotent, one statement. Locks these
    people's messages by id.
    """
    profiles = [fact.profile_id for fact in facts if fact.profile_id is not None]
    if not profiles:
        return
    with connections[WRITER].cursor() as cursor:
        cursor.execute(CALL_BACK, {"profiles": profiles})
