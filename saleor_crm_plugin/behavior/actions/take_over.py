"""Join what a device did to who has signed in on it: the newest at once, the rest by and by."""

import datetime
from dataclasses import dataclass

from django.db import connections, transaction

from ...consent.actions.record import lock_people
from ...saleor_adapter.db import WRITER
from ..models import WaitingHistory
from ..profiled import may_be_profiled
from ..storing import add_up, returned

# The newest first: what they did just now says most about what they want.
TAKE_OVER = """
UPDATE crm_behavior_event AS event SET profile_id = %(profile)s
FROM (
    SELECT occurred_at, id FROM crm_behavior_event
    WHERE visitor_id = %(visitor)s AND profile_id IS NULL AND occurred_at <= %(until)s
      AND (%(since)s::timestamptz IS NULL OR occurred_at > %(since)s)
    ORDER BY occurred_at DESC, id DESC LIMIT %(most)s
) AS free
WHERE event.occurred_at = free.occurred_at AND event.id = free.id
RETURNING event.event_key, event.profile_id, event.kind, event.product_id, event.category_id,
          event.text, event.language, event.occurred_at
"""
DROP = """
DELETE FROM crm_behavior_event
WHERE visitor_id = %(visitor)s AND profile_id IS NULL AND occurred_at <= %(until)s
  AND (%(since)s::timestamptz IS NULL OR occurred_at > %(since)s)
"""
MOST_AT_ONCE = 1000
MOST_TRIES = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """What a device did without anybody signed in after `since` (None: ever) and up to `until`."""

    visitor_id: int
    profile_id: int
    since: datetime.datetime | None
    until: datetime.datetime


def take_over(history: History) -> None:
    """Make a history the person's: the newest 1,000 events; what is left waits for a worker.

    In the caller's transaction, with the person and then the visitor locked. Three statements and
    those of adding up, however long the history is.
    """
    if _join(history) == MOST_AT_ONCE:
        WaitingHistory.objects.bulk_create(
            [
                WaitingHistory(
                    visitor_id=history.visitor_id,
                    profile_id=history.profile_id,
                    since=history.since,
                    until=history.until,
                )
            ],
            ignore_conflicts=True,
        )


def join_waiting_histories(*, most: int = 100) -> int:
    """Join up to `most` batches of 1,000 events of what waits; return how many batches were done.

    Each is one transaction that ends the waiting with its last batch: a worker that dies leaves
    nothing twice and nothing out, and several may run at once. Of people who no longer agree, or
    are no longer there, what waits is deleted. Locks the person, then the waiting row.
    """
    for done in range(most):
        if not _next_batch():
            return done
    return most


def _next_batch() -> bool:
    for _ in range(MOST_TRIES):
        row = WaitingHistory.objects.order_by("pk").first()
        if row is None:
            return False
        with transaction.atomic(using=WRITER):
            # The person first, as everybody does; merged or forgotten meanwhile, it is another row.
            is_there = bool(lock_people([row.profile_id]))
            rows = WaitingHistory.objects.select_for_update()
            held = rows.filter(pk=row.pk, profile_id=row.profile_id).first()
            if held is None:
                continue
            _go_on(held, is_allowed=is_there and may_be_profiled(held.profile_id))
            return True
    return False


def _go_on(row: WaitingHistory, *, is_allowed: bool) -> None:
    history = History(
        visitor_id=row.visitor_id,
        profile_id=row.profile_id,
        since=row.since,
        until=row.until,
    )
    if not is_allowed:
        with connections[WRITER].cursor() as cursor:
            cursor.execute(DROP, {"visitor": row.visitor_id, **_span(history)})
        row.delete()
    elif _join(history) < MOST_AT_ONCE:
        row.delete()


def _join(history: History) -> int:
    asked = {
        "profile": history.profile_id,
        "visitor": history.visitor_id,
        "most": MOST_AT_ONCE,
        **_span(history),
    }
    taken = returned(TAKE_OVER, asked)
    add_up(taken)
    return len(taken)


def _span(history: History) -> dict[str, datetime.datetime | None]:
    return {"since": history.since, "until": history.until}
