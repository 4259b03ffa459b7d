"""Publish what became of messages, and give back the places of those that never left."""

from django.db import transaction

from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from .. import gate_rows
from ..message_facts import fact_of
from ..models import Message
from ..policies.states import OPEN_STATES, MessageState

BATCH = 1000
NEVER_LEFT = frozenset({MessageState.SUPPRESSED, MessageState.FAILED})


def tell_outcomes() -> int:
    """Publish the outcomes that are still untold, and return how many.

    Senders write each outcome at once but publish per batch: whoever calls this next tells what a
    sender that died has left. Locks the messages, passing over those that others tell.
    """
    told = 0
    while batch := _tell_batch():
        told += batch
    return told


@transaction.atomic(using=WRITER)
def _tell_batch() -> int:
    rows = list(
        Message.objects.using(WRITER)
        .select_for_update(skip_locked=True)
        .filter(is_untold=True)
        .order_by("id")[:BATCH]
    )
    if not rows:
        return 0
    # One that was taken up again meanwhile tells its end when it comes to one.
    publish(
        [
            fact_of(row, occurred_at=row.changed_at)
            for row in rows
            if row.state not in OPEN_STATES
        ]
    )
    gate_rows.free_slots([row.pk for row in rows if row.state in NEVER_LEFT])
    ids = [row.pk for row in rows]
    Message.objects.using(WRITER).filter(pk__in=ids).update(is_untold=False)
    return len(rows)
