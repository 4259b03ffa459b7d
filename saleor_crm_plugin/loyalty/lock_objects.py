"""Row locks of loyalty, always in the same order: settlements by order id, then the ledger's."""

from collections.abc import Collection

from django.db.models import QuerySet

from .models import OrderSettlement, Program


def lock_settlements(order_ids: Collection[str]) -> list[OrderSettlement]:
    """Lock the settlements of these orders; orders that take part in no program have none."""
    rows = OrderSettlement.objects.select_for_update().filter(order_id__in=order_ids)
    # Two batches that share orders would dead-lock without one order for both.
    return list(rows.order_by("order_id"))


def lock_program(program_id: int) -> QuerySet[Program]:
    """Return the query that locks one program while its settings change."""
    return Program.objects.select_for_update().filter(pk=program_id)
