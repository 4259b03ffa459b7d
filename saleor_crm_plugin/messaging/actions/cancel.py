"""Take back messages that have not left yet."""

import datetime
from collections.abc import Collection

from django.db import transaction

from ...saleor_adapter.db import WRITER
from ..models import Message
from ..policies.reasons import Reason
from ..policies.states import MessageState
from .outcomes import tell_outcomes


def cancel_messages(
    source_kind: str,
    source_id: str | None,
    *,
    occurrences: Collection[str] | None = None,
    profile_ids: Collection[int] | None = None,
    now: datetime.datetime,
) -> int:
    """Take back what a source has queued, and return how many messages will not leave.

    `source_id`, `occurrences` and `profile_ids` narrow it; None means all. A message that is already in a
    sender's hands leaves. Idempotent. Waits for a batch that is at the gate, not for its sending;
    one that was claimed but not begun is taken back. Publishes MessageRefused.
    """
    waiting = Message.objects.using(WRITER).filter(
        source_kind=source_kind, state=MessageState.QUEUED
    )
    if source_id is not None:
        waiting = waiting.filter(source_id=source_id)
    if occurrences is not None:
        waiting = waiting.filter(occurrence__in=occurrences)
    if profile_ids is not None:
        waiting = waiting.filter(profile_id__in=profile_ids)
    with transaction.atomic(using=WRITER):
        ids = list(
            waiting.select_for_update().order_by("id").values_list("pk", flat=True)
        )
        Message.objects.using(WRITER).filter(pk__in=ids).update(
            state=MessageState.SUPPRESSED,
            reason=Reason.CANCELED,
            is_untold=True,
            lease=None,
            lease_until=None,
            changed_at=now,
        )
        tell_outcomes()
    return len(ids)
