"""Withdraw codes whose time is over; those that were used stay as they are."""

import datetime

from django.db import transaction

from ...saleor_adapter.db import WRITER
from ...saleor_adapter.vouchers import withdraw_codes
from ..models import IssuedCode

BATCH = 500


def withdraw_expired(*, now: datetime.datetime) -> int:
    """Withdraw all codes that have expired, batch by batch; return how many were looked at.

    Each batch is one transaction. Locks our rows, then the shop's codes in their order; rows that
    another worker holds are passed over.
    """
    total = 0
    while count := _withdraw_batch(now):
        total += count
    return total


@transaction.atomic(using=WRITER)
def _withdraw_batch(now: datetime.datetime) -> int:
    rows = IssuedCode.objects.select_for_update(skip_locked=True).filter(
        expires_at__lte=now, withdrawn_at__isnull=True
    )
    found = list(rows.order_by("expires_at", "enrollment_id", "visit")[:BATCH])
    withdraw_codes([row.code for row in found])
    for row in found:
        row.withdrawn_at = now
    IssuedCode.objects.bulk_update(found, ["withdrawn_at"])
    return len(found)
