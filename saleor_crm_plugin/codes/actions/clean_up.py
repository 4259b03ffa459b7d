"""Withdraw codes whose time is over, and delete them later where nobody has used them."""

import datetime
from collections.abc import Sequence

from django.db import connections, transaction

from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.vouchers import code_states, delete_codes, withdraw_codes
from ..models import IssuedCode
from ..policies import BETWEEN_LOOKS, Ending, ending_after

BATCH = 500

NOTE = """
UPDATE crm_issued_code AS held
SET withdrawn_at = coalesce(held.withdrawn_at, %(now)s), ending = seen.ending,
    look_at = CASE WHEN seen.ending = '' THEN %(next)s::timestamptz END
FROM unnest(%(ids)s::bigint[], %(endings)s::text[]) AS seen (id, ending)
WHERE held.id = seen.id
"""


def clean_up(*, now: datetime.datetime) -> int:
    """Look at all codes that are due, batch by batch; return how many were looked at.

    A code is withdrawn at its end. A day later it is deleted, where no order, draft or busy cart
    has it; until it is gone it is looked at every day for a month, for the shop itself may make a
    code active again. Each batch is one transaction of six statements. Locks our rows, then the
    shop's codes in their order; rows that another worker holds are passed over.
    """
    total = 0
    while count := _clean_up_batch(now):
        total += count
    return total


@transaction.atomic(using=WRITER)
def _clean_up_batch(now: datetime.datetime) -> int:
    due = IssuedCode.objects.select_for_update(skip_locked=True).filter(
        look_at__lte=now
    )
    rows = list(due.order_by("look_at", "id")[:BATCH])
    if rows:
        _note(rows, _endings(rows, now), now)
    return len(rows)


def _endings(rows: Sequence[IssuedCode], now: datetime.datetime) -> list[Ending]:
    codes = [row.code for row in rows]
    fresh = withdraw_codes(codes)
    # What was active until this moment is in some cart perhaps, which gets its day.
    delete_codes([code for code in codes if code not in fresh], now=now)
    states = code_states(codes)
    return [
        ending_after(
            states[row.code].is_used if row.code in states else None,
            expired_at=row.expires_at or now,
            now=now,
        )
        for row in rows
    ]


def _note(
    rows: Sequence[IssuedCode], endings: Sequence[Ending], now: datetime.datetime
) -> None:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            NOTE,
            {
                "ids": int_array(row.pk for row in rows),
                "endings": [ending.value for ending in endings],
                "next": now + BETWEEN_LOOKS,
                "now": now,
            },
        )
