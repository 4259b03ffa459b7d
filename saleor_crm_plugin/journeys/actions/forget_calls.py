"""Forget calls of other systems that are over for long, and endpoints that had them and are retired."""

import datetime
from typing import Any

from django.db import connections, transaction

from ...saleor_adapter.db import WRITER

BATCH = 1000
# What failed waits for staff with its passage.
FORGET = """
DELETE FROM crm_webhook_call AS call
USING (
    SELECT enrollment_id, visit FROM crm_webhook_call
    WHERE state IN ('answered', 'dropped') AND ended_at < %(before)s
    ORDER BY ended_at LIMIT %(batch)s
    FOR UPDATE SKIP LOCKED
) AS old
WHERE call.enrollment_id = old.enrollment_id AND call.visit = old.visit
"""
REMOVE_RETIRED = """
DELETE FROM crm_webhook_endpoint AS endpoint
WHERE endpoint.retired_at < %(before)s AND NOT EXISTS (
    SELECT FROM crm_webhook_call AS call WHERE call.endpoint_id = endpoint.id
)
"""


def forget_calls(
    *, keep: datetime.timedelta, now: datetime.datetime, batch: int = BATCH
) -> int:
    """Delete calls that were answered or dropped longer ago than `keep`; return how many.

    In batches, each in a transaction of its own, passing over rows that others hold; idempotent.
    Retired endpoints without a call go with them.
    """
    before, total = now - keep, 0
    while forgotten := _execute(FORGET, {"before": before, "batch": batch}):
        total += forgotten
    _execute(REMOVE_RETIRED, {"before": before})
    return total


@transaction.atomic(using=WRITER)
def _execute(statement: str, parameters: dict[str, Any]) -> int:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount
