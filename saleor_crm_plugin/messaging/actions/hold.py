"""Let everything that a source has queued wait, and let it go on."""

import datetime

from django.db import connections, transaction

from ...saleor_adapter.db import WRITER
from ..models import SourceHold

# By a partial index: only those that the gate has deferred because of the pause.
WAKE = """
UPDATE crm_message SET due_at = least(due_at, %(now)s), reason = '', changed_at = %(now)s
WHERE source_kind = %(kind)s AND source_id = %(id)s AND state = 'queued' AND reason = 'paused'
"""


def hold_source(source_kind: str, source_id: str, *, now: datetime.datetime) -> None:
    """Let nothing leave of what this source has queued and will queue; idempotent.

    From the commit on: what has passed the gate but is not begun comes back to it. It waits until
    the hold is released, or is refused when its time is over. Locks nothing else.
    """
    SourceHold.objects.using(WRITER).bulk_create(
        [SourceHold(source_kind=source_kind, source_id=source_id, held_at=now)],
        ignore_conflicts=True,
    )


def release_source(source_kind: str, source_id: str, *, now: datetime.datetime) -> int:
    """Let the source go on, and return how many of its messages waited for it; idempotent.

    They are due at once, and the gate decides anew about each. Waits for a gate that has just
    read the hold. Locks the hold, then those messages.
    """
    holds = SourceHold.objects.using(WRITER)
    with transaction.atomic(using=WRITER):
        holds.filter(source_kind=source_kind, source_id=source_id).delete()
        with connections[WRITER].cursor() as cursor:
            cursor.execute(WAKE, {"kind": source_kind, "id": source_id, "now": now})
            return cursor.rowcount
