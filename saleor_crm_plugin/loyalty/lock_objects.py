"""Row locks of loyalty, always in the same order: settlements by order id, then the ledger's."""

from collections.abc import Collection

from django.db.models import QuerySet

from ..saleor_adapter.arrays import uuid_array
from ..tiers.models import BookExclusion
from .models import AdjustmentRequest, OrderSettlement, Program

# Two batches that share orders would dead-lock without one order for both.
LOCK = """
SELECT order_id, book_id, profile_id, revision FROM crm_order_settlement
WHERE order_id = ANY(%s::uuid[]) ORDER BY order_id FOR UPDATE
"""


def lock_settlements(order_ids: Collection[str]) -> list[OrderSettlement]:
    """Lock the settlements of these orders; orders that take part in no program have none."""
    return list(OrderSettlement.objects.raw(LOCK, [uuid_array(order_ids)]))


def lock_program(program_id: int) -> QuerySet[Program]:
    """Return the query that locks one program while its settings change."""
    return Program.objects.select_for_update().filter(pk=program_id)


def lock_adjustment_request(request_id: int) -> QuerySet[AdjustmentRequest]:
    """Return the query that locks one request, before the person whom it is about."""
    return AdjustmentRequest.objects.select_for_update(no_key=True).filter(
        pk=request_id
    )


def lock_leaver(exclusion_id: int) -> BookExclusion | None:
    """Lock a departure whose points have not ended; None if they have, or the member is back."""
    rows = BookExclusion.objects.select_for_update(no_key=True).filter(
        pk=exclusion_id, points_ended_at__isnull=True, ended_at__isnull=True
    )
    return rows.first()
