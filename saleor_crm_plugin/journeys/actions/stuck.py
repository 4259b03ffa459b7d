"""What staff do about passages that failed again and again."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections, transaction

from ...audit.actions import record_change
from ...saleor_adapter.db import WRITER
from ..errors import NotStuck, ReasonMissing, TooMany
from ..models import Enrollment, EnrollmentState
from .call_webhooks import call_again
from .take_back import take_back_messages

MOST = 1000
AUDITED = "enrollment"
RETRY = """
UPDATE crm_enrollment
SET state = CASE WHEN entered_at IS NULL THEN 'expected' ELSE 'active' END,
    due_at = %(now)s, attempt = 0, lease_until = NULL
WHERE id = ANY(%(ids)s)
"""
SKIP = """
UPDATE crm_enrollment
SET state = CASE WHEN entered_at IS NULL THEN 'lapsed' ELSE 'exited' END,
    end_reason = 'skipped', ended_at = %(now)s, lease_until = NULL,
    last_error = left(%(reason)s || ' | ' || last_error, 500)
WHERE id = ANY(%(ids)s)
"""


def retry_stuck(
    enrollment_ids: Sequence[int], *, author: str, now: datetime.datetime
) -> int:
    """Try stuck passages again, at once and with all their tries; return how many.

    What they could not tell another system is told again. All or nothing. Locks them by id.
    Raises TooMany and NotStuck.
    """
    with transaction.atomic(using=WRITER):
        values = {"now": now}
        count = _act(RETRY, enrollment_ids, "retried", author, values)
        call_again(enrollment_ids, now=now)
    return count


def skip_stuck(
    enrollment_ids: Sequence[int],
    *,
    reason: str,
    author: str,
    now: datetime.datetime,
) -> int:
    """Take stuck passages out of their journeys for good; who did it and why is kept.

    The reason stands with the passage, which an erasure reaches, before the last error; the log
    of changes, which nothing leaves, says that it was done. What was to be said to them and has
    not left is taken back.

    As `retry_stuck`; also raises ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic(using=WRITER):
        values = {"now": now, "reason": reason.strip()}
        count = _act(SKIP, enrollment_ids, "skipped", author, values)
        take_back_messages(enrollment_ids, now=now)
    return count


def _act(
    statement: str,
    enrollment_ids: Sequence[int],
    what: str,
    author: str,
    values: Mapping[str, Any],
) -> int:
    wanted = sorted(set(enrollment_ids))
    if len(wanted) > MOST:
        raise TooMany(len(wanted), most=MOST, field="ids")
    with transaction.atomic(using=WRITER):
        rows = Enrollment.objects.select_for_update().filter(
            pk__in=wanted, state=EnrollmentState.STUCK
        )
        found = list(rows.order_by("pk").values_list("pk", flat=True))
        if missing := sorted(set(wanted) - set(found)):
            raise NotStuck(missing)
        with connections[WRITER].cursor() as cursor:
            cursor.execute(statement, {"ids": found, **values})
        for enrollment_id in found:
            record_change(
                AUDITED,
                enrollment_id,
                author=author,
                before={"state": "stuck"},
                after={"state": what},
                now=values["now"],
            )
    return len(found)
