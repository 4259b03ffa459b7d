"""Forget carts that became orders, or vanished, long ago."""

import datetime

from .. import told_checkouts

# Longer than facts are kept, and longer than anybody asks whether a reminder was worth it.
KEEP_CLOSED = datetime.timedelta(days=90)
BATCH = 5_000


def forget_checkouts(*, now: datetime.datetime, batch: int = BATCH) -> int:
    """Delete the told rows of carts that have been closed for 90 days; return how many.

    In batches, each a statement that passes over rows that are being observed. Idempotent.
    """
    total = 0
    while forgotten := told_checkouts.forget_closed(now - KEEP_CLOSED, batch):
        total += forgotten
    return total
